/* sol-cli-request.c: the subcommand that asks and waits for the answer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-cli-commands.h"
#include "sol-cli-inbox.h"
#include "sol-cli-link.h"
#include "sol-cli-options.h"
#include "sol-cli-print.h"
#include "sol-cli-properties.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-topic.h"

#define DEFAULT_TIMEOUT_S 10

typedef struct
{
  SolCliLink       link;
  SolCliProperties properties;
  SolMailbox      *inbox;
  int              qos;
  double           timeout_s;
  char            *format_nick;
  SolCliFormat     format;
  const char      *topic;  /* borrowed, as the text */
  const char      *text;

  gboolean         is_over;
  gboolean         is_answered;
} SolCliRequest;

static void
sol_cli_request_clear (SolCliRequest *self)
{
  sol_cli_link_clear (&self->link);
  sol_cli_properties_clear (&self->properties);
  if (self->inbox != NULL)
    {
      sol_mailbox_close (self->inbox);
      sol_mailbox_unref (self->inbox);
    }
  g_free (self->format_nick);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliRequest, sol_cli_request_clear)

static gboolean
sol_cli_request_parse (SolCliRequest   *self,
                       char          ***argv,
                       GError         **error)
{
  const GOptionEntry entries[] = {
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (0)"), N_("QOS") },
    { "timeout", 'W', 0, G_OPTION_ARG_DOUBLE, &self->timeout_s, N_("Seconds to wait for the answer (10)"),
      N_("SECONDS") },
    { "format", 'F', 0, G_OPTION_ARG_STRING, &self->format_nick, N_("text, json, hex or raw (text)"), N_("FORMAT") },
    { NULL },
  };
  GOptionEntry message[SOL_CLI_N_MESSAGE_ENTRIES];
  const GOptionEntry *more[] = { message, NULL };

  sol_cli_properties_fill_message (&self->properties, message);
  return sol_cli_parse_more (entries, more, &self->link, _("TOPIC TEXT"),
                             _("Publishes a question by MQTT 5.0, waits for its answer, and prints it."), argv, error);
}

static gboolean
sol_cli_request_take_operands (SolCliRequest  *self,
                               char          **rest,
                               GError        **error)
{
  if (g_strv_length (rest) != 3)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("Give a topic and a text, and nothing more."));
      return FALSE;
    }
  self->topic = rest[1];
  self->text = rest[2];
  if (sol_mqtt_topic_is_name (self->topic, strlen (self->topic)))
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s: nobody can publish to “%s”. A topic is text without + and #."), "TOPIC", self->topic);
  return FALSE;
}

static gboolean
sol_cli_request_check (SolCliRequest  *self,
                       GError        **error)
{
  self->link.needs_v5 = TRUE;
  if (self->format_nick != NULL && !sol_cli_format_from_nick (self->format_nick, &self->format))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                   _("--format cannot be “%s”: it must be text, json, hex or raw."), self->format_nick);
      return FALSE;
    }
  return sol_cli_check_range ("--qos", self->qos, 0, 2, error)
         && sol_cli_check_range ("--timeout", (gint64) self->timeout_s, 0, G_MAXINT / 1000, error)
         && sol_cli_properties_check (&self->properties, "--", error)
         && sol_cli_link_check (&self->link, error);
}

/* A topic and a mark of its own, where none were given: two who ask at once do not take each other's answer */
static void
sol_cli_request_fill (SolCliRequest *self)
{
  if (self->properties.response_topic == NULL)
    self->properties.response_topic
      = g_strdup_printf ("soliton/reply/%08x%08x", g_random_int (), g_random_int ());
  if (self->properties.correlation_data == NULL)
    self->properties.correlation_data = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
}

/* An answer without the mark is taken too: some do not know that they should send it back */
static gboolean
sol_cli_request_is_answer (const SolCliRequest *self,
                           const SolMessage    *message)
{
  SolMqttSlice block = { sol_message_get_properties (message), message->properties_len };
  SolMqttSlice mark = sol_mqtt_properties_get_data (block, SOL_MQTT_PROPERTY_CORRELATION_DATA);

  return mark.data == NULL
         || (mark.length == strlen (self->properties.correlation_data)
             && memcmp (mark.data, self->properties.correlation_data, mark.length) == 0);
}

static void
message_cb (gpointer item,
            gpointer user_data)
{
  g_autoptr (SolMessage) message = item;
  SolCliRequest *self = user_data;

  if (self->is_over || !sol_cli_request_is_answer (self, message))
    return;
  self->is_over = self->is_answered = TRUE;
  sol_cli_print_message (stdout, message, self->format, FALSE);
}

static gboolean
timeout_cb (gpointer user_data)
{
  SolCliRequest *self = user_data;

  self->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
sol_cli_request_wait (SolCliRequest *self)
{
  g_autoptr (GSource) source = g_timeout_source_new ((guint) (self->timeout_s * 1000));

  g_source_set_callback (source, timeout_cb, self, NULL);
  g_source_attach (source, NULL);
  while (!self->is_over && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (self->link.client) != SOL_CLIENT_DISCONNECTED)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (source);
}

static gboolean
sol_cli_request_run (SolCliRequest  *self,
                     GError        **error)
{
  g_autoptr (SolMessage) message = NULL;
  g_autoptr (GError) cause = NULL;

  sol_cli_request_fill (self);
  self->inbox = sol_cli_inbox_new (message_cb, self);
  message = sol_cli_properties_make_message (&self->properties, self->topic, self->text, strlen (self->text),
                                             (guint8) self->qos, FALSE);
  if (!sol_cli_link_open (&self->link, NULL, FALSE, sol_cli_inbox_post, self->inbox, error)
      || !sol_cli_link_subscribe (&self->link, self->properties.response_topic, (guint8) self->qos, NULL, error)
      || !sol_cli_link_publish (&self->link, message, error))
    return FALSE;
  sol_cli_request_wait (self);
  cause = sol_client_dup_error (self->link.client);
  sol_cli_link_close (&self->link);
  if (self->is_answered)
    return TRUE;
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE, _("Nobody answered on %s within %g seconds."), self->topic,
                 self->timeout_s);
  return FALSE;
}

int
sol_cli_run_request (char **argv)
{
  g_auto (SolCliRequest) self = { .timeout_s = DEFAULT_TIMEOUT_S };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  sol_cli_link_init (&self.link);
  sol_cli_properties_init (&self.properties);
  if (!sol_cli_request_parse (&self, &rest, &error) || !sol_cli_request_take_operands (&self, rest, &error)
      || !sol_cli_request_check (&self, &error) || !sol_cli_request_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
