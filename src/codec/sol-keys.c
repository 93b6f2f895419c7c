/* sol-keys.c: what the keys of a payload say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

#include <math.h>
#include <string.h>

/* Source: PAYLOADS.md P01 */

#define MAX_UNIT 16 /* octets */

static const char * const sample_keys[] = {
  "data", "samples", "values", "y", "wave", "waveform", "buf", "adc", NULL,
};

static const char * const time_keys[] = {
  "timestamp", "Timestamp", "ts", "time", "Time", "t", "t0", "datetime", "last_seen", NULL,
};

static const char * const unit_keys[] = {
  "unit", "units", "Unit", "uom", "unit_of_measurement", NULL,
};

static const char * const rate_keys[] = {
  "sampling_rate", "sample_rate", "samplingRate", "sampleRate", "fs", "rate", "sr", "Hz", "hz", NULL,
};

static const struct
{
  const char *key;
  double      seconds;
} period_keys[] = {
  { "dt", 1.0 },          { "dt_ms", 1e-3 },          { "dt_us", 1e-6 },
  { "interval", 1.0 },    { "interval_ms", 1e-3 },    { "interval_us", 1e-6 },
  { "period", 1.0 },      { "period_ms", 1e-3 },      { "period_us", 1e-6 },
};

static gboolean
is_one_of (const char         *key,
           const char * const *words)
{
  for (; *words != NULL; words++)
    if (strcmp (key, *words) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sol_key_is_samples (const char *key)
{
  if (key[0] == 'c' && key[1] == 'h' && g_ascii_isdigit (key[2]))
    return key[3] == '\0';
  return is_one_of (key, sample_keys);
}

gboolean
sol_key_is_time (const char *key)
{
  return is_one_of (key, time_keys);
}

gboolean
sol_key_is_unit (const char *key)
{
  return is_one_of (key, unit_keys);
}

double
sol_key_get_rate (const char *key,
                  double      value)
{
  if (!(value > 0.0) || !isfinite (value))
    return 0.0;
  if (is_one_of (key, rate_keys))
    return value;
  for (guint i = 0; i < G_N_ELEMENTS (period_keys); i++)
    if (strcmp (key, period_keys[i].key) == 0)
      return 1.0 / (value * period_keys[i].seconds);
  return 0.0;
}

const char *
sol_rule_get_unit (const SolTape *tape,
                   const SolNode *node)
{
  if (node->type != SOL_NODE_TEXT || node->n == 0 || node->n > MAX_UNIT)
    return NULL;
  return sol_tape_get_text (tape, node);
}
