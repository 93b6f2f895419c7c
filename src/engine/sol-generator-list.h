/* sol-generator-list.h: the generator's sources
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-item.h"

G_BEGIN_DECLS

#define SOL_GENERATOR_LIST_MAX SOL_WAVE_CONFIG_MAX

#define SOL_TYPE_GENERATOR_LIST (sol_generator_list_get_type ())

/* A GListModel of SolGeneratorItem. Main thread; all that run share one thread, which is there while one runs.
 * Property: `running` (boolean, read only): does any? Signal: `changed`: what is to be saved is another. */
G_DECLARE_FINAL_TYPE (SolGeneratorList, sol_generator_list, SOL, GENERATOR_LIST, GObject)

SolGeneratorList *sol_generator_list_new    (void);

/* Who takes the messages from now on: @func runs in the list's thread. Stops all; when it returns, the function before
 * runs no more. NULL: nobody, and none can start */
void              sol_generator_list_set_func (SolGeneratorList     *self,
                                               SolWaveFunc           func,
                                               gpointer              user_data);

/**
 * sol_generator_list_add:
 * @position: at most the number of items, which is the end
 * @config: copied
 *
 * Errors: %SOL_GENERATOR_ERROR_FULL at %SOL_GENERATOR_LIST_MAX.
 *
 * Returns: (transfer none) (nullable): stopped; the list holds it
 */
SolGeneratorItem *sol_generator_list_add    (SolGeneratorList     *self,
                                             guint                 position,
                                             const SolWaveConfig  *config,
                                             GError              **error);
/* Stops it first. Its configuration, added again, is as before */
void              sol_generator_list_remove (SolGeneratorList     *self,
                                             SolGeneratorItem     *item);
/* @config: copied; what cannot run is kept as well, and is the item's problem; a run goes on with what could */
void              sol_generator_list_set    (SolGeneratorList     *self,
                                             SolGeneratorItem     *item,
                                             const SolWaveConfig  *config);
/* Errors: those of sol_wave_config_check() */
gboolean          sol_generator_list_start  (SolGeneratorList     *self,
                                             SolGeneratorItem     *item,
                                             GError              **error);
void              sol_generator_list_stop   (SolGeneratorList     *self,
                                             SolGeneratorItem     *item);
/* FALSE with the first error when some could not; the others run */
gboolean          sol_generator_list_start_all  (SolGeneratorList  *self,
                                                 GError           **error);
void              sol_generator_list_stop_all   (SolGeneratorList  *self);
gboolean          sol_generator_list_is_running (SolGeneratorList  *self);

/* Returns: (transfer none) (nullable): the first that publishes to @topic */
SolGeneratorItem *sol_generator_list_find   (SolGeneratorList     *self,
                                             const char           *topic);
/* Returns: (transfer full): `Sine`, or `Sine 2` when there is a Sine */
char             *sol_generator_list_make_name (SolGeneratorList  *self,
                                                const char        *name);

/* data/doc/GENERATOR.md describes it. Returns: (transfer full) */
JsonObject       *sol_generator_list_to_json (SolGeneratorList    *self);
/* @configs: (element-type SolWaveConfig): added at the end, as many as there is room for; the files of their waves are
 * read meanwhile, and what cannot be read is a problem of the item */
void              sol_generator_list_load    (SolGeneratorList    *self,
                                              GPtrArray           *configs);

G_END_DECLS
