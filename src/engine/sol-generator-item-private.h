/* sol-generator-item-private.h: what the list does with its items
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-item.h"

G_BEGIN_DECLS

/* @config: (transfer full) */
SolGeneratorItem *sol_generator_item_new         (SolWaveConfig     *config);
/* @config: (transfer full). What runs takes the settings with its next message; another topic starts it anew */
void              sol_generator_item_take_config (SolGeneratorItem  *self,
                                                  SolWaveConfig     *config);
/* Reads the file that stands in its table's place, in GTask's pool; what cannot be read is its problem */
void              sol_generator_item_read_table  (SolGeneratorItem  *self);
/* @thread: outlives the run; @func and @user_data as for sol_wave_new() */
gboolean          sol_generator_item_start       (SolGeneratorItem  *self,
                                                  SolIoThread       *thread,
                                                  SolWaveFunc        func,
                                                  gpointer           user_data,
                                                  GError           **error);
/* When it returns, the function runs no more */
void              sol_generator_item_stop        (SolGeneratorItem  *self);

G_END_DECLS
