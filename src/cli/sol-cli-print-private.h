/* sol-cli-print-private.h: a message's properties as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-message.h"

G_BEGIN_DECLS

/* Adds the member `properties` when the message has any */
void sol_cli_print_add_properties (JsonBuilder      *builder,
                                   const SolMessage *message);

/* A member @name of text, or `@name_base64` when it is not UTF-8 */
void sol_cli_print_add_octets     (JsonBuilder      *builder,
                                   const char       *name,
                                   const guint8     *data,
                                   gsize             length);

G_END_DECLS
