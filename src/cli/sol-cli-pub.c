/* sol-cli-pub.c: soliton-cli pub: publishes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "sol-cli-commands.h"
#include "sol-cli-link.h"
#include "sol-cli-options.h"
#include "sol-cli-properties.h"
#include "sol-cli-wait.h"
#include "sol-file.h"
#include "sol-mqtt-topic.h"
#include "sol-mqtt-types.h"

typedef struct
{
  SolCliLink link;
  char      *topic;
  char      *message;
  char      *file;
  gboolean   lines;
  gboolean   empty;
  int        qos;
  gboolean   retain;
  int        count;
  double     interval_s;
  char      *will_topic;
  char      *will_message;
  int        will_qos;
  gboolean   will_retain;

  SolCliProperties properties;
  SolCliProperties will_properties;
} SolCliPub;

static void
sol_cli_pub_clear (SolCliPub *self)
{
  sol_cli_link_clear (&self->link);
  g_free (self->topic);
  g_free (self->message);
  g_free (self->file);
  g_free (self->will_topic);
  g_free (self->will_message);
  sol_cli_properties_clear (&self->properties);
  sol_cli_properties_clear (&self->will_properties);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliPub, sol_cli_pub_clear)

static gboolean
sol_cli_pub_parse (SolCliPub   *self,
                   char      ***argv,
                   GError     **error)
{
  const GOptionEntry entries[] = {
    { "topic", 't', 0, G_OPTION_ARG_STRING, &self->topic, N_("Topic to publish to"), N_("TOPIC") },
    { "message", 'm', 0, G_OPTION_ARG_STRING, &self->message, N_("Text to publish"), N_("TEXT") },
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &self->file,
      N_("File to publish, - is standard input"), N_("FILE") },
    { "stdin-lines", 'l', 0, G_OPTION_ARG_NONE, &self->lines,
      N_("Each line of standard input is a message"), NULL },
    { "null-message", 'n', 0, G_OPTION_ARG_NONE, &self->empty,
      N_("An empty message; with --retain it takes the retained one away"), NULL },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (0)"), N_("QOS") },
    { "retain", 'r', 0, G_OPTION_ARG_NONE, &self->retain,
      N_("The broker keeps it for later subscribers"), NULL },
    { "count", 'c', 0, G_OPTION_ARG_INT, &self->count, N_("Times to publish it (1)"), N_("N") },
    { "interval", 0, 0, G_OPTION_ARG_DOUBLE, &self->interval_s,
      N_("Seconds from one to the next (0)"), N_("SECONDS") },
    { "will-topic", 0, 0, G_OPTION_ARG_STRING, &self->will_topic,
      N_("Topic of a will, published when the connection breaks"), N_("TOPIC") },
    { "will-message", 0, 0, G_OPTION_ARG_STRING, &self->will_message, N_("Text of the will"), N_("TEXT") },
    { "will-qos", 0, 0, G_OPTION_ARG_INT, &self->will_qos,
      N_("Quality of service of the will (0)"), N_("QOS") },
    { "will-retain", 0, 0, G_OPTION_ARG_NONE, &self->will_retain, N_("The broker keeps the will"), NULL },
    { "topic-alias", 0, 0, G_OPTION_ARG_INT, &self->link.n_topic_aliases,
      N_("Send up to so many topics as numbers (0)"), N_("N") },
    { NULL },
  };
  GOptionEntry message[SOL_CLI_N_MESSAGE_ENTRIES], will[SOL_CLI_N_WILL_ENTRIES];
  const GOptionEntry *more[] = { message, will, NULL };

  sol_cli_properties_fill_message (&self->properties, message);
  sol_cli_properties_fill_will (&self->will_properties, will);
  return sol_cli_parse_more (entries, more, &self->link, NULL,
                             _("Publishes a text, a file or lines of standard input."), argv, error);
}

static gboolean
sol_cli_pub_check_source (SolCliPub  *self,
                          GError    **error)
{
  guint n = (self->message != NULL) + (self->file != NULL) + (self->lines != 0) + (self->empty != 0);

  if (n == 1)
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, "%s",
               n == 0 ? _("What to publish is missing: give --message TEXT, --file FILE, --stdin-lines or "
                          "--null-message.")
                      : _("Give one of --message, --file, --stdin-lines and --null-message, not several."));
  return FALSE;
}

static gboolean
check_topic (const char  *option,
             const char  *topic,
             GError     **error)
{
  if (topic != NULL && sol_mqtt_topic_is_name (topic, strlen (topic)))
    return TRUE;
  if (topic == NULL)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s is missing."), option);
  else
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                 _("%s: nobody can publish to “%s”. A topic is text without + and #."), option, topic);
  return FALSE;
}

static gboolean
sol_cli_pub_check_properties (SolCliPub  *self,
                              GError    **error)
{
  g_autoptr (GByteArray) will = NULL;

  if (!sol_cli_properties_check (&self->properties, "--", error)
      || !sol_cli_properties_check (&self->will_properties, "--will-", error))
    return FALSE;
  self->link.needs_v5
    = sol_cli_properties_are_set (&self->properties) || self->link.n_topic_aliases > 0;
  will = sol_cli_properties_build (&self->will_properties, TRUE);
  if (will->len == 0)
    return TRUE;
  if (self->will_topic == NULL)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s is missing."), "--will-topic");
      return FALSE;
    }
  self->link.will_properties = g_bytes_new (will->data, will->len);
  return TRUE;
}

static gboolean
sol_cli_pub_check (SolCliPub  *self,
                   GError    **error)
{
  return check_topic ("--topic", self->topic, error)
         && (self->will_topic == NULL || check_topic ("--will-topic", self->will_topic, error))
         && sol_cli_pub_check_source (self, error)
         && sol_cli_check_range ("--qos", self->qos, 0, 2, error)
         && sol_cli_check_range ("--will-qos", self->will_qos, 0, 2, error)
         && sol_cli_check_range ("--count", self->count, 1, G_MAXINT, error)
         && sol_cli_check_range ("--interval", (gint64) self->interval_s, 0, 86400, error)
         && sol_cli_pub_check_properties (self, error)
         && sol_cli_link_check (&self->link, error);
}

static SolMessage *
sol_cli_pub_make_will (SolCliPub *self)
{
  const char *text = self->will_message != NULL ? self->will_message : "";

  if (self->will_topic == NULL)
    return NULL;
  return sol_message_new (self->will_topic, strlen (self->will_topic), (const guint8 *) text, strlen (text),
                          (guint8) self->will_qos, self->will_retain, 0);
}

static gboolean
sol_cli_pub_send (SolCliPub   *self,
                  const char  *payload,
                  gsize        length,
                  GError     **error)
{
  g_autoptr (SolMessage) message = NULL;

  if (length > SOL_MQTT_MAX_PACKET - 4 - strlen (self->topic))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE,
                   _("%" PRIu64 " octets are more than an MQTT message can hold, 256 MB."), (guint64) length);
      return FALSE;
    }
  message = sol_cli_properties_make_message (&self->properties, self->topic, payload, length, (guint8) self->qos,
                                             self->retain);
  return sol_cli_link_publish (&self->link, message, error);
}

static gboolean
due_cb (gpointer is_due)
{
  *(gboolean *) is_due = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until @due_us of the monotonic clock, or a signal */
