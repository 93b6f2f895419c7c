/* octets-script.c: packets as they are written in a test
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-script.h"

#include <string.h>

typedef struct
{
  const char *at;
  guint16     id;
  gint        id_at;
} Script;

static void
append_u16 (GByteArray *out,
            guint       value)
{
  g_byte_array_append (out, (const guint8[]) { value >> 8, value & 0xff }, 2);
}

/* What stands before @end; the script then stands behind it */
static gsize
take_until (Script *script,
            char    end)
{
  const char *begin = ++script->at;
  const char *stop = strchr (begin, end);

  if (stop == NULL)
    g_error ("%c is missing after: %s", end, begin);
  script->at = stop + 1;
  return stop - begin;
}

static void
append_string (Script     *script,
               GByteArray *out)
{
  const char *text = script->at + 1;
  gsize length = take_until (script, '>');

  append_u16 (out, length);
  g_byte_array_append (out, (const guint8 *) text, length);
}

static void
append_text (Script     *script,
             GByteArray *out)
{
  const char *text = script->at + 1;
  gsize length = take_until (script, '\'');

  g_byte_array_append (out, (const guint8 *) text, length);
}

static void
append_id (Script     *script,
           GByteArray *out)
{
  script->id_at = out->len;
  script->at += 2;
  append_u16 (out, script->id);
}

static void
append_hex (Script     *script,
            GByteArray *out)
{
  int high = g_ascii_xdigit_value (script->at[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (script->at[1]);
  guint8 octet = high << 4 | low;

  if (low < 0)
    g_error ("not two hexadecimal digits: %s", script->at);
  script->at += 2;
  g_byte_array_append (out, &octet, 1);
}

static void compile (Script     *script,
                     GByteArray *out);

static void
append_length (GByteArray *out,
               gsize       length)
{
  do
    {
      guint8 octet = (length & 0x7f) | (length > 0x7f ? 0x80 : 0);

      g_byte_array_append (out, &octet, 1);
      length >>= 7;
    }
  while (length > 0);
}

static void
append_body (Script     *script,
             GByteArray *out)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  gint before = script->id_at;

  script->at++;
  compile (script, body);
  if (*script->at != ']')
    g_error ("] is missing");
  script->at++;
  append_length (out, body->len);
  if (script->id_at != before)
    script->id_at += out->len;
  g_byte_array_append (out, body->data, body->len);
}

static void
compile (Script     *script,
         GByteArray *out)
{
  while (*script->at != '\0' && *script->at != ']')
    {
      if (*script->at == ' ')
        script->at++;
      else if (*script->at == '[')
        append_body (script, out);
      else if (*script->at == '<')
        append_string (script, out);
      else if (*script->at == '\'')
        append_text (script, out);
      else if (g_str_has_prefix (script->at, "##"))
        append_id (script, out);
      else
        append_hex (script, out);
    }
}

GByteArray *
octets_compile (const char *script,
                guint16     id,
                gint       *id_at)
{
  GByteArray *out = g_byte_array_new ();
  Script state = { script, id, -1 };

  compile (&state, out);
  if (*state.at != '\0')
    g_error ("too many brackets: %s", state.at);
  if (id_at != NULL)
    *id_at = state.id_at;
  return out;
}
