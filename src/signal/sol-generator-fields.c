/* sol-generator-fields.c: every number of a generator's settings: name, words, range
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-fields.h"

#include <stddef.h>

#include <glib/gi18n.h>

#define LEAST_HZ 1e-9
#define MAX_HZ 1e9
#define MAX_LEVEL 1e12
#define MAX_SECONDS 1e6

#define AT(member) offsetof (SolGeneratorSettings, member), FALSE
#define COUNT_AT(member) offsetof (SolGeneratorSettings, member), TRUE

static gboolean
has_periods (const SolGeneratorSettings *settings)
{
  return settings->shape != SOL_SHAPE_NOISE && settings->shape != SOL_SHAPE_DC;
}

static gboolean
has_amplitude (const SolGeneratorSettings *settings)
{
  return settings->shape != SOL_SHAPE_DC || settings->n_harmonics > 0;
}

static gboolean
has_duty (const SolGeneratorSettings *settings)
{
  return settings->shape == SOL_SHAPE_SQUARE || settings->shape == SOL_SHAPE_PULSE;
}

static gboolean
is_swept (const SolGeneratorSettings *settings)
{
  return settings->sweep != SOL_SWEEP_NONE;
}

static gboolean
has_channels (const SolGeneratorSettings *settings)
{
  return settings->n_channels > 1;
}

static const SolGeneratorField fields[] = {
  { "frequency", N_("Frequency in Hz"), N_("Frequency"), "Hz",
    N_("Periods a second (2)"),
    SOL_FIELD_WAVE, LEAST_HZ, MAX_HZ, 1, 3, AT (frequency_hz), has_periods },
  { "amplitude", N_("Peak Amplitude"), N_("Peak Amplitude"), NULL,
    N_("Peak value (1)"),
    SOL_FIELD_WAVE, 0, MAX_LEVEL, 0.1, 3, AT (amplitude), has_amplitude },
  { "offset", N_("Offset"), N_("Offset"), NULL,
    N_("Added to every sample (0)"),
    SOL_FIELD_WAVE, -MAX_LEVEL, MAX_LEVEL, 0.1, 3, AT (offset), NULL },
  { "phase", N_("Phase in Degrees"), N_("Phase"), "°",
    N_("Where in its period the wave begins, in degrees (0)"),
    SOL_FIELD_WAVE, -360, 360, 15, 1, AT (phase), has_periods },
  { "duty", N_("Duty, 0 to 1 (0: Usual)"), N_("Duty"), NULL,
    N_("Part of the period that square and pulse are high, 0 to 1; 0 is 0.5 and 0.1"),
    SOL_FIELD_WAVE, 0, 1, 0.05, 3, AT (duty), has_duty },

  { "sweep-to", N_("Sweep to, in Hz"), N_("End of the Sweep"), "Hz",
    N_("Frequency at the end of a sweep (10)"),
    SOL_FIELD_MODULATION, LEAST_HZ, MAX_HZ, 1, 3, AT (sweep_hz), is_swept },
  { "sweep-time", N_("Sweep Time in s"), N_("Sweep Time"), "s",
    N_("Seconds of a sweep (10)"),
    SOL_FIELD_MODULATION, 1e-3, MAX_SECONDS, 1, 3, AT (sweep_s), is_swept },
  { "burst", N_("Burst, Periods"), N_("Burst"), NULL,
    N_("Periods of a burst; 0 is a wave without pause (0)"),
    SOL_FIELD_MODULATION, 0, 1e6, 1, 2, AT (burst_periods), NULL },
  { "burst-pause", N_("Pause, Periods"), N_("Pause of a Burst"), NULL,
    N_("Periods of silence behind a burst (5)"),
    SOL_FIELD_MODULATION, 0, 1e6, 1, 2, AT (burst_pause), NULL },
  { "am-depth", N_("AM Depth, 0 to 1"), N_("AM Depth"), NULL,
    N_("Depth of the amplitude's modulation, 0 to 1 (0)"),
    SOL_FIELD_MODULATION, 0, 1, 0.1, 2, AT (am_depth), NULL },
  { "am-frequency", N_("AM Frequency in Hz"), N_("AM Frequency"), "Hz",
    N_("Its frequency (1)"),
    SOL_FIELD_MODULATION, 0, MAX_HZ, 0.1, 3, AT (am_hz), NULL },
  { "fm-deviation", N_("FM Deviation in Hz"), N_("FM Deviation"), "Hz",
    N_("The most that the frequency is modulated by, in Hz (0)"),
    SOL_FIELD_MODULATION, 0, MAX_HZ, 0.1, 3, AT (fm_hz_off), NULL },
  { "fm-frequency", N_("FM Frequency in Hz"), N_("FM Frequency"), "Hz",
    N_("Frequency of that modulation (1)"),
    SOL_FIELD_MODULATION, 0, MAX_HZ, 0.1, 3, AT (fm_hz), NULL },
  { "pwm-depth", N_("PWM Depth, 0 to 1"), N_("PWM Depth"), NULL,
    N_("Width of the duty's modulation, 0 to 1 (0)"),
    SOL_FIELD_MODULATION, 0, 1, 0.1, 2, AT (pwm_depth), has_duty },
  { "pwm-frequency", N_("PWM Frequency in Hz"), N_("PWM Frequency"), "Hz",
    N_("Its frequency (1)"),
    SOL_FIELD_MODULATION, 0, MAX_HZ, 0.1, 3, AT (pwm_hz), has_duty },

  { "noise", N_("Noise, σ"), N_("Noise"), NULL,
    N_("Deviation of Gaussian noise added (0.1)"),
    SOL_FIELD_IMPAIRMENT, 0, MAX_LEVEL, 0.01, 3, AT (noise), NULL },
  { "jitter", N_("Jitter, σ in Samples"), N_("Jitter"), NULL,
    N_("Deviation of the instant of sampling, in sample periods (0)"),
    SOL_FIELD_IMPAIRMENT, 0, 100, 0.05, 2, AT (jitter), NULL },
  { "dropouts", N_("Drop-outs a Second"), N_("Drop-outs a Second"), NULL,
    N_("How often a second the signal reads 0, at random (0)"),
    SOL_FIELD_IMPAIRMENT, 0, 1e6, 0.1, 2, AT (dropouts_hz), NULL },
  { "dropout-time", N_("Drop-out Time in s"), N_("Drop-out Time"), "s",
    N_("How long, in seconds (0.05)"),
    SOL_FIELD_IMPAIRMENT, 0, MAX_SECONDS, 0.01, 3, AT (dropout_s), NULL },
  { "drift", N_("Drift a Second"), N_("Drift a Second"), NULL,
    N_("Added a second that goes by (0)"),
    SOL_FIELD_IMPAIRMENT, -MAX_LEVEL, MAX_LEVEL, 0.01, 3, AT (drift), NULL },
  { "clip", N_("Clip at ±"), N_("Clipping"), NULL,
    N_("Values end at plus and minus this; 0 is nowhere (0)"),
    SOL_FIELD_IMPAIRMENT, 0, MAX_LEVEL, 0.1, 3, AT (clip), NULL },
  { "lost", N_("Lost Messages, 0 to 1"), N_("Lost Messages"), NULL,
    N_("Part of the messages that is never sent, 0 to 1 (0)"),
    SOL_FIELD_IMPAIRMENT, 0, 1, 0.01, 3, AT (lost), NULL },
  { "duplicates", N_("Duplicate Messages, 0 to 1"), N_("Duplicate Messages"), NULL,
    N_("Part that is sent twice, 0 to 1 (0)"),
    SOL_FIELD_IMPAIRMENT, 0, 1, 0.01, 3, AT (duplicates), NULL },
  { "late", N_("Late Messages, 0 to 1"), N_("Late Messages"), NULL,
    N_("Part that is sent too late, 0 to 1 (0)"),
    SOL_FIELD_IMPAIRMENT, 0, 1, 0.01, 3, AT (late), NULL },
  { "late-by", N_("Late by, in s"), N_("Delay of Late Messages"), "s",
    N_("How late, in seconds (0.5)"),
    SOL_FIELD_IMPAIRMENT, 0, 60, 0.1, 2, AT (late_s), NULL },

  { "rate", N_("Samples a Second"), N_("Samples a Second"), NULL,
    N_("Samples a second (300)"),
    SOL_FIELD_MESSAGE, 1e-3, MAX_HZ, 100, 3, AT (rate_hz), NULL },
  { "points", N_("Samples a Message"), N_("Samples a Message"), NULL,
    N_("Samples in a message (300)"),
    SOL_FIELD_MESSAGE, 1, 1000000, 10, 0, COUNT_AT (n_points), NULL },
  { "decimals", N_("Decimals"), N_("Decimals"), NULL,
    N_("Places behind the point, in text (3)"),
    SOL_FIELD_DETAIL, 0, 15, 1, 0, COUNT_AT (decimals), NULL },
  { "channels", N_("Channels, a Topic Each"), N_("Number of Channels"), NULL,
    N_("Channels, each a topic of its own behind TOPIC: 1, 2, 3 … (1)"),
    SOL_FIELD_DETAIL, 1, 16, 1, 0, COUNT_AT (n_channels), NULL },
  { "channel-phase", N_("Phase from Channel to Channel"), N_("Phase from Channel to Channel"), "°",
    N_("Degrees from one channel to the next (-120)"),
    SOL_FIELD_DETAIL, -360, 360, 15, 1, AT (channel_phase), has_channels },
};

gboolean
sol_generator_field_matters (const SolGeneratorField    *self,
                             const SolGeneratorSettings *settings)
{
  return self->matters == NULL || self->matters (settings);
}

const SolGeneratorField *
sol_generator_get_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}

double
sol_generator_field_get (const SolGeneratorField    *self,
                         const SolGeneratorSettings *settings)
{
  const char *at = (const char *) settings + self->offset;

  return self->is_count ? *(const guint *) (gconstpointer) at : *(const double *) (gconstpointer) at;
}

void
sol_generator_field_set (const SolGeneratorField *self,
                         SolGeneratorSettings    *settings,
                         double                   value)
{
  char *at = (char *) settings + self->offset;

  if (self->is_count)
    *(guint *) (gpointer) at = value > 0.0 && value < G_MAXUINT ? (guint) value : 0;
  else
    *(double *) (gpointer) at = value;
}
