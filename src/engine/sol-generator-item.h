/* sol-generator-item.h: one source of the generator
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-wave-config.h"
#include "sol-wave.h"

G_BEGIN_DECLS

#define SOL_TYPE_GENERATOR_ITEM (sol_generator_item_get_type ())

/* Main thread. Properties, read only, notified: `name`; `running`; `problem` (string, nullable): why it cannot run;
 * `config`: notified alone, whenever any of what sol_generator_item_get_config() holds is another. */
G_DECLARE_FINAL_TYPE (SolGeneratorItem, sol_generator_item, SOL, GENERATOR_ITEM, GObject)

/* Valid until the next change */
const SolWaveConfig *sol_generator_item_get_config  (SolGeneratorItem *self);
const char          *sol_generator_item_get_name    (SolGeneratorItem *self);
gboolean             sol_generator_item_is_running  (SolGeneratorItem *self);
const char          *sol_generator_item_get_problem (SolGeneratorItem *self);
/* Since its last start; they stay when it stops */
void                 sol_generator_item_get_counts  (SolGeneratorItem *self,
                                                     SolWaveCounts    *counts);

G_END_DECLS
