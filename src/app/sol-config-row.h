/* sol-config-row.h: one field of the configuration as a row: shown, checked, applied
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_CONFIG_ROW (sol_config_row_get_type ())

/* Properties, construct only: `field`, a name of sol_config_new_from_json (): a boolean gets a switch, a number or a
 * text an entry. `values` and `labels` (strv): the words that a text may be and how each is called, to choose from.
 * `unit-bytes`: a number that a person reads and writes in units of that many octets, 1 unless said. What cannot be
 * is told in the subtitle, and nothing is changed. */
G_DECLARE_FINAL_TYPE (SolConfigRow, sol_config_row, SOL, CONFIG_ROW, AdwActionRow)

void sol_config_row_set_engine (SolConfigRow *self,
                                SolEngine    *engine);

/* Applies one field of the configuration through @engine, as the rows do. @value: (transfer full) */
void     sol_config_apply_field_async  (SolEngine            *engine,
                                        const char           *field,
                                        JsonNode             *value,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean sol_config_apply_field_finish (SolEngine            *engine,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
