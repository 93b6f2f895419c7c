/* sol-cli-sub.c: soliton-cli sub: subscribes, and prints what arrives
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "sol-cli-commands.h"
#include "sol-cli-inbox.h"
#include "sol-cli-link.h"
#include "sol-cli-options.h"
#include "sol-cli-print.h"
#include "sol-cli-properties.h"
#include "sol-mqtt-topic.h"

typedef struct
{
  SolCliLink   link;
  SolMailbox  *inbox;
  char       **topics;
  int          qos;
  gint64       count;
  double       timeout_s;
  char        *format_nick;
  SolCliFormat format;
  gboolean     verbose;

  SolCliSubscription subscription;

  gint64       n_printed;
  gboolean     is_over;     /* the count is reached, or the time */
  gboolean     is_deaf;     /* standard output takes no more */
} SolCliSub;

static void
sol_cli_sub_clear (SolCliSub *self)
{
  sol_cli_link_clear (&self->link);
  if (self->inbox != NULL)
    {
      sol_mailbox_close (self->inbox);
      sol_mailbox_unref (self->inbox);
    }
  g_strfreev (self->topics);
  g_free (self->format_nick);
  sol_cli_subscription_clear (&self->subscription);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliSub, sol_cli_sub_clear)

static gboolean
sol_cli_sub_parse (SolCliSub   *self,
                   char      ***argv,
                   GError     **error)
{
  const GOptionEntry entries[] = {
    { "topic", 't', 0, G_OPTION_ARG_STRING_ARRAY, &self->topics,
      N_("Topic filter, may be given several times"), N_("FILTER") },
    { "qos", 'q', 0, G_OPTION_ARG_INT, &self->qos, N_("Quality of service: 0, 1 or 2 (0)"), N_("QOS") },
    { "count", 'c', 0, G_OPTION_ARG_INT64, &self->count,
      N_("End after so many messages (without end)"), N_("N") },
    { "timeout", 'W', 0, G_OPTION_ARG_DOUBLE, &self->timeout_s,
      N_("End after so many seconds (without end)"), N_("SECONDS") },
    { "format", 'F', 0, G_OPTION_ARG_STRING, &self->format_nick,
      N_("text, json, hex or raw (text)"), N_("FORMAT") },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &self->verbose, N_("Print the topic before the message"), NULL },
    { NULL },
  };
  GOptionEntry subscription[SOL_CLI_N_SUBSCRIPTION_ENTRIES];
  const GOptionEntry *more[] = { subscription, NULL };

  sol_cli_subscription_fill (&self->subscription, subscription);
  return sol_cli_parse_more (entries, more, &self->link, NULL, _("Prints the messages of topics as they arrive."),
                             argv, error);
}

static gboolean
sol_cli_sub_check_topics (SolCliSub  *self,
                          GError    **error)
{
  if (self->topics == NULL)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s is missing."), "--topic");
      return FALSE;
    }
  for (char **topic = self->topics; *topic != NULL; topic++)
    if (!sol_mqtt_topic_is_filter (*topic, strlen (*topic)))
      {
        g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                     _("--topic: “%s” is not a filter. + stands for one whole level, # for all that follow."), *topic);
        return FALSE;
      }
  return TRUE;
}

static gboolean
sol_cli_sub_check (SolCliSub  *self,
                   GError    **error)
{
  if (self->format_nick != NULL && !sol_cli_format_from_nick (self->format_nick, &self->format))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                   _("--format cannot be “%s”: it must be text, json, hex or raw."), self->format_nick);
      return FALSE;
    }
  self->link.needs_v5 = sol_cli_subscription_is_set (&self->subscription);
  return sol_cli_sub_check_topics (self, error)
         && sol_cli_subscription_check (&self->subscription, error)
         && sol_cli_check_range ("--qos", self->qos, 0, 2, error)
         && sol_cli_check_range ("--count", self->count, 0, G_MAXINT64, error)
         && sol_cli_check_range ("--timeout", (gint64) self->timeout_s, 0, G_MAXINT, error)
         && sol_cli_link_check (&self->link, error);
}

static void
message_cb (gpointer item,
            gpointer user_data)
{
  g_autoptr (SolMessage) message = item;
  SolCliSub *self = user_data;

  if (self->is_over)
    return;
  if (!sol_cli_print_message (stdout, message, self->format, self->verbose))
    self->is_over = self->is_deaf = TRUE;
  self->n_printed++;
  if (self->n_printed == self->count)
    self->is_over = TRUE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  SolCliSub *self = user_data;

  self->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
sol_cli_sub_subscribe (SolCliSub  *self,
                       GError    **error)
{
  guint8 options;
  g_autoptr (GBytes) properties = sol_cli_subscription_build (&self->subscription, (guint8) self->qos, &options);

  for (char **topic = self->topics; *topic != NULL; topic++)
    if (!sol_cli_link_subscribe (&self->link, *topic, options, properties, error))
      return FALSE;
  return TRUE;
}

static void
sol_cli_sub_listen (SolCliSub *self)
{
  guint timeout = 0;

  if (self->timeout_s > 0)
    timeout = g_timeout_add ((guint) (self->timeout_s * 1000), timeout_cb, self);
  while (!self->is_over && !g_cancellable_is_cancelled (self->link.cancellable)
         && sol_client_get_state (self->link.client) != SOL_CLIENT_DISCONNECTED)
    g_main_context_iteration (NULL, TRUE);
  if (timeout != 0 && g_main_context_find_source_by_id (NULL, timeout) != NULL)
    g_source_remove (timeout);
}

/* Was it not what was asked for? */
static gboolean
sol_cli_sub_conclude (SolCliSub  *self,
                      GError    **error)
{
  g_autoptr (GError) cause = sol_client_dup_error (self->link.client);

  if (self->is_deaf)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE, _("Standard output takes no more data."));
  else if (self->is_over && self->n_printed < self->count)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_FILE,
                 _("%" PRId64 " of %" PRId64 " messages came within %g seconds."), self->n_printed,
                 self->count, self->timeout_s);
  else if (!self->is_over && !g_cancellable_is_cancelled (self->link.cancellable) && cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    return TRUE;
  return FALSE;
}

static gboolean
sol_cli_sub_run (SolCliSub  *self,
                 GError    **error)
{
  gboolean is_well;

  self->inbox = sol_cli_inbox_new (message_cb, self);
  if (!sol_cli_link_open (&self->link, NULL, TRUE, sol_cli_inbox_post, self->inbox, error)
      || !sol_cli_sub_subscribe (self, error))
    return FALSE;
  sol_cli_sub_listen (self);
  is_well = sol_cli_sub_conclude (self, error);
  sol_cli_link_close (&self->link);
  sol_cli_inbox_drain (self->inbox);
  return is_well;
}

int
sol_cli_run_sub (char **argv)
{
  g_auto (SolCliSub) self = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  sol_cli_link_init (&self.link);
  if (!sol_cli_sub_parse (&self, &rest, &error) || !sol_cli_sub_check (&self, &error)
      || !sol_cli_sub_run (&self, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
