/* sol-image.c: pictures and documents in payloads
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-image.h"

#include <string.h>

#include "sol-octets-private.h"

static gboolean
begins (const guint8 *octets,
        gsize         length,
        gsize         at,
        const char   *mark,
        gsize         mark_length)
{
  return length >= at + mark_length && memcmp (octets + at, mark, mark_length) == 0;
}

#define BEGINS(at, mark) begins (octets, length, (at), (mark), sizeof (mark) - 1)

const char *
sol_image_get_type (const guint8 *octets,
                    gsize         length)
{
  if (BEGINS (0, "\xff\xd8\xff"))
    return "image/jpeg";
  if (BEGINS (0, "\x89PNG\r\n\x1a\n"))
    return "image/png";
  if (BEGINS (0, "GIF87a") || BEGINS (0, "GIF89a"))
    return "image/gif";
  if (BEGINS (0, "RIFF") && BEGINS (8, "WEBP"))
    return "image/webp";
  return BEGINS (0, "%PDF-") ? "application/pdf" : NULL;
}

static guint
read_little (const guint8 *octets,
             guint         n)
{
  guint sum = 0;

  for (guint i = n; i > 0; i--)
    sum = sum << 8 | octets[i - 1];
  return sum;
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* The first frame header. Source: ITU-T T.81 §B.2.2 */
static gboolean
read_jpeg (SolOctets  in,
           guint     *width,
           guint     *height)
{
  guint64 marker, length, precision, lines, samples;

  in.p += 2;
  while (sol_octets_take (&in, 2, &marker) && marker >> 8 == 0xff)
    {
      if (marker == 0xffff)
        {
          in.p--;
          continue;
        }
      if (!sol_octets_take (&in, 2, &length) || length < 2)
        return FALSE;
      if (!is_frame ((guint8) marker))
        {
          if (sol_octets_skip (&in, length - 2) == NULL)
            return FALSE;
          continue;
        }
      if (!sol_octets_take (&in, 1, &precision) || !sol_octets_take (&in, 2, &lines)
          || !sol_octets_take (&in, 2, &samples))
        return FALSE;
      *width = (guint) samples;
      *height = (guint) lines;
      return TRUE;
    }
  return FALSE;
}

/* Source: RFC 9649 §2.5 to §2.7 */
static gboolean
read_webp (const guint8 *octets,
           gsize         length,
           guint        *width,
           guint        *height)
{
  guint bits;

  if (length < 30)
    return FALSE;
  if (BEGINS (12, "VP8X"))
    {
      *width = read_little (octets + 24, 3) + 1;
      *height = read_little (octets + 27, 3) + 1;
    }
  else if (BEGINS (12, "VP8L"))
    {
      bits = read_little (octets + 21, 4);
      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
    }
  else
    {
      *width = read_little (octets + 26, 2) & 0x3fff;
      *height = read_little (octets + 28, 2) & 0x3fff;
    }
  return TRUE;
}

gboolean
sol_image_read_size (const guint8 *octets,
                     gsize         length,
                     guint        *width,
                     guint        *height)
{
  const char *type = sol_image_get_type (octets, length);

  if (type == NULL)
    return FALSE;
  if (strcmp (type, "image/jpeg") == 0)
    return read_jpeg ((SolOctets) { octets, octets + length }, width, height);
  if (strcmp (type, "image/webp") == 0)
    return read_webp (octets, length, width, height);
  if (strcmp (type, "image/gif") == 0 && length >= 10)
    {
      *width = read_little (octets + 6, 2);
      *height = read_little (octets + 8, 2);
      return TRUE;
    }
  if (strcmp (type, "image/png") != 0 || length < 24)
    return FALSE;
  *width = (guint) octets[16] << 24 | (guint) octets[17] << 16 | (guint) octets[18] << 8 | octets[19];
  *height = (guint) octets[20] << 24 | (guint) octets[21] << 16 | (guint) octets[22] << 8 | octets[23];
  return TRUE;
}
