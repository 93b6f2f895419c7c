/* sol-decode-json.c: waveforms in JSON: arrays of samples with their rate and time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P01, P02, P03. An object with arrays of numbers, or such an array alone. One walk over the text:
 * samples go into the scratch arrays as they are read, arrays that turn out not to belong are forgotten at the end. */

#define MIN_SAMPLES 8       /* of an array whose rate is not stated: shorter ones are coordinates, colours, limits */
#define MIN_RATED_SAMPLES 2

static const char * const rate_keys[] = {
  "sampling_rate", "sample_rate", "samplingRate", "sampleRate", "fs", "rate", "sr", "Hz", "hz",
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

static const char * const sample_keys[] = {
  "data", "samples", "values", "y", "wave", "waveform", "buf", "adc",
};

static gboolean
is_one_of (SolJsonText         key,
           const char * const *words,
           guint               n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (sol_json_text_equals (key, words[i], strlen (words[i])))
      return TRUE;
  return FALSE;
}

static gboolean
is_sample_key (SolJsonText key)
{
  if (key.length == 3 && key.text[0] == 'c' && key.text[1] == 'h')
    return g_ascii_isdigit (key.text[2]);
  return is_one_of (key, sample_keys, G_N_ELEMENTS (sample_keys));
}

static double
get_period_unit (SolJsonText key)
{
  for (guint i = 0; i < G_N_ELEMENTS (period_keys); i++)
    if (sol_json_text_equals (key, period_keys[i].key, strlen (period_keys[i].key)))
      return period_keys[i].seconds;
  return 0.0;
}

typedef struct
{
  SolJsonScan  scan;
  SolDecoded  *out;
  gboolean     is_named;  /* the first channel stands under a key that only samples have */
} Walk;

/* The numbers of one array up to its bracket; FALSE for anything else. The innermost loop: no call a sample but one. */
static gboolean
scan_numbers (Walk  *self,
              gsize *n)
{
  gsize first = self->out->n_values;
  gboolean is_first = TRUE, has_next;
  double value;

  if (!sol_json_scan_open (&self->scan, '['))
    return FALSE;
  while (sol_json_scan_next (&self->scan, ']', &is_first, &has_next))
    {
      if (!has_next)
        {
          *n = self->out->n_values - first;
          return TRUE;
        }
      if (!sol_json_scan_value (&self->scan, &value) || !sol_decoded_add (self->out, value))
        return FALSE;
    }
  return FALSE;
}

/* An array of arrays of the same length */
static gboolean
scan_rows (Walk  *self,
           gsize *n_rows,
           gsize *n_columns)
{
  gboolean is_first = TRUE, has_next;
  gsize n;

  if (!sol_json_scan_open (&self->scan, '['))
    return FALSE;
  for (*n_rows = 0; sol_json_scan_next (&self->scan, ']', &is_first, &has_next); ++*n_rows)
    {
      if (!has_next)
        return *n_rows > 0;
      if (!scan_numbers (self, &n) || (*n_rows > 0 && n != *n_columns))
        return FALSE;
      *n_columns = n;
    }
  return FALSE;
}

/* (t, y) pairs: the first column rises and is a time of day */
static gboolean
are_pairs (const double *values,
           gsize         n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    if (values[2 * i] < 1e9 || values[2 * i] >= 9.2e18 || (i > 0 && values[2 * i] <= values[2 * i - 2]))
      return FALSE;
  return n_rows > 1;
}

static gboolean
add_pairs (SolDecoded *out,
           gsize       first,
           gsize       n_rows)
{
  double *values = out->values + first;
  double scale = values[0] < 1e10 ? 1e9 : values[0] < 1e13 ? 1e6 : values[0] < 1e16 ? 1e3 : 1.0;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (values[2 * i] * scale >= 9.2e18 || !sol_decoded_add_time (out, (gint64) (values[2 * i] * scale)))
        return FALSE;
      values[i] = values[2 * i + 1];
    }
  out->stamp.kind = SOL_STAMP_UNIX;
  sol_decoded_settle_times (out);
  return sol_decoded_add_channel (out, "", first, n_rows);
}

/* The shorter side is the channels; a square has its channels side by side, as loggers write rows */
static gboolean
add_rows (Walk *self)
{
  SolDecoded *out = self->out;
  gsize first = out->n_values, n_rows = 0, n_columns = 0;

  if (!scan_rows (self, &n_rows, &n_columns) || n_columns == 0)
    return FALSE;
  if (n_columns == 2 && out->n_channels == 0 && are_pairs (out->values + first, n_rows))
    return add_pairs (out, first, n_rows);
  if (n_columns == 1 || n_rows == 1)
    return sol_decoded_add_channel (out, "", first, n_rows * n_columns);
  if (n_rows < n_columns)
    {
      for (gsize row = 0; row < n_rows; row++)
        {
          g_autofree char *path = g_strdup_printf ("%" G_GSIZE_FORMAT, row);

          if (!sol_decoded_add_channel (out, path, first + row * n_columns, n_columns))
            return FALSE;
        }
      return TRUE;
    }
  return sol_decoded_add_columns (out, first, n_rows, n_columns);
}

