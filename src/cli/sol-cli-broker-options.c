/* sol-cli-broker-options.c: the command line of soliton-cli broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options' values take the way of every other change of the configuration, as a JSON object, so that their limits
 * are the same.
 */
#include "config.h"

#include "sol-cli-broker-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-cli-options.h"
#include "sol-config-store.h"

/* The one option whose value may be left out, or stand in the word behind it, as the original program took it */
#define ANONYMOUS "--allow-anonymous"

/* Fields of the configuration, and the option that sets each */
static const struct
{
  const char *field;
  const char *option;
} names[] = {
  { "host", "--mqtt-host" },
  { "port", "--mqtt-port" },
  { "websocket_port", "--websocket-port" },
  { "tls_port", "--tls-port" },
  { "tls_certificate", "--tls-cert" },
  { "tls_key", "--tls-key" },
  { "tls_client_ca", "--tls-client-ca" },
  { "max_connections", "--max-connections" },
  { "max_keepalive", "--max-keepalive" },
  { "durability", "--durability" },
  { "web_host", "--web-host" },
  { "web_port", "--web-port" },
};

static gboolean
parse_boolean (const char *word,
               gboolean   *value)
{
  static const struct
  {
    const char *word;
    gboolean    value;
  } words[] = {
    { "true", TRUE }, { "yes", TRUE }, { "on", TRUE }, { "1", TRUE },
    { "false", FALSE }, { "no", FALSE }, { "off", FALSE }, { "0", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (word, words[i].word) == 0)
      {
        *value = words[i].value;
        return TRUE;
      }
  return FALSE;
}

/* `--allow-anonymous False` becomes `--allow-anonymous=False`, and alone `--allow-anonymous=true` */
static char **
join_boolean (char **argv)
{
  g_autoptr (GPtrArray) joined = g_ptr_array_new ();

  for (char **at = argv; *at != NULL; at++)
    if (!g_str_equal (*at, ANONYMOUS))
      g_ptr_array_add (joined, g_strdup (*at));
    else if (at[1] != NULL && at[1][0] != '-')
      g_ptr_array_add (joined, g_strconcat (ANONYMOUS, "=", *++at, NULL));
    else
      g_ptr_array_add (joined, g_strdup (ANONYMOUS "=true"));
  g_ptr_array_add (joined, NULL);
  return (char **) g_ptr_array_steal (joined, NULL);
}

static gboolean
sol_cli_broker_options_parse_words (SolCliBrokerOptions  *self,
                                    char               ***argv,
                                    GError              **error)
{
  const GOptionEntry entries[] = {
    { "mqtt-host", 0, 0, G_OPTION_ARG_STRING, &self->host,
      N_("Address to listen on; * is every one, IPv6 too (0.0.0.0)"), N_("ADDRESS") },
    { "host", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->host, NULL, NULL },
    { "mqtt-port", 'p', 0, G_OPTION_ARG_INT64, &self->port,
      N_("Port, 0 is any that is free (1883)"), N_("PORT") },
    { "port", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT64, &self->port, NULL, NULL },
    { "websocket-port", 0, 0, G_OPTION_ARG_INT64, &self->websocket_port,
      N_("Port for MQTT over WebSocket (9001)"), N_("PORT") },
    { "no-websocket", 0, 0, G_OPTION_ARG_NONE, &self->no_websocket, N_("No WebSocket"), NULL },
    { "tls-port", 0, 0, G_OPTION_ARG_INT64, &self->tls_port, N_("Port for MQTT over TLS, -1 is off (off)"),
      N_("PORT") },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_certificate,
      N_("Certificate that TLS shows, PEM; “soliton-cli cert” makes one"), N_("FILE") },
    { "tls-certificate", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->tls_certificate, NULL, NULL },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key, N_("Its key, PEM"), N_("FILE") },
    { "tls-client-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_client_ca,
      N_("Authority of the clients’ certificates, which are asked for then"), N_("FILE") },
    { "tls-require-client", 0, 0, G_OPTION_ARG_NONE, &self->tls_require_client,
      N_("Let nobody in by TLS without a certificate"), NULL },
    { "tls-identity", 0, 0, G_OPTION_ARG_NONE, &self->tls_identity,
      N_("The common name in a client’s certificate is its user name"), NULL },
    { "allow-anonymous", 0, 0, G_OPTION_ARG_STRING, &self->allow_anonymous,
      N_("Let clients in without user name: true or false (true)"), N_("BOOLEAN") },
    { "max-connections", 0, 0, G_OPTION_ARG_INT64, &self->max_connections,
      N_("Clients at a time (100)"), N_("N") },
    { "max-keepalive", 0, 0, G_OPTION_ARG_INT64, &self->max_keepalive_s,
      N_("The longest that a dead connection goes unnoticed, 0 is no limit (60)"), N_("SECONDS") },
    { "durability", 0, 0, G_OPTION_ARG_STRING, &self->durability,
      N_("What is kept before it is acknowledged: strict, relaxed or off (relaxed)"), N_("LEVEL") },
    { "web-host", 0, 0, G_OPTION_ARG_STRING, &self->web_host,
      N_("Address of the web admin (127.0.0.1)"), N_("ADDRESS") },
    { "web-port", 0, 0, G_OPTION_ARG_INT64, &self->web_port, N_("Port of the web admin (8000)"), N_("PORT") },
    { "web-password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->web_password_file,
      N_("File with the password of the web admin, needed from other computers; is kept"), N_("FILE") },
    { "no-web", 0, 0, G_OPTION_ARG_NONE, &self->no_web, N_("No web admin"), NULL },
    { "no-mdns", 0, 0, G_OPTION_ARG_NONE, &self->no_mdns,
      N_("Do not announce the broker on the network"), NULL },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir,
      N_("Folder of the database: users, rules, and what must outlive the process"), N_("FOLDER") },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config_path,
      N_("Configuration file, which the web admin changes; options override it"), N_("FILE") },
    { NULL },
  };

  return sol_cli_parse (entries, NULL, NULL, _("Runs the MQTT broker and its web admin until Ctrl+C or SIGTERM."), argv,
                        error);
}

