/* sol-decode-fields.c: JSON objects of numbers, one channel a path
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* `{"a":{"b":1},"c":[2,3]}` has the channels a/b, c/0 and c/1. Strings and null are no channels; true is 1, false is 0.
 * A member that is the time of the whole is none either. */

typedef struct
{
  SolJsonScan  scan;
  SolDecoded  *out;
  GString     *path;
} Walk;

static gboolean scan_any (Walk *self);

static gboolean
scan_leaf (Walk *self)
{
  double value;
  gsize begin = self->out->paths->len, first = self->out->n_values;
  SolDecodedChannel *channel;

  if (!sol_json_scan_value (&self->scan, &value))
    return FALSE;
  if (!isfinite (value) || self->out->n_channels == SOL_DECODED_MAX_CHANNELS)
    return TRUE;
  g_string_append_len (self->out->paths, self->path->str, (gssize) self->path->len);
  channel = sol_decoded_open (self->out, begin);
  channel->first = first;
  channel->n = 1;
  return sol_decoded_add (self->out, value);
}

static gsize
push_level (Walk *self)
{
  gsize length = self->path->len;

  if (length > 0)
    g_string_append_c (self->path, '/');
  return length;
}

/* `t` may be a temperature: only a time of day counts as time, or seconds since boot under a longer name */
static gboolean
scan_time (Walk       *self,
           SolJsonText key,
           gboolean   *is_time)
{
  SolJsonScan before = self->scan;
  SolStamp stamp;

  if (!sol_stamp_scan (&self->scan, &stamp))
    return FALSE;
  *is_time = stamp.kind == SOL_STAMP_UNIX || (stamp.kind == SOL_STAMP_BOOT && key.length > 2);
  if (*is_time && self->out->stamp.kind == SOL_STAMP_NONE)
    self->out->stamp = stamp;
  if (!*is_time)
    self->scan = before;
  return TRUE;
}

static gboolean
scan_member (Walk *self)
{
  gsize length;
  SolJsonText key;
  gboolean is_time = FALSE, is_ok;

  if (!sol_json_scan_key (&self->scan, &key))
    return FALSE;
  if (sol_stamp_is_key (key) && !scan_time (self, key, &is_time))
    return FALSE;
  if (is_time)
    return TRUE;
  length = push_level (self);
  sol_json_text_append (key, self->path);
  is_ok = scan_any (self);
  g_string_truncate (self->path, length);
  return is_ok;
}

static gboolean
scan_element (Walk  *self,
              guint  index)
{
  gsize length = push_level (self);
  gboolean is_ok;

  g_string_append_printf (self->path, "%u", index);
  is_ok = scan_any (self);
  g_string_truncate (self->path, length);
  return is_ok;
}

static gboolean
scan_members (Walk *self,
              char  open,
              char  close)
{
  gboolean is_first = TRUE, has_next;

  if (!sol_json_scan_open (&self->scan, open))
    return FALSE;
  for (guint i = 0; sol_json_scan_next (&self->scan, close, &is_first, &has_next); i++)
    {
      if (!has_next)
        return TRUE;
      if (open == '{' ? !scan_member (self) : !scan_element (self, i))
        return FALSE;
    }
  return FALSE;
}

static gboolean
scan_any (Walk *self)
{
  SolJsonText text;

  switch (sol_json_scan_peek (&self->scan))
    {
    case '{':
      return scan_members (self, '{', '}');
    case '[':
      return scan_members (self, '[', ']');
    case '"':
      return sol_json_scan_string (&self->scan, &text);
    default:
      return scan_leaf (self);
    }
}

gboolean
sol_decode_fields (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Walk walk = { .out = self, .path = path };

  sol_json_scan_init (&walk.scan, (const char *) payload, length);
  if (sol_json_scan_peek (&walk.scan) != '{' || !scan_members (&walk, '{', '}')
      || !sol_json_scan_is_done (&walk.scan))
    {
      g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                   _("Not a JSON object: stopped at octet %zu of %zu"),
                   (gsize) (walk.scan.p - (const char *) payload), length);
      return FALSE;
    }
  if (self->n_channels > 0)
    return TRUE;
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
                       _("The JSON object holds no number"));
  return FALSE;
}