static char
peek_inside (const SolJsonScan *scan)
{
  SolJsonScan ahead = *scan;

  ahead.p++;
  return sol_json_scan_peek (&ahead);
}

/* An array of something else is stepped over. FALSE only for malformed text or over a limit. */
static gboolean
scan_array (Walk       *self,
            SolJsonText key)
{
  SolDecoded *out = self->out;
  SolJsonScan before = self->scan;
  gsize n_values = out->n_values, path = out->paths->len, n = 0;
  SolDecodedChannel *channel;

  if (peek_inside (&self->scan) == '[')
    return add_rows (self);
  if (!scan_numbers (self, &n) || n == 0 || out->n_channels == SOL_DECODED_MAX_CHANNELS)
    {
      out->n_values = n_values;
      self->scan = before;
      return sol_json_scan_skip (&self->scan);
    }
  self->is_named |= out->n_channels == 0 && is_sample_key (key);
  sol_json_text_append (key, out->paths);
  channel = sol_decoded_open (out, path);
  channel->first = n_values;
  channel->n = n;
  return TRUE;
}

/* Rate and time; what is neither, and no array, is stepped over */
static gboolean
scan_member (Walk *self)
{
  SolDecoded *out = self->out;
  SolJsonText key;
  double value, unit;
  char next;

  if (!sol_json_scan_key (&self->scan, &key))
    return FALSE;
  next = sol_json_scan_peek (&self->scan);
  if (next == '[')
    return scan_array (self, key);
  if (out->stamp.kind == SOL_STAMP_NONE && sol_stamp_is_key (key))
    return sol_stamp_scan (&self->scan, &out->stamp);
  if (next == '"' || next == '{' || !sol_json_scan_value (&self->scan, &value))
    return sol_json_scan_skip (&self->scan);

  unit = get_period_unit (key);
  if (value > 0.0 && isfinite (value) && is_one_of (key, rate_keys, G_N_ELEMENTS (rate_keys)))
    out->rate_hz = value;
  else if (value > 0.0 && isfinite (value) && unit > 0.0)
    out->rate_hz = 1.0 / (value * unit);
  return TRUE;
}

static gboolean
scan_object (Walk *self)
{
  gboolean is_first = TRUE, has_next;

  if (!sol_json_scan_open (&self->scan, '{'))
    return FALSE;
  while (sol_json_scan_next (&self->scan, '}', &is_first, &has_next))
    {
      if (!has_next)
        return TRUE;
      if (!scan_member (self))
        return FALSE;
    }
  return FALSE;
}

static gboolean
scan_payload (Walk *self)
{
  gboolean is_ok;

  if (sol_json_scan_peek (&self->scan) == '[')
    is_ok = scan_array (self, (SolJsonText) { "data", 4 });
  else
    is_ok = scan_object (self);
  return is_ok && sol_json_scan_is_done (&self->scan);
}

/* The samples' array: the one under a name that says so, else the longest */
static gsize
get_main_length (const Walk *self)
{
  const SolDecoded *out = self->out;
  gsize longest = 0;

  for (guint i = 0; i < out->n_channels; i++)
    {
      const char *path = sol_decoded_get_path (out, &out->channels[i]);

      if (is_sample_key ((SolJsonText) { path, strlen (path) }))
        return out->channels[i].n;
      longest = MAX (longest, out->channels[i].n);
    }
  return longest;
}

/* Keeps what is as long as the samples' array: a pair of limits beside 300 samples is no channel */
static gsize
keep_equal_lengths (Walk *self)
{
  SolDecoded *out = self->out;
  gsize length = get_main_length (self);
  guint n = 0;

  for (guint i = 0; i < out->n_channels; i++)
    if (out->channels[i].n == length)
      out->channels[n++] = out->channels[i];
  out->n_channels = n;
  return length;
}

static gboolean
is_waveform (Walk  *self,
             gsize  length)
{
  SolDecoded *out = self->out;

  if (out->n_channels == 0)
    return FALSE;
  if (out->rate_hz > 0.0 || out->n_times > 0 || out->n_channels > 1)
    return length >= MIN_RATED_SAMPLES;
  return length >= MIN_SAMPLES && self->is_named;
}

gboolean
sol_decode_waveform (SolDecoded    *self,
                     const guint8  *payload,
                     gsize          length,
                     GError       **error)
{
  Walk walk = { .out = self };

  sol_json_scan_init (&walk.scan, (const char *) payload, length);
  if (!scan_payload (&walk))
    {
      g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                   _("Not a waveform in JSON: stopped at octet %zu of %zu"),
                   (gsize) (walk.scan.p - (const char *) payload), length);
      return FALSE;
    }
  if (!is_waveform (&walk, keep_equal_lengths (&walk)))
    {
      g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
                   _("The JSON holds no array of samples: expected \"data\" with at least %d numbers, "
                     "or \"sampling_rate\" beside it"), MIN_SAMPLES);
      return FALSE;
    }
  if (self->n_channels == 1)
    self->paths->str[self->channels[0].path] = '\0';
  return TRUE;
}