static void
sol_cli_broker_options_init (SolCliBrokerOptions *self)
{
  self->port = SOL_CLI_UNSET;
  self->websocket_port = SOL_CLI_UNSET;
  self->tls_port = SOL_CLI_UNSET;
  self->max_connections = SOL_CLI_UNSET;
  self->max_keepalive_s = SOL_CLI_UNSET;
  self->web_port = SOL_CLI_UNSET;
}

gboolean
sol_cli_broker_options_parse (SolCliBrokerOptions  *self,
                              char                **argv,
                              GError              **error)
{
  g_auto (GStrv) words = join_boolean (argv);

  sol_cli_broker_options_init (self);
  if (!sol_cli_broker_options_parse_words (self, &words, error)
      || !sol_cli_read_password (&self->web_password, self->web_password_file, error))
    return FALSE;
  if (self->data_dir == NULL)
    self->data_dir = g_build_filename (g_get_user_data_dir (), "soliton", "broker", NULL);
  if (self->config_path == NULL)
    self->config_path = g_build_filename (g_get_user_config_dir (), "soliton", "broker.json", NULL);
  return TRUE;
}

static void
add_number (JsonObject *object,
            const char *field,
            gint64      value)
{
  if (value != SOL_CLI_UNSET)
    json_object_set_int_member (object, field, value);
}

static void
add_text (JsonObject *object,
          const char *field,
          const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, field, value);
}

/* The configuration outlives the folder that the command was given in */
static void
add_path (JsonObject *object,
          const char *field,
          const char *path)
{
  g_autofree char *whole = path != NULL && *path != '\0' ? g_canonicalize_filename (path, NULL) : NULL;

  add_text (object, field, whole != NULL ? whole : path);
}

static void
add_tls (JsonObject                *object,
         const SolCliBrokerOptions *options)
{
  add_number (object, "tls_port", options->tls_port);
  add_path (object, "tls_certificate", options->tls_certificate);
  add_path (object, "tls_key", options->tls_key);
  add_path (object, "tls_client_ca", options->tls_client_ca);
  if (options->tls_require_client)
    json_object_set_boolean_member (object, "tls_require_client", TRUE);
  if (options->tls_identity)
    json_object_set_boolean_member (object, "tls_identity", TRUE);
}

