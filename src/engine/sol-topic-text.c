/* sol-topic-text.c: a payload in one short line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-text-private.h"

#define MAX_TEXT 160u  /* octets */
#define MAX_HEX 16u
#define ELLIPSIS "\u2026"

/* How much of the payload's beginning is whole characters; less than all is text only when the cut did it */
static gsize
get_text_length (const SolMessage *message)
{
  const char *payload = (const char *) sol_message_get_payload (message), *end;
  gsize length = MIN (message->payload_len, MAX_TEXT);

  if (g_utf8_validate_len (payload, length, &end))
    return length;
  if (length < message->payload_len && g_utf8_get_char_validated (end, payload + length - end) == (gunichar) -2)
    return (gsize) (end - payload);
  return 0;
}

static char *
make_hex (const SolMessage *message)
{
  GString *text = g_string_new (NULL);
  const guint8 *payload = sol_message_get_payload (message);

  for (gsize i = 0; i < MIN (message->payload_len, MAX_HEX); i++)
    g_string_append_printf (text, i > 0 ? " %02x" : "%02x", payload[i]);
  if (message->payload_len > MAX_HEX)
    g_string_append (text, " " ELLIPSIS);
  return g_string_free (text, FALSE);
}

static char *
make_line (const char *payload,
           gsize       length,
           gboolean    is_cut)
{
  GString *text = g_string_new_len (payload, (gssize) length);

  for (gsize i = 0; i < text->len; i++)
    if ((guint8) text->str[i] < ' ' || text->str[i] == 0x7f)
      text->str[i] = ' ';
  if (is_cut)
    g_string_append (text, ELLIPSIS);
  return g_string_free (text, FALSE);
}

char *
sol_topic_text_new (const SolMessage *message)
{
  gsize length = get_text_length (message);

  if (length == 0 && message->payload_len > 0)
    return make_hex (message);
  return make_line ((const char *) sol_message_get_payload (message), length,
                    length < message->payload_len);
}
