/* sol-payload-text.c: payloads as people read them: text, JSON, hex
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-payload-text.h"

#include "sol-json.h"

#include "sol-json.h"

#define OCTETS_PER_LINE 16

static void
append_char (GString  *text,
             gunichar  c)
{
  if (c < 0x20 && c != '\n' && c != '\t')
    c += 0x2400;
  else if (c == 0x7f)
    c = 0x2421;
  g_string_append_unichar (text, c);
}

char *
sol_payload_dup_text (const guint8 *payload,
                      gsize         length,
                      gsize         limit)
{
  const char *at = (const char *) payload;
  const char *end = at + MIN (length, limit);
  GString *text = g_string_sized_new (MIN (length, limit) + 1);

  while (at < end)
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_unichar (text, 0xfffd);
          at++;
          continue;
        }
      append_char (text, c);
      at = g_utf8_next_char (at);
    }
  return g_string_free (text, FALSE);
}

char *
sol_payload_dup_json (const guint8 *payload,
                      gsize         length,
                      gsize         limit)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (length == 0 || length > limit || !g_utf8_validate ((const char *) payload, (gssize) length, NULL))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, (const char *) payload, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || JSON_NODE_HOLDS_VALUE (root) || JSON_NODE_HOLDS_NULL (root))
    return NULL;

  return sol_json_print (root, TRUE, NULL);
}

static void
append_hex_line (GString      *text,
                 const guint8 *payload,
                 gsize         at,
                 gsize         end)
{
  g_string_append_printf (text, "%08" G_GSIZE_MODIFIER "x ", at);
  for (gsize i = at; i < at + OCTETS_PER_LINE; i++)
    {
      if (i % 8 == 0)
        g_string_append_c (text, ' ');
      if (i < end)
        g_string_append_printf (text, "%02x ", payload[i]);
      else
        g_string_append (text, "   ");
    }
  g_string_append_c (text, ' ');
  for (gsize i = at; i < MIN (at + OCTETS_PER_LINE, end); i++)
    g_string_append_c (text, g_ascii_isprint (payload[i]) ? (char) payload[i] : '.');
  g_string_append_c (text, '\n');
}

char *
sol_payload_dup_hex (const guint8 *payload,
                     gsize         length,
                     gsize         limit)
{
  gsize end = MIN (length, limit);
  GString *text = g_string_sized_new (end * 5 + 16);

  for (gsize at = 0; at < end; at += OCTETS_PER_LINE)
    append_hex_line (text, payload, at, end);
  return g_string_free (text, FALSE);
}