static gboolean
add_anonymous (JsonObject  *object,
               const char  *word,
               GError     **error)
{
  gboolean value;

  if (word == NULL)
    return TRUE;
  if (!parse_boolean (word, &value))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s cannot be “%s”: it must be true or false."),
                   ANONYMOUS, word);
      return FALSE;
    }
  json_object_set_boolean_member (object, "allow_anonymous", value);
  return TRUE;
}

static JsonObject *
sol_cli_broker_options_to_json (const SolCliBrokerOptions  *self,
                                GError                    **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  add_text (object, "host", self->host);
  add_number (object, "port", self->port);
  add_number (object, "websocket_port", self->no_websocket ? -1 : self->websocket_port);
  add_tls (object, self);
  add_number (object, "max_connections", self->max_connections);
  add_number (object, "max_keepalive", self->max_keepalive_s);
  add_text (object, "durability", self->durability);
  add_text (object, "web_host", self->web_host);
  add_number (object, "web_port", self->web_port);
  if (self->no_web)
    json_object_set_boolean_member (object, "web_enabled", FALSE);
  if (self->no_mdns)
    json_object_set_boolean_member (object, "mdns", FALSE);
  if (!add_anonymous (object, self->allow_anonymous, error))
    return NULL;
  return g_steal_pointer (&object);
}

/* The original program's: every interface, anybody */
static SolConfig *
new_defaults (void)
{
  SolConfig *config = sol_config_new ();

  g_free (config->broker->host);
  config->broker->host = g_strdup ("0.0.0.0");
  config->broker->allow_anonymous = TRUE;
  return config;
}

/* An error of the configuration as one of the option that set the field */
static void
name_option (const char  *pointer,
             GError     **error)
{
  const char *option = NULL;
  GError *named;

  for (guint i = 0; i < G_N_ELEMENTS (names) && pointer != NULL; i++)
    if (g_str_equal (pointer + 1, names[i].field))
      option = names[i].option;
  named = g_error_new (SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, "%s%s%s.", option != NULL ? option : "",
                       option != NULL ? ": " : "", (*error)->message);
  g_error_free (*error);
  *error = named;
}

/* @base: (transfer none). With the options over it */
static SolConfig *
sol_cli_broker_options_cover (const SolCliBrokerOptions  *self,
                              const SolConfig            *base,
                              GError                    **error)
{
  g_autoptr (JsonObject) object = sol_cli_broker_options_to_json (self, error);
  g_autofree char *pointer = NULL;
  GError *cause = NULL;
  SolConfig *config;

  if (object == NULL)
    return NULL;
  config = sol_config_new_from_json (base, object, &pointer, &cause);
  if (config == NULL)
    {
      name_option (pointer, &cause);
      g_propagate_error (error, cause);
    }
  return config;
}

SolConfig *
sol_cli_broker_options_reload_config (const SolCliBrokerOptions  *self,
                                      const SolConfig            *current,
                                      GError                    **error)
{
  g_autoptr (SolConfig) base = NULL;
  SolConfig *config;

  if (g_file_test (self->config_path, G_FILE_TEST_EXISTS))
    base = sol_config_store_read (self->config_path, error);
  else
    base = new_defaults ();
  config = base != NULL ? sol_cli_broker_options_cover (self, base, error) : NULL;
  if (config != NULL)
    config->revision = current->revision;
  return config;
}

SolConfig *
sol_cli_broker_options_make_config (const SolCliBrokerOptions  *self,
                                    char                      **warning,
                                    GError                    **error)
{
  g_autoptr (SolConfig) base = NULL;

  if (g_file_test (self->config_path, G_FILE_TEST_EXISTS))
    base = sol_config_store_load (self->config_path, warning);
  else
    base = new_defaults ();
  return sol_cli_broker_options_cover (self, base, error);
}

void
sol_cli_broker_options_clear (SolCliBrokerOptions *self)
{
  g_free (self->host);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->tls_client_ca);
  g_free (self->allow_anonymous);
  g_free (self->durability);
  g_free (self->web_host);
  g_free (self->web_password);
  g_free (self->web_password_file);
  g_free (self->data_dir);
  g_free (self->config_path);
}
