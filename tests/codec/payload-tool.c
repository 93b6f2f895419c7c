/* payload-tool.c: reads and writes payloads for test_python_codecs.py, a request a line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sol-image.h"
#include "sol-payload-view.h"
#include "sol-payload.h"

/* `read FORMAT HEX` answers {"format":…,"channels":{path:[values],…},"rate":…,"t0":ns} or {"error":…};
 * `view auto HEX` answers {"what":…,"text":…} or {}; `size auto HEX` the width and height of a picture;
 * `write FORMAT` answers the octets in hex of the four samples that the test knows. */

#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

typedef struct
{
  GString *channels;
  double   rate_hz;
  gint64   t0_ns;
} Found;

static void
append_quoted (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\' || (guint8) *text < ' ')
      g_string_append_printf (out, "\\u%04x", (guint8) *text);
    else
      g_string_append_c (out, *text);
  g_string_append_c (out, '"');
}

static void
found_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  Found *self = user_data;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (self->channels, self->channels->len > 0 ? ',' : '{');
  append_quoted (self->channels, block->path);
  for (gsize i = 0; i < block->n_values; i++)
    g_string_append_printf (self->channels, "%s\"%s\"", i == 0 ? ":[" : ",",
                            g_ascii_dtostr (number, sizeof number, block->values[i]));
  g_string_append_c (self->channels, ']');
  self->rate_hz = block->rate_hz;
  self->t0_ns = block->is_timed ? block->t0_ns : 0;
}

static void
read_payload (SolFormat   format,
              GByteArray *octets)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  SolDecoderSettings settings = { .format = format };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *words = NULL;
  Found found = { .channels = out };

  sol_decoder_set_settings (decoder, &settings);
  if (sol_decoder_decode (decoder, octets->data, octets->len, NOW_US, found_cb, &found, &error))
    {
      words = sol_decoder_describe (decoder);
      printf ("{\"format\":\"%s\",\"words\":\"%s\",\"rate\":%.17g,\"t0\":%" G_GINT64_FORMAT ",\"channels\":%s}}\n",
              sol_format_get_nick (sol_decoder_get_format (decoder)), words, found.rate_hz, found.t0_ns, out->str);
      return;
    }
  append_quoted (out, error->message);
  printf ("{\"format\":\"%s\",\"error\":%s}\n", sol_format_get_nick (sol_decoder_get_format (decoder)), out->str);
}

static void
write_payload (SolFormat format)
{
  const double values[] = { 0.0, 1.5, -0.25, 1000.0 };
  SolPayload payload = { .format = format, .decimals = 3, .full_scale = 1000.0, .values = values, .n = 4,
                         .rate_hz = 500.0, .t0_ns = G_GINT64_CONSTANT (1700000000123456789) };
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  sol_payload_write (&payload, octets);
  for (guint i = 0; i < octets->len; i++)
    printf ("%02x", octets->data[i]);
  putchar ('\n');
}

static void
read_hex (const char *hex,
          GByteArray *octets)
{
  for (; g_ascii_isxdigit (hex[0]) && g_ascii_isxdigit (hex[1]); hex += 2)
    {
      guint8 octet = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (octets, &octet, 1);
    }
}

static void
view_payload (GByteArray *octets)
{
  g_autofree char *what = NULL, *text = sol_payload_dup_fields (octets->data, octets->len, 1 << 20, &what);
  g_autoptr (GString) out = g_string_new (NULL);

  if (text == NULL)
    {
      puts ("{}");
      return;
    }
  append_quoted (out, text);
  printf ("{\"what\":\"%s\",\"text\":%s}\n", what, out->str);
}

static void
size_picture (GByteArray *octets)
{
  guint width = 0, height = 0;

  if (!sol_image_read_size (octets->data, octets->len, &width, &height))
    width = height = 0;
  printf ("[%u,%u]\n", width, height);
}

static gboolean
answer (const char *line)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  SolFormat format;

  if (g_strv_length (words) < 2 || !sol_format_from_nick (g_strchomp (words[1]), &format))
    return FALSE;
  if (strcmp (words[0], "write") == 0)
    write_payload (format);
  else
    {
      read_hex (words[2] != NULL ? words[2] : "", octets);
      if (strcmp (words[0], "view") == 0)
        view_payload (octets);
      else if (strcmp (words[0], "size") == 0)
        size_picture (octets);
      else
        read_payload (format, octets);
    }
  return fflush (stdout) == 0;
}

int
main (int   argc,
      char *argv[])
{
  size_t size = 0;
  char *text = NULL;

  while (getline (&text, &size, stdin) > 0)
    if (!answer (text))
      return 1;
  free (text);
  return 0;
}
