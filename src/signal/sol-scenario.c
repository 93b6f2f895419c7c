/* sol-scenario.c: ready-made sources that belong together
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scenario.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#define TABLE_POINTS 1024
#define DAY_S 60.0 /* the weather station's day goes by in a minute */

static void
set_message (SolGeneratorSettings *settings,
             double                rate_hz,
             guint                 n_points,
             SolFormat             format)
{
  settings->rate_hz = rate_hz;
  settings->n_points = n_points;
  settings->format = format;
}

static void
add_harmonic (SolGeneratorSettings *settings,
              guint                 order,
              double                amplitude,
              double                phase)
{
  settings->harmonics[settings->n_harmonics++] = (SolHarmonic) { order, amplitude, phase };
}

/* 230 V between phase and neutral, with what rectifiers leave of the sine: 5th, 7th and 11th */
static void
fill_mains (SolGeneratorSettings *settings)
{
  settings->shape = SOL_SHAPE_SINE;
  settings->frequency_hz = 50.0;
  settings->amplitude = 230.0 * G_SQRT2;
  settings->noise = 0.8;
  settings->n_channels = 3;
  settings->decimals = 2;
  add_harmonic (settings, 5, 0.04, 180.0);
  add_harmonic (settings, 7, 0.025, 0.0);
  add_harmonic (settings, 11, 0.012, 180.0);
  set_message (settings, 4000.0, 200, SOL_FORMAT_WAVEFORM_JSON);
}

typedef struct
{
  double at, width, height;  /* of a period, of a period, mV */
} Bump;

static double
get_bump (const Bump *bump,
          double      at)
{
  double off = (at - bump->at) / bump->width;

  return bump->height * exp (-0.5 * off * off);
}

static void
set_table (SolGeneratorSettings *settings,
           const double         *values)
{
  settings->shape = SOL_SHAPE_TABLE;
  settings->table = sol_shape_table_new (values, TABLE_POINTS, NULL);
}

/* P, Q, R, S and T as bell curves; the form after McSharry et al., IEEE Trans. Biomed. Eng. 50 (2003) 289. Not for
 * medical use */
static void
fill_ecg (SolGeneratorSettings *settings)
{
  static const Bump bumps[] = {
    { 0.20, 0.025, 0.12 },   { 0.345, 0.010, -0.14 }, { 0.37, 0.011, 1.0 },
    { 0.395, 0.010, -0.22 }, { 0.60, 0.045, 0.28 },
  };
  double values[TABLE_POINTS] = { 0 };

  for (guint i = 0; i < TABLE_POINTS; i++)
    for (guint k = 0; k < G_N_ELEMENTS (bumps); k++)
      values[i] += get_bump (&bumps[k], (double) i / TABLE_POINTS);
  set_table (settings, values);
  settings->frequency_hz = 1.2;
  settings->fm_hz_off = 0.06;
  settings->fm_hz = 0.25;
  settings->noise = 0.01;
  set_message (settings, 500.0, 50, SOL_FORMAT_WAVEFORM_JSON);
}

/* A resonance that is struck once a period and rings @n_rings times within it */
static void
set_ringing (SolGeneratorSettings *settings,
             double                n_rings,
             double                decay)
{
  double values[TABLE_POINTS];

  for (guint i = 0; i < TABLE_POINTS; i++)
    {
      double at = (double) i / TABLE_POINTS;

      values[i] = exp (-at * decay) * sin (2.0 * G_PI * n_rings * at);
    }
  set_table (settings, values);
}

/* A shaft at 24.5 Hz whose bearing has a fault of the inner ring: 5.4 strikes a turn, loudest where the load is */
static void
fill_bearing (SolGeneratorSettings *settings)
{
  set_ringing (settings, 16.0, 9.0);
  settings->frequency_hz = 24.5 * 5.415;
  settings->amplitude = 2.0;
  settings->am_depth = 0.7;
  settings->am_hz = 24.5;
  settings->noise = 0.15;
  settings->jitter = 0.05;
  set_message (settings, 12000.0, 600, SOL_FORMAT_SOL1);
}

static void
fill_motor_current (SolGeneratorSettings *settings)
{
  settings->shape = SOL_SHAPE_SINE;
  settings->frequency_hz = 50.0;
  settings->amplitude = 4.2;
  settings->am_depth = 0.04;
  settings->am_hz = 2.0;
  settings->noise = 0.05;
  settings->n_channels = 3;
  add_harmonic (settings, 3, 0.03, 0.0);
  set_message (settings, 2000.0, 100, SOL_FORMAT_FLOAT32);
}

