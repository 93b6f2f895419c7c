/* sol-generator.h: waveforms to samples to payload
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-decoder.h"

G_BEGIN_DECLS

#define SOL_GENERATOR_ERROR (sol_generator_error_quark ())

typedef enum
{
  SOL_GENERATOR_ERROR_SETTINGS /* a setting is out of its range */
} SolGeneratorError;

GQuark sol_generator_error_quark (void);

typedef enum
{
  SOL_SHAPE_COMPOSITE, /* the original's: sine + 0.2·sine of ten times the frequency */
  SOL_SHAPE_SINE,
  SOL_SHAPE_SQUARE,
  SOL_SHAPE_TRIANGLE,
  SOL_SHAPE_SAWTOOTH,
  SOL_SHAPE_PULSE,     /* 0, and the amplitude for its duty */
  SOL_SHAPE_NOISE,     /* Gaussian, σ = amplitude */
  SOL_SHAPE_DC,
} SolShape;

#define SOL_N_SHAPES 8

const char *sol_shape_get_nick  (SolShape    shape);
gboolean    sol_shape_from_nick (const char *nick,
                                 SolShape   *shape);

typedef struct
{
  SolShape  shape;
  double    frequency_hz;  /* more than 0 */
  double    amplitude;     /* peak */
  double    offset;
  double    noise;         /* σ of Gaussian noise added */
  double    duty;          /* of square and pulse, 0..1; 0: the shape's own, 0.5 and 0.1 */
  double    rate_hz;       /* samples a second, more than 0 */
  guint     n_points;      /* samples in a message, 1..1,000,000 */
  SolFormat format;        /* WAVEFORM_JSON, NUMBER (the last sample), FLAT_JSON, CSV, INT16, FLOAT32 or SOL1 */
  guint     decimals;      /* places in text, the original's is 3 */
} SolGeneratorSettings;

/* The original's publisher: composite, two periods in 300 points at 300 Hz, noise 0.1, three places, JSON */
void          sol_generator_settings_init     (SolGeneratorSettings        *settings);

/* FALSE with an error that names the field, its value and its range */
gboolean      sol_generator_settings_check    (const SolGeneratorSettings  *settings,
                                               GError                     **error);

typedef struct _SolGenerator SolGenerator;

/* @seed: of the noise; the same seed gives the same samples. One thread at a time. */
SolGenerator *sol_generator_new               (const SolGeneratorSettings  *settings,
                                               guint64                      seed);

/* Takes effect with the next sample; the phase goes on, so that a change of frequency has no step */
void          sol_generator_set_settings      (SolGenerator                *self,
                                               const SolGeneratorSettings  *settings);

/* The next @n samples; phase continuous from call to call */
void          sol_generator_read              (SolGenerator                *self,
                                               double                      *values,
                                               gsize                        n);

/**
 * sol_generator_next_payload:
 * @t0_ns: Unix time of the message's first sample
 *
 * The next message of n_points samples in the settings' format. INT16 is scaled to ±32767 for twice amplitude plus
 * offset.
 *
 * Returns: (transfer full): the octets
 */
GBytes       *sol_generator_next_payload      (SolGenerator                *self,
                                               gint64                       t0_ns);

/* Seconds from one message to the next: n_points / rate_hz */
double        sol_generator_get_interval      (const SolGenerator          *self);

void          sol_generator_free              (SolGenerator                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolGenerator, sol_generator_free)

G_END_DECLS
