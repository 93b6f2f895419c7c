/* sol-cli-shell-commands.c: the commands of the interactive client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-cli-options.h"
#include "sol-cli-properties.h"
#include "sol-cli-shell.h"
#include "sol-mqtt-types.h"

/* What stands behind the command's name: flags, a word, the rest of the line as it is */
typedef struct
{
  int         qos;
  gboolean    retain;
  char       *topic;  /* owned, NULL when missing */
  const char *text;   /* borrowed from the line, may be empty */
  GPtrArray  *long_options; /* owned: words of the options of MQTT 5.0, NULL when there are none */

  SolCliProperties   properties;
  SolCliSubscription subscription;
} Operands;

static void
operands_clear (Operands *self)
{
  g_free (self->topic);
  g_clear_pointer (&self->long_options, g_ptr_array_unref);
  sol_cli_properties_clear (&self->properties);
  sol_cli_subscription_clear (&self->subscription);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Operands, operands_clear)

/* Returns: (transfer full) (nullable): the next word; @at stands behind it and the blanks that follow */
static char *
take_word (const char **at)
{
  gsize length = strcspn (*at, " \t");
  char *word = length > 0 ? g_strndup (*at, length) : NULL;

  *at += length;
  *at += strspn (*at, " \t");
  return word;
}

/* The word, and the one behind it when that is its value */
static void
take_long_option (Operands    *self,
                  const char  *flag,
                  const char **at)
{
  gboolean is_alone = strchr (flag, '=') != NULL || g_str_equal (flag, "--no-local")
                      || g_str_equal (flag, "--retain-as-published");
  char *value = is_alone ? NULL : take_word (at);

  if (self->long_options == NULL)
    {
      self->long_options = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->long_options, g_strdup (g_get_prgname ()));
    }
  g_ptr_array_add (self->long_options, g_strdup (flag));
  if (value != NULL)
    g_ptr_array_add (self->long_options, value);
}

static gboolean
parse_long_options (Operands            *self,
                    const GOptionEntry  *entries,
                    const SolCliShell   *shell,
                    GError             **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) words = NULL;

  if (self->long_options == NULL)
    return TRUE;
  if (sol_client_get_version (shell->link.client) < SOL_MQTT_VERSION_5_0)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                   _("The broker speaks MQTT 3.1.1, which has no properties: leave %s out."),
                   (const char *) self->long_options->pdata[1]);
      return FALSE;
    }
  g_ptr_array_add (self->long_options, NULL);
  words = g_strdupv ((char **) self->long_options->pdata);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse_strv (context, &words, error);
}

static gboolean
take_message_options (Operands           *self,
                      const SolCliShell  *shell,
                      GError            **error)
{
  GOptionEntry entries[SOL_CLI_N_MESSAGE_ENTRIES];

  sol_cli_properties_fill_message (&self->properties, entries);
  return parse_long_options (self, entries, shell, error)
         && sol_cli_properties_check (&self->properties, "--", error);
}

static gboolean
take_subscription_options (Operands           *self,
                           const SolCliShell  *shell,
                           GError            **error)
{
  GOptionEntry entries[SOL_CLI_N_SUBSCRIPTION_ENTRIES];

  sol_cli_subscription_fill (&self->subscription, entries);
  return parse_long_options (self, entries, shell, error)
         && sol_cli_subscription_check (&self->subscription, error);
}

static gboolean
take_flag (Operands    *self,
           const char  *flag,
           const char **at,
           GError     **error)
{
  g_autofree char *value = NULL;

  if (g_str_equal (flag, "-r") || g_str_equal (flag, "--retain"))
    return self->retain = TRUE;
  if (g_str_equal (flag, "-q") || g_str_equal (flag, "--qos"))
    {
      value = take_word (at);
      if (value != NULL && strlen (value) == 1 && strchr ("012", *value) != NULL)
        {
          self->qos = *value - '0';
          return TRUE;
        }
    }
  else if (g_str_has_prefix (flag, "--"))
    {
      take_long_option (self, flag, at);
      return TRUE;
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("“%s” is not a flag: use -q 0, -q 1, -q 2 or -r."), flag);
  return FALSE;
}

static gboolean
take_operands (Operands    *self,
               const char  *at,
               GError     **error)
{
  sol_cli_properties_init (&self->properties);
  while (*at == '-')
    {
      g_autofree char *flag = take_word (&at);

      if (!take_flag (self, flag, &at, error))
        return FALSE;
    }
  self->topic = take_word (&at);
  self->text = at;
  if (self->topic == NULL)
    g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("The topic is missing. Try `help`."));
  return self->topic != NULL;
}

