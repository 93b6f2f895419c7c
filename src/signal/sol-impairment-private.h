/* sol-impairment-private.h: what spoils a signal: noise, drop-outs, drift, clipping
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-settings.h"
#include "sol-random-private.h"

G_BEGIN_DECLS

typedef struct
{
  double drift;       /* that there is by now */
  double dropout_s;   /* left of the drop-out */
} SolImpairment;

gboolean sol_impairment_is_idle (const SolGeneratorSettings *settings);

/* The next sample, spoilt */
double   sol_impairment_apply   (SolImpairment              *self,
                                 const SolGeneratorSettings *settings,
                                 SolRandom                  *random,
                                 double                      value);

G_END_DECLS
