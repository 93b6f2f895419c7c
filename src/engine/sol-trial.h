/* sol-trial.h: what one message would give under some settings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoder.h"
#include "sol-message.h"

G_BEGIN_DECLS

#define SOL_TRIAL_MAX_BYTES (256 * 1024) /* of a payload: a few milliseconds */

/* One channel that it would become */
typedef struct
{
  char     *path;      /* owned: "" where it has no name */
  char     *unit;      /* owned, nullable */
  char     *word;      /* owned, nullable: of a state */
  gsize     n_values;
  double    low, high; /* of all, as they would be drawn */
} SolTrialField;

/* Decodes apart from the ingest, by the program's own families. One thread at a time. */
typedef struct _SolTrial SolTrial;

SolTrial   *sol_trial_new  (void);

/**
 * sol_trial_run:
 * @description: (out) (nullable) (transfer full): what it is read as and why, set on success
 *
 * Errors: those of sol_decoder_decode(); %SOL_CODEC_ERROR_FORMAT over %SOL_TRIAL_MAX_BYTES.
 *
 * Returns: (transfer full) (element-type SolTrialField) (nullable): NULL with @error set
 */
GPtrArray  *sol_trial_run  (SolTrial                 *self,
                            const SolMessage         *message,
                            const SolDecoderSettings *settings,
                            char                    **description,
                            GError                  **error);

/* `−1 … 1 V, 256 samples`, or `21.4 °C`. Returns: (transfer full) */
char       *sol_trial_field_to_text (const SolTrialField *self);

void        sol_trial_free (SolTrial *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolTrial, sol_trial_free)

G_END_DECLS
