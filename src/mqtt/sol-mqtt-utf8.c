/* sol-mqtt-utf8.c: the strings that MQTT allows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-utf8.h"

#include <string.h>

#define ONES  G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* Octets 0x01..0x7f stay below 0x80 when 1 is taken away from each; 0 borrows and the others have the bit already. */
static gsize
count_ascii_words (const guint8 *text,
                   gsize         length)
{
  guint64 word;
  gsize at = 0;

  for (; length - at >= sizeof word; at += sizeof word)
    {
      memcpy (&word, text + at, sizeof word);
      if ((((word - ONES) | word) & HIGHS) != 0)
        break;
    }
  return at;
}

static inline gboolean
is_continuation (guint8 octet)
{
  return (octet & 0xc0) == 0x80;
}

/* Table 3-7 of the Unicode standard: only the second octet's range depends on the first */
static gboolean
is_second (guint8 first,
           guint8 second)
{
  switch (first)
    {
    case 0xe0:
      return second >= 0xa0 && second <= 0xbf;
    case 0xed:
      return second >= 0x80 && second <= 0x9f;
    case 0xf0:
      return second >= 0x90 && second <= 0xbf;
    case 0xf4:
      return second >= 0x80 && second <= 0x8f;
    default:
      return is_continuation (second);
    }
}

/* Octets of the character at @text, 0 when there is none */
static gsize
character_size (const guint8 *text,
                gsize         length)
{
  guint8 first = text[0];
  gsize size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

  if (first < 0x80)
    return first != 0;
  if (first < 0xc2 || first > 0xf4 || size > length || !is_second (first, text[1]))
    return 0;
  for (gsize i = 2; i < size; i++)
    if (!is_continuation (text[i]))
      return 0;
  return size;
}

gboolean
sol_mqtt_utf8_is_valid (const char *text,
                        gsize       length)
{
  const guint8 *at = (const guint8 *) text;

  while (length > 0)
    {
      gsize size = count_ascii_words (at, length);

      if (size == 0)
        size = character_size (at, length);
      if (size == 0)
        return FALSE;
      at += size;
      length -= size;
    }
  return TRUE;
}
