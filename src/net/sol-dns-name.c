/* sol-dns-name.c: a domain name between its octets and a text
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-dns-name.h"

#include <string.h>

#define MAX_LABEL 63
#define MAX_NAME 254 /* and the empty label at its end */
#define POINTER 0xC0

static void
append_label (GString      *text,
              const guint8 *label,
              gsize         length)
{
  gboolean is_utf8 = g_utf8_validate ((const char *) label, (gssize) length, NULL);

  if (text->len > 0)
    g_string_append_c (text, '.');
  for (gsize i = 0; i < length; i++)
    {
      if (label[i] == '.' || label[i] == '\\')
        g_string_append_c (text, '\\');
      if (label[i] < ' ' || label[i] == 0x7F || (label[i] >= 0x80 && !is_utf8))
        g_string_append_printf (text, "\\%03u", label[i]);
      else
        g_string_append_c (text, (char) label[i]);
    }
}

/* Follows the pointer at @at. Returns: FALSE when it does not point further back than those before
 * it, which alone would let it go on forever */
static gboolean
follow (const guint8 *data,
        gsize         length,
        gsize        *at,
        gsize        *bound)
{
  gsize to;

  if (*at + 1 >= length)
    return FALSE;
  to = (gsize) (data[*at] & ~POINTER) << 8 | data[*at + 1];
  if (to >= *bound)
    return FALSE;
  *bound = *at = to;
  return TRUE;
}

char *
sol_dns_name_read (const guint8 *data,
                   gsize         length,
                   gsize        *offset)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize at = *offset, bound = *offset, end = 0, total = 0;

  while (at < length && data[at] != 0)
    {
      gsize label = data[at];

      if ((label & POINTER) == POINTER)
        {
          end = end != 0 ? end : at + 2;
          if (!follow (data, length, &at, &bound))
            return NULL;
          continue;
        }
      total += label + 1;
      if (label > MAX_LABEL || total > MAX_NAME || label >= length - at)
        return NULL;
      append_label (text, data + at + 1, label);
      at += label + 1;
    }
  if (at >= length)
    return NULL;
  *offset = end != 0 ? end : at + 1;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The octet that @text begins with, and how many characters say so */
static guint8
unescape (const char *text,
          gsize      *used)
{
  *used = 1;
  if (*text != '\\' || text[1] == '\0')
    return (guint8) *text;
  *used = 2;
  if (!g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]))
    return (guint8) text[1];
  *used = 4;
  return (guint8) ((text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0');
}

/* Returns: what is behind the label's text: a dot or the end */
static const char *
read_label (const char *text,
            GByteArray *octets)
{
  gsize used;

  for (; *text != '\0' && *text != '.'; text += used)
    {
      guint8 octet = unescape (text, &used);

      g_byte_array_append (octets, &octet, 1);
    }
  return text;
}

void
sol_dns_name_write (const char *name,
                    GByteArray *octets)
{
  while (*name != '\0')
    {
      guint begin = octets->len;

      g_byte_array_append (octets, (const guint8 *) "", 1);
      name = read_label (name, octets);
      g_assert (octets->len - begin - 1 <= MAX_LABEL);
      octets->data[begin] = (guint8) (octets->len - begin - 1);
      if (*name == '.')
        name++;
    }
  g_byte_array_append (octets, (const guint8 *) "", 1);
}

char *
sol_dns_name_escape (const char *label)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (label);
  const char *valid_end;

  g_utf8_validate (label, (gssize) MIN (length, MAX_LABEL), &valid_end);
  append_label (text, (const guint8 *) label, (gsize) (valid_end - label));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sol_dns_name_dup_label (const char *name)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  read_label (name, octets);
  for (guint i = 0; i < octets->len; i++)
    if (octets->data[i] < ' ' || octets->data[i] == 0x7F)
      octets->data[i] = ' ';
  return g_utf8_make_valid ((const char *) octets->data, octets->len);
}
