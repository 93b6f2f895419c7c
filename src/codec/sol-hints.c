/* sol-hints.c: what a message's properties say of its payload
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-hints.h"

#include <math.h>
#include <string.h>

#include "sol-decoded-private.h"

typedef struct
{
  const char *word;
  SolFormat   format;
} Word;

/* JSON and plain text may be anything that is text: there detection knows more */
static const Word content_types[] = {
  { "application/senml+json", SOL_FORMAT_SENML },
  { "application/sensml+json", SOL_FORMAT_SENML },
  { "text/csv", SOL_FORMAT_CSV },
  { "application/cbor", SOL_FORMAT_CBOR },
  { "application/senml+cbor", SOL_FORMAT_SENML_CBOR },
  { "application/sensml+cbor", SOL_FORMAT_SENML_CBOR },
  { "application/vnd.msgpack", SOL_FORMAT_MSGPACK },
  { "application/msgpack", SOL_FORMAT_MSGPACK },
  { "application/x-msgpack", SOL_FORMAT_MSGPACK },
};

/* A format that is nothing but samples of this type; AUTO: there is none */
static SolFormat
get_raw_format (SolSampleType type)
{
  static const SolFormat raw[][4] = {
    [SOL_KIND_UNSIGNED] = { SOL_FORMAT_UINT8, SOL_FORMAT_UINT16, SOL_FORMAT_UINT32, SOL_FORMAT_AUTO },
    [SOL_KIND_SIGNED] = { SOL_FORMAT_INT8, SOL_FORMAT_INT16, SOL_FORMAT_INT32, SOL_FORMAT_AUTO },
    [SOL_KIND_FLOAT] = { SOL_FORMAT_AUTO, SOL_FORMAT_AUTO, SOL_FORMAT_FLOAT32, SOL_FORMAT_DOUBLE },
  };

  return type.is_big && type.size > 1 ? SOL_FORMAT_AUTO : raw[type.kind][g_bit_nth_lsf (type.size, -1)];
}

static SolFormat
find_format (const Word *words,
             guint       n_words,
             const char *text,
             gsize       length)
{
  for (guint i = 0; i < n_words; i++)
    if (strlen (words[i].word) == length && g_ascii_strncasecmp (words[i].word, text, length) == 0)
      return words[i].format;
  return SOL_FORMAT_AUTO;
}

void
sol_hints_add_content_type (SolHints   *self,
                            const char *type,
                            gsize       length)
{
  const char *end = memchr (type, ';', length);
  SolFormat format;

  length = end != NULL ? (gsize) (end - type) : length;
  while (length > 0 && type[length - 1] == ' ')
    length--;
  format = find_format (content_types, G_N_ELEMENTS (content_types), type, length);
  if (format != SOL_FORMAT_AUTO)
    self->format = format;
}

static void
set_number (double     *number,
            const char *text,
            gsize       length)
{
  double value;

  if (sol_number_scan (text, text + length, &value) == text + length && isfinite (value))
    *number = value;
}

static void
set_time (SolHints   *self,
          const char *text,
          gsize       length)
{
  SolStamp stamp;

  if (!sol_stamp_from_text (text, length, &stamp) || stamp.kind != SOL_STAMP_UNIX)
    return;
  self->has_time = TRUE;
  self->t0_ns = stamp.ns;
}

/* A content type says more: then this is the type of the octets in it */
static void
set_type (SolHints   *self,
          const char *name,
          gsize       length)
{
  if (sol_sample_type_from_name (name, length, &self->dtype) && self->format == SOL_FORMAT_AUTO)
    self->format = get_raw_format (self->dtype);
}

static gboolean
is_name (const char *name,
         gsize       length,
         const char *word)
{
  return strlen (word) == length && memcmp (name, word, length) == 0;
}

void
sol_hints_add_property (SolHints   *self,
                        const char *name,
                        gsize       name_length,
                        const char *value,
                        gsize       value_length)
{
  if (is_name (name, name_length, "fs"))
    set_number (&self->rate_hz, value, value_length);
  else if (is_name (name, name_length, "scale"))
    set_number (&self->scale, value, value_length);
  else if (is_name (name, name_length, "offset"))
    set_number (&self->offset, value, value_length);
  else if (is_name (name, name_length, "t0"))
    set_time (self, value, value_length);
  else if (is_name (name, name_length, "unit") && value_length <= SOL_HINTS_MAX_UNIT)
    {
      memcpy (self->unit, value, value_length);
      self->unit[value_length] = '\0';
    }
  else if (is_name (name, name_length, "dtype"))
    set_type (self, value, value_length);
}
