/* sol-generator-settings.h: what a generator is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoder.h"
#include "sol-shape.h"

G_BEGIN_DECLS

#define SOL_GENERATOR_ERROR (sol_generator_error_quark ())

typedef enum
{
  SOL_GENERATOR_ERROR_SETTINGS, /* a setting is out of its range */
  SOL_GENERATOR_ERROR_FILE,     /* a file holds no wave */
  SOL_GENERATOR_ERROR_FULL,     /* there are as many sources as there may be */
} SolGeneratorError;

GQuark sol_generator_error_quark (void);

typedef enum
{
  SOL_SWEEP_NONE,
  SOL_SWEEP_LINEAR,      /* as many hertz each second */
  SOL_SWEEP_LOGARITHMIC, /* as many octaves each second */
} SolSweep;

#define SOL_N_SWEEPS 3

#define SOL_HARMONICS_MAX 16

/* A sine on top of the shape */
typedef struct
{
  guint  order;      /* times the frequency, 1..1000 */
  double amplitude;  /* times the amplitude, 0..10 */
  double phase;      /* degrees */
} SolHarmonic;

/* Copied shallowly, @table is borrowed; sol_generator_settings_copy() takes a reference to it */
typedef struct
{
  SolShape  shape;
  double    frequency_hz;    /* more than 0 */
  double    amplitude;       /* peak */
  double    offset;
  double    phase;           /* degrees, of the first sample */
  double    duty;            /* of square and pulse, 0..1; 0: the shape's own, 0.5 and 0.1 */
  SolShapeTable *table;      /* nullable; of SOL_SHAPE_TABLE */
  SolInterpolation interpolation; /* between its values */
  SolHarmonic harmonics[SOL_HARMONICS_MAX];
  guint     n_harmonics;

  double    rate_hz;         /* samples a second, more than 0 */
  guint     n_points;        /* samples in a message, 1..1,000,000 */
  guint     n_channels;      /* each a topic of its own behind the source's: 1, 2, 3 … */
  double    channel_phase;   /* degrees, from one channel to the next */
  SolFormat format;          /* one that sol_payload_can_write() */
  guint     decimals;        /* places in text, the original's is 3 */

  SolSweep  sweep;           /* from frequency_hz to sweep_hz in sweep_s, again and again */
  double    sweep_hz, sweep_s;
  double    burst_periods;   /* so many periods, then burst_pause of them silent; 0: without end */
  double    burst_pause;
  double    am_depth, am_hz; /* amplitude · (1 + depth · sine) */
  double    fm_hz_off, fm_hz;    /* frequency ± off, as a sine */
  double    pwm_depth, pwm_hz;   /* duty ± depth / 2, as a sine */

  double    noise;           /* σ of Gaussian noise added */
  double    jitter;          /* σ of the instant of sampling, in sample periods */
  double    dropouts_hz;     /* times a second, at random, that the signal reads 0 … */
  double    dropout_s;       /* … for so long */
  double    drift;           /* a second */
  double    clip;            /* values end at ± this; 0: nowhere */
  double    lost;            /* parts of the messages, 0..1: never sent, */
  double    duplicates;      /* sent twice, */
  double    late, late_s;    /* sent so much later than its time */
} SolGeneratorSettings;

/* The original's publisher: composite, two periods in 300 points at 300 Hz, noise 0.1, three places, JSON */
void     sol_generator_settings_init  (SolGeneratorSettings        *settings);

/* A plain sine of 5 Hz, 1,000 samples a second in 50 messages: ten periods on a screen of two seconds, visibly alive */
void     sol_generator_settings_init_simple (SolGeneratorSettings   *settings);

/* FALSE with an error that names the field, its value and its range */
gboolean sol_generator_settings_check (const SolGeneratorSettings  *settings,
                                       GError                     **error);

/* Parts of the above: the table of a wave that has one; the harmonics; messages a second */
gboolean sol_generator_check_table     (const SolGeneratorSettings  *settings,
                                        GError                     **error);
gboolean sol_generator_check_harmonics (const SolGeneratorSettings  *settings,
                                        GError                     **error);
gboolean sol_generator_check_pace      (const SolGeneratorSettings  *settings,
                                        GError                     **error);

/* @copy: (out caller-allocates): what it held before is not freed */
void     sol_generator_settings_copy  (const SolGeneratorSettings  *settings,
                                       SolGeneratorSettings        *copy);
void     sol_generator_settings_clear (SolGeneratorSettings        *settings);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolGeneratorSettings, sol_generator_settings_clear)

/* Messages a second, of all channels */
double   sol_generator_settings_get_messages_hz (const SolGeneratorSettings *settings);

G_END_DECLS