static gboolean
sol_cli_pub_pause (SolCliPub  *self,
                   gint64      due_us,
                   GError    **error)
{
  gboolean is_due = FALSE;
  g_autoptr (GSource) source = g_timeout_source_new (0);

  g_source_set_ready_time (source, due_us);
  g_source_set_callback (source, due_cb, &is_due, NULL);
  g_source_attach (source, NULL);
  while (!is_due && !g_cancellable_is_cancelled (self->link.cancellable))
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (source);
  return !g_cancellable_set_error_if_cancelled (self->link.cancellable, error);
}

/* The same payload `count` times, due at start + k · interval: work does not add up to drift */
static gboolean
sol_cli_pub_repeat (SolCliPub   *self,
                    const char  *payload,
                    gsize        length,
                    GError     **error)
{
  gint64 start_us = g_get_monotonic_time ();

  for (int k = 0; k < self->count; k++)
    {
      gint64 due_us = start_us + (gint64) (k * self->interval_s * G_USEC_PER_SEC);

      if (k > 0 && self->interval_s > 0 && !sol_cli_pub_pause (self, due_us, error))
        return FALSE;
      if (!sol_cli_pub_send (self, payload, length, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sol_cli_pub_send_lines (SolCliPub  *self,
                        GError    **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  GError *read_error = NULL;

  while (TRUE)
    {
      g_auto (SolCliWait) wait = { 0 };
      g_autofree char *line = NULL;
      gsize length;

      g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->link.cancellable, sol_cli_wait_cb, &wait);
      line = g_data_input_stream_read_line_finish (lines, sol_cli_wait (&wait), &length, &read_error);
      if (line == NULL)
        break;
      if (!sol_cli_pub_repeat (self, line, length, error))
        return FALSE;
    }
  if (read_error == NULL)
    return TRUE;
  g_propagate_error (error, read_error);
  return FALSE;
}

/* What is published is read before the connection is made: a file that is missing costs no connection */
static gboolean
sol_cli_pub_load (SolCliPub  *self,
                  char      **payload,
                  gsize      *length,
                  GError    **error)
{
  if (self->file != NULL && g_str_equal (self->file, "-"))
    return sol_file_read_open (STDIN_FILENO, self->file, SOL_MQTT_MAX_PACKET, payload, length, error);
  if (self->file != NULL)
    return sol_file_read (self->file, SOL_MQTT_MAX_PACKET, payload, length, error);
  *payload = g_strdup (self->message != NULL ? self->message : "");
  *length = strlen (*payload);
  return TRUE;
}

static gboolean
sol_cli_pub_run (SolCliPub  *self,
                 GError    **error)
{
  g_autoptr (SolMessage) will = sol_cli_pub_make_will (self);
  g_autofree char *payload = NULL;
  gsize length;

  if (!self->lines && !sol_cli_pub_load (self, &payload, &length, error))
    return FALSE;
  if (!sol_cli_link_open (&self->link, will, FALSE, NULL, NULL, error))
    return FALSE;
  if (!(self->lines ? sol_cli_pub_send_lines (self, error) : sol_cli_pub_repeat (self, payload, length, error)))
    return FALSE;
  sol_cli_link_close (&self->link);
  return TRUE;
}

int
sol_cli_run_pub (char **argv)
{
  g_auto (SolCliPub) self = { .count = 1 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  sol_cli_link_init (&self.link);
  sol_cli_properties_init (&self.properties);
  sol_cli_properties_init (&self.will_properties);
  if (!sol_cli_pub_parse (&self, &rest, &error) || !sol_cli_pub_check (&self, &error)
      || !sol_cli_pub_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
