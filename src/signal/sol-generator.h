/* sol-generator.h: waveforms to samples to payload
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-settings.h"

G_BEGIN_DECLS

/* One channel of a source. One thread at a time. No sample allocates; a plain sine costs some 15 ns a sample, with
 * every modulation and impairment some 150 ns. */
typedef struct _SolGenerator SolGenerator;

/* @seed: of everything random; the same seed gives the same samples.
 * @channel: 0 .. n_channels − 1; it begins at phase + channel · channel_phase, and its noise is its own */
SolGenerator *sol_generator_new_for_channel   (const SolGeneratorSettings  *settings,
                                               guint64                      seed,
                                               guint                        channel);
/* Channel 0 */
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

/* How often the message made last is to be sent: 0 is lost, 2 a duplicate. @late_s: (out): how late */
guint         sol_generator_next_fate         (SolGenerator                *self,
                                               double                      *late_s);

/* What a value is multiplied by in a format that has whole numbers only; 1 in the others */
double        sol_generator_get_scale         (const SolGenerator          *self);

/* Seconds from one message to the next: n_points / rate_hz */
double        sol_generator_get_interval      (const SolGenerator          *self);

void          sol_generator_free              (SolGenerator                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolGenerator, sol_generator_free)

G_END_DECLS