static gboolean
subscribe (SolCliShell  *self,
           const char   *at,
           GError      **error)
{
  g_auto (Operands) operands = { 0 };
  g_autoptr (GBytes) properties = NULL;
  guint8 options;

  if (!take_operands (&operands, at, error) || !take_subscription_options (&operands, self, error))
    return FALSE;
  properties = sol_cli_subscription_build (&operands.subscription, (guint8) operands.qos, &options);
  if (!sol_cli_link_subscribe (&self->link, operands.topic, options, properties, error))
    return FALSE;
  g_print (_("Subscribed to %s\n"), operands.topic);
  g_hash_table_replace (self->subscriptions, g_steal_pointer (&operands.topic), GINT_TO_POINTER (operands.qos));
  return TRUE;
}

static gboolean
unsubscribe (SolCliShell  *self,
             const char   *at,
             GError      **error)
{
  g_auto (Operands) operands = { 0 };

  if (!take_operands (&operands, at, error))
    return FALSE;
  if (!g_hash_table_contains (self->subscriptions, operands.topic))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("There is no subscription to %s. Try `list`."),
                   operands.topic);
      return FALSE;
    }
  if (!sol_cli_link_unsubscribe (&self->link, operands.topic, error))
    return FALSE;
  g_hash_table_remove (self->subscriptions, operands.topic);
  g_print (_("Unsubscribed from %s\n"), operands.topic);
  return TRUE;
}

static gboolean
publish (SolCliShell  *self,
         const char   *at,
         GError      **error)
{
  g_auto (Operands) operands = { 0 };
  g_autoptr (SolMessage) message = NULL;

  if (!take_operands (&operands, at, error) || !take_message_options (&operands, self, error))
    return FALSE;
  message = sol_cli_properties_make_message (&operands.properties, operands.topic, operands.text,
                                             strlen (operands.text), (guint8) operands.qos, operands.retain);
  if (!sol_cli_link_publish (&self->link, message, error))
    return FALSE;
  g_print (_("Published to %s\n"), operands.topic);
  return TRUE;
}

static gboolean
list (SolCliShell  *self,
      const char   *at,
      GError      **error)
{
  g_autoptr (GList) filters = g_list_sort (g_hash_table_get_keys (self->subscriptions), (GCompareFunc) strcmp);

  if (filters == NULL)
    g_print (_("No subscriptions\n"));
  for (GList *filter = filters; filter != NULL; filter = filter->next)
    g_print (_("%s, QoS %d\n"), (const char *) filter->data,
             GPOINTER_TO_INT (g_hash_table_lookup (self->subscriptions, filter->data)));
  return TRUE;
}

static gboolean
help (SolCliShell  *self,
      const char   *at,
      GError      **error)
{
  g_print (_("subscribe [-q QOS] FILTER           print what arrives there, + and # allowed\n"
             "unsubscribe FILTER                  no longer\n"
             "publish [-q QOS] [-r] TOPIC TEXT    the text is the rest of the line\n"
             "list                                the subscriptions\n"
             "quit                                the end\n"
             "With MQTT 5.0 subscribe takes the options --no-local, --retain-as-published, --retain-handling,\n"
             "--subscription-id and --user-property of `sub`, publish those of `pub` for properties.\n"));
  return TRUE;
}

static gboolean
quit (SolCliShell  *self,
      const char   *at,
      GError      **error)
{
  return self->is_over = TRUE;
}

static const struct
{
  const char *name;
  const char *abbreviation;
  gboolean  (*run) (SolCliShell *self, const char *at, GError **error);
} commands[] = {
  { "subscribe", "sub", subscribe },
  { "unsubscribe", "unsub", unsubscribe },
  { "publish", "pub", publish },
  { "list", "ls", list },
  { "help", "?", help },
  { "quit", "exit", quit },
};

static gboolean
obey (SolCliShell  *self,
      const char   *name,
      const char   *at,
      GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name) || g_str_equal (name, commands[i].abbreviation))
      return commands[i].run (self, at, error);
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("There is no command “%s”. Try `help`."), name);
  return FALSE;
}

void
sol_cli_shell_obey (SolCliShell *self,
                    const char  *line)
{
  const char *at = line + strspn (line, " \t");
  g_autofree char *name = take_word (&at);
  g_autoptr (GError) error = NULL;

  if (name == NULL || obey (self, name, at, &error))
    return;
  self->n_failed++;
  g_printerr ("%s\n", error->message);
}
