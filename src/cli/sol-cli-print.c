/* sol-cli-print.c: a message as the command line shows it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-print.h"

#include <unistd.h>

#include "sol-cli-print-private.h"

static const char *const nicks[] = { "text", "json", "hex", "raw" };

gboolean
sol_cli_format_from_nick (const char   *nick,
                          SolCliFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (nick, nicks[i]))
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

/* A payload comes from anybody: its escape sequences must not reach a person's terminal */
static void
print_harmless (FILE         *out,
                const guint8 *payload,
                gsize         length)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) payload, length);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_iscntrl (c) && c != '\n' && c != '\t')
        fputs ("\xEF\xBF\xBD", out);
      else
        fwrite (at, 1, g_utf8_next_char (at) - at, out);
    }
}

static void
print_octets (FILE         *out,
              const guint8 *payload,
              gsize         length)
{
  if (isatty (fileno (out)))
    print_harmless (out, payload, length);
  else
    fwrite (payload, 1, length, out);
}

static void
print_hex (FILE         *out,
           const guint8 *payload,
           gsize         length)
{
  for (gsize i = 0; i < length; i++)
    fprintf (out, "%02x", payload[i]);
}

static void
print_json (FILE             *out,
            const SolMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "topic");
  json_builder_add_string_value (builder, message->topic);
  json_builder_set_member_name (builder, "qos");
  json_builder_add_int_value (builder, message->qos);
  json_builder_set_member_name (builder, "retain");
  json_builder_add_boolean_value (builder, message->retain != 0);
  json_builder_set_member_name (builder, "time");
  json_builder_add_double_value (builder, message->arrived_us / 1e6);
  sol_cli_print_add_octets (builder, "payload", sol_message_get_payload (message), message->payload_len);
  sol_cli_print_add_properties (builder, message);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  fputs (text, out);
}

static void
print_payload (FILE             *out,
               const SolMessage *message,
               SolCliFormat      format)
{
  const guint8 *payload = sol_message_get_payload (message);

  switch (format)
    {
    case SOL_CLI_FORMAT_JSON:
      print_json (out, message);
      break;
    case SOL_CLI_FORMAT_HEX:
      print_hex (out, payload, message->payload_len);
      break;
    case SOL_CLI_FORMAT_RAW:
      fwrite (payload, 1, message->payload_len, out);
      break;
    case SOL_CLI_FORMAT_TEXT:
    default:
      print_octets (out, payload, message->payload_len);
      break;
    }
}

gboolean
sol_cli_print_message (FILE             *out,
                       const SolMessage *message,
                       SolCliFormat      format,
                       gboolean          with_topic)
{
  if (with_topic && (format == SOL_CLI_FORMAT_TEXT || format == SOL_CLI_FORMAT_HEX))
    {
      print_octets (out, (const guint8 *) message->topic, message->topic_len);
      fputc (' ', out);
    }
  print_payload (out, message, format);
  if (format != SOL_CLI_FORMAT_RAW)
    fputc ('\n', out);
  return fflush (out) == 0;
}
