/* sol-decoder-json.h: what a person has said of a topic, as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-decoder.h"

G_BEGIN_DECLS

/* Only what is set: {"format":"int16","fields":["a/b"],"scale":0.5,"offset":1,"unit":"V","rate_hz":500,"time":"last"};
 * `time` is `last` or `arrival`. Returns: (transfer full) */
JsonObject *sol_decoder_settings_to_json   (const SolDecoderSettings  *self);

/**
 * sol_decoder_settings_from_json:
 * @self: (out caller-allocates): cleared by the caller; nothing is set when this fails
 *
 * Members that it does not know are left to others.
 * Errors: %SOL_CODEC_ERROR_SETTING, the message names the member.
 */
gboolean    sol_decoder_settings_from_json (JsonObject                *object,
                                            SolDecoderSettings        *self,
                                            GError                   **error);

/* As above from and to text. Returns: (transfer full) */
char       *sol_decoder_settings_to_text   (const SolDecoderSettings  *self);
gboolean    sol_decoder_settings_from_text (const char                *text,
                                            SolDecoderSettings        *self,
                                            GError                   **error);

G_END_DECLS
