/* sol-rule-waveform.c: arrays of samples with their rate and time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P01, P02, P03. A map with arrays of numbers, or such an array alone. */

#define MIN_SAMPLES 8       /* of an array whose rate is not stated: shorter ones are coordinates, colours, limits */
#define MIN_RATED_SAMPLES 2
#define NONE G_MAXUINT32    /* no node */

typedef struct
{
  SolDecoded *out;
  guint32     arrays[SOL_DECODED_MAX_CHANNELS]; /* nodes: NUMBERS that may be channels */
  guint       n_arrays;
  guint32     rows;      /* an array of arrays, or NONE */
  guint32     times;     /* an array of times under a time's key, or NONE */
  SolStamp    stamp;
  double      rate_hz;
  const char *unit;
  gboolean    is_local;  /* there is a time, without its zone */
} Found;

static void
note_array (Found   *self,
            guint32  node,
            gboolean is_time)
{
  if (sol_tape_get_node (&self->out->tape, node)->n == 0)
    return;
  if (is_time && self->times == NONE)
    self->times = node;
  else if (self->n_arrays < SOL_DECODED_MAX_CHANNELS)
    self->arrays[self->n_arrays++] = node;
}

static void
note_scalar (Found         *self,
             const SolNode *node,
             const char    *key)
{
  const SolTape *tape = &self->out->tape;
  double rate_hz;

  if (sol_key_is_time (key) && self->stamp.kind == SOL_STAMP_NONE)
    self->is_local |= !sol_stamp_from_node (tape, node, &self->stamp) && sol_stamp_is_local (tape, node);
  else if (node->type == SOL_NODE_TEXT && sol_key_is_unit (key))
    self->unit = sol_rule_get_unit (tape, node);
  else if (node->type == SOL_NODE_NUMBER && (rate_hz = sol_key_get_rate (key, node->number)) > 0.0)
    self->rate_hz = rate_hz;
}

static void
note_node (Found   *self,
           guint32  at)
{
  const SolNode *node = sol_tape_get_node (&self->out->tape, at);
  const char *key = sol_tape_get_key (&self->out->tape, node);

  if (node->type == SOL_NODE_NUMBERS)
    note_array (self, at, sol_key_is_time (key));
  else if (node->type == SOL_NODE_ARRAY && self->rows == NONE && sol_rule_are_rows (self->out, at))
    self->rows = at;
  else if (node->type != SOL_NODE_ARRAY && node->type != SOL_NODE_MAP)
    note_scalar (self, node, key);
}

static void
find (Found   *self,
      guint32  root)
{
  const SolTape *tape = &self->out->tape;

  if (sol_tape_get_node (tape, root)->type != SOL_NODE_MAP)
    return note_node (self, root);
  SOL_TAPE_FOREACH (tape, root, child)
    note_node (self, child);
}

/* The samples' array: the one under a name that says so, else the longest */
static guint32
get_main_length (const Found *self)
{
  const SolTape *tape = &self->out->tape;
  guint32 longest = 0;

  for (guint i = 0; i < self->n_arrays; i++)
    {
      const SolNode *node = sol_tape_get_node (tape, self->arrays[i]);

      if (sol_key_is_samples (sol_tape_get_key (tape, node)))
        return node->n;
      longest = MAX (longest, node->n);
    }
  return longest;
}

/* Keeps what is as long as the samples' array: a pair of limits beside 300 samples is no channel */
static guint32
keep_equal_lengths (Found *self)
{
  guint32 length = get_main_length (self);
  guint n = 0;

  for (guint i = 0; i < self->n_arrays; i++)
    if (sol_tape_get_node (&self->out->tape, self->arrays[i])->n == length)
      self->arrays[n++] = self->arrays[i];
  self->n_arrays = n;
  return length;
}

/* A lone array without a rate is samples only under a name that says so, or with nothing around it */
static gboolean
is_named (const Found *self,
          guint32      root)
{
  const SolTape *tape = &self->out->tape;
  const SolNode *node = sol_tape_get_node (tape, self->arrays[0]);

  return self->arrays[0] == root || sol_key_is_samples (sol_tape_get_key (tape, node));
}

static gboolean
is_waveform (const Found *self,
             guint32      root,
             guint32      length)
{
  if (self->n_arrays == 0)
    return FALSE;
  if (self->rate_hz > 0.0 || self->times != NONE || self->n_arrays > 1)
    return length >= MIN_RATED_SAMPLES;
  return length >= MIN_SAMPLES && is_named (self, root);
}

/* An array of times as long as the samples; seconds that count from anywhere give at least the rate */
static void
add_times (Found   *self,
           guint32  length)
{
  SolDecoded *out = self->out;
  const SolNode *node = sol_tape_get_node (&out->tape, self->times);
  SolStamp stamp = self->stamp;

  if (node->n != length || !sol_decoded_add_times (out, out->values + node->first, length, 1))
    {
      out->n_times = 0;
      return;
    }
  sol_decoded_settle_times (out);
  if (out->stamp.kind == SOL_STAMP_BOOT && stamp.kind == SOL_STAMP_UNIX)
    out->stamp = stamp;
}

static gboolean
add_arrays (Found   *self,
            guint32  length)
{
  SolDecoded *out = self->out;

  for (guint i = 0; i < self->n_arrays; i++)
    {
      const SolNode *node = sol_tape_get_node (&out->tape, self->arrays[i]);
      const char *key = self->n_arrays > 1 ? sol_tape_get_key (&out->tape, node) : "";

      if (!sol_decoded_add_channel (out, key, node->first, node->n))
        return FALSE;
      out->channels[out->n_channels - 1].precision = (SolPrecision) node->precision;
    }
  if (self->times != NONE)
    add_times (self, length);
  return TRUE;
}

/* Rows under a name that says so go before arrays that stand beside them */
static gboolean
is_wave_of_rows (const Found *self,
                 guint32      root,
                 gboolean     has_arrays)
{
  const SolTape *tape = &self->out->tape;
  const SolNode *node;
  gboolean is_named;
  guint32 n_columns;

  if (self->rows == NONE)
    return FALSE;
  node = sol_tape_get_node (tape, self->rows);
  n_columns = sol_tape_get_node (tape, self->rows + 1)->n;
  is_named = self->rows == root || sol_key_is_samples (sol_tape_get_key (tape, node));
  if (has_arrays && !is_named)
    return FALSE;
  if (self->rate_hz > 0.0 || (node->n > 1 && n_columns > 1))
    return node->n * n_columns >= MIN_RATED_SAMPLES;
  return is_named && node->n * n_columns >= MIN_SAMPLES;
}

static gboolean
add_found (Found   *self,
           guint32  root)
{
  SolDecoded *out = self->out;
  guint32 length = keep_equal_lengths (self);
  gboolean are_arrays = is_waveform (self, root, length), are_rows = is_wave_of_rows (self, root, are_arrays);

  if (!are_arrays && !are_rows)
    return FALSE;
  out->rate_hz = self->rate_hz;
  out->stamp = self->stamp;
  out->is_local = self->is_local;
  out->unit = self->unit;
  return are_rows ? sol_rule_add_rows (out, self->rows) : add_arrays (self, length);
}

gboolean
sol_rule_waveform (SolDecoded  *self,
                   guint32      root,
                   GError     **error)
{
  Found found = { .out = self, .rows = NONE, .times = NONE };

  find (&found, root);
  if (add_found (&found, root))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
               _("There is no array of samples: expected \"data\" with at least %d numbers, "
                 "or \"sampling_rate\" beside it"), MIN_SAMPLES);
  return FALSE;
}