static void
set_weather (SolGeneratorSettings *settings,
             double                middle,
             double                swing,
             double                noise)
{
  settings->shape = SOL_SHAPE_SINE;
  settings->frequency_hz = 1.0 / DAY_S;
  settings->offset = middle;
  settings->amplitude = swing;
  settings->noise = noise;
  settings->decimals = 1;
  set_message (settings, 2.0, 1, SOL_FORMAT_NUMBER);
}

static void
fill_temperature (SolGeneratorSettings *settings)
{
  set_weather (settings, 14.0, 6.0, 0.1);
}

/* Dry when it is warm */
static void
fill_humidity (SolGeneratorSettings *settings)
{
  set_weather (settings, 62.0, 18.0, 0.6);
  settings->phase = 180.0;
}

static void
fill_pressure (SolGeneratorSettings *settings)
{
  set_weather (settings, 1013.0, 9.0, 0.1);
  settings->shape = SOL_SHAPE_TRIANGLE;
  settings->frequency_hz = 1.0 / (7.0 * DAY_S);
}

/* Gusts: the deviation follows the hour */
static void
fill_wind (SolGeneratorSettings *settings)
{
  set_weather (settings, 5.0, 1.4, 0.0);
  settings->shape = SOL_SHAPE_NOISE;
  settings->am_depth = 0.8;
  settings->am_hz = 1.0 / DAY_S;
  settings->format = SOL_FORMAT_FLAT_JSON;
}

/* A stepper that is accelerated through its resonance: every step strikes the frame */
static void
fill_stepper (SolGeneratorSettings *settings)
{
  set_ringing (settings, 4.0, 5.0);
  settings->frequency_hz = 40.0;
  settings->amplitude = 1.5;
  settings->sweep = SOL_SWEEP_LINEAR;
  settings->sweep_hz = 400.0;
  settings->sweep_s = 4.0;
  settings->noise = 0.03;
  settings->clip = 1.6;
  set_message (settings, 10000.0, 500, SOL_FORMAT_SOL1);
}

static const SolScenarioSource mains[] = { { "", N_("Mains"), fill_mains } };
static const SolScenarioSource ecg[] = { { "", N_("ECG"), fill_ecg } };
static const SolScenarioSource motor[] = {
  { "/vibration", N_("Motor Vibration"), fill_bearing }, { "/current", N_("Motor Current"), fill_motor_current },
};
static const SolScenarioSource weather[] = {
  { "/temperature", N_("Temperature"), fill_temperature }, { "/humidity", N_("Humidity"), fill_humidity },
  { "/pressure", N_("Pressure"), fill_pressure }, { "/wind", N_("Wind"), fill_wind },
};
static const SolScenarioSource stepper[] = { { "", N_("Stepper Vibration"), fill_stepper } };

static const SolScenario scenarios[] = {
  { "mains", N_("Three-Phase Mains"),
    N_("Three phases of 230 V and 50 Hz with harmonics"), mains, G_N_ELEMENTS (mains) },
  { "ecg", N_("Heartbeat"), N_("A curve like an ECG, breathing included"), ecg, G_N_ELEMENTS (ecg) },
  { "motor", N_("Motor with a Bearing Fault"),
    N_("Vibration of a worn bearing, and the three currents"), motor, G_N_ELEMENTS (motor) },
  { "weather", N_("Weather Station"),
    N_("Temperature, humidity, pressure and wind; a day takes a minute"), weather, G_N_ELEMENTS (weather) },
  { "stepper", N_("Stepper Vibration"),
    N_("A stepper motor speeds up from 40 to 400 steps a second"), stepper, G_N_ELEMENTS (stepper) },
};

const SolScenario *
sol_scenario_list (guint *n)
{
  *n = G_N_ELEMENTS (scenarios);
  return scenarios;
}

const SolScenario *
sol_scenario_find (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    if (strcmp (scenarios[i].nick, nick) == 0)
      return &scenarios[i];
  return NULL;
}

void
sol_scenario_fill (const SolScenario    *self,
                   guint                 i,
                   SolGeneratorSettings *settings)
{
  sol_generator_settings_init (settings);
  self->sources[i].fill (settings);
}
