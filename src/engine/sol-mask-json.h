/* sol-mask-json.h: masks as JSON, in the settings and in files of their own (data/doc/MEASUREMENTS.md)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-mask-rule.h"

G_BEGIN_DECLS

#define SOL_MASK_MAX_BYTES (1u << 20) /* of a file */

/* Returns: (transfer full) */
JsonObject  *sol_mask_to_json    (const SolMaskRule  *rule);

/**
 * sol_mask_from_json:
 * @trigger, @holdoff_ns: (nullable): of a mask that does not say its own; %NULL: per message
 *
 * Errors: %SOL_SIGNAL_ERROR_SETTINGS: the member that cannot be understood, and what is expected; those of
 * sol_mask_rule_new().
 *
 * Returns: (transfer full) (nullable)
 */
SolMaskRule *sol_mask_from_json  (JsonObject         *object,
                                  const SolTrigger   *trigger,
                                  gint64              holdoff_ns,
                                  GError            **error);

/* As sol_mask_from_json(), and %SOL_CONFIG_ERROR_SYNTAX, %SOL_SIGNAL_ERROR_TOO_LARGE over %SOL_MASK_MAX_BYTES */
SolMaskRule *sol_mask_parse      (const char         *text,
                                  gsize               length,
                                  const SolTrigger   *trigger,
                                  gint64              holdoff_ns,
                                  GError            **error);
/* Returns: (transfer full): what a file holds */
char        *sol_mask_print      (const SolMaskRule  *rule,
                                  gsize              *length);

G_END_DECLS
