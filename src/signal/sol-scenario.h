/* sol-scenario.h: ready-made sources that belong together
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-settings.h"

G_BEGIN_DECLS

/* One topic of it, or one for each channel */
typedef struct
{
  const char *suffix;   /* behind the topic that a person gives, `/current`; "" is the topic itself */
  const char *name;     /* for gettext() */
  void      (*fill) (SolGeneratorSettings *settings);
} SolScenarioSource;

typedef struct
{
  const char *nick;         /* of `--scenario` */
  const char *title;        /* for gettext() */
  const char *description;  /* for gettext() */
  const SolScenarioSource *sources;
  guint       n_sources;
} SolScenario;

/* Returns: (array length=n) (transfer none) */
const SolScenario *sol_scenario_list (guint                *n);
/* Returns: (transfer none) (nullable) */
const SolScenario *sol_scenario_find (const char           *nick);

/* @settings: (out caller-allocates): of source @i, valid; sol_generator_settings_clear() frees what it holds */
void               sol_scenario_fill (const SolScenario    *self,
                                      guint                 i,
                                      SolGeneratorSettings *settings);

G_END_DECLS
