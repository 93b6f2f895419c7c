/* sol-config-json.c: a configuration from JSON and to JSON, field by field
 *
 * One table names every field, where it stands and what it may be, so that reading, writing and
 * the limits that an error names cannot differ.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config.h"

#include <inttypes.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "sol-mqtt-types.h"
#include "sol-text.h"

typedef enum
{
  FIELD_BOOLEAN,
  FIELD_HOST,
  FIELD_PATH,
  FIELD_DURABILITY,
  FIELD_UINT16,
  FIELD_INT,
  FIELD_UINT,
  FIELD_SIZE,
} FieldType;

typedef struct
{
  const char *name;
  FieldType   type;
  gboolean    is_broker; /* stands in the broker's part */
  gsize       offset;
  gint64      least, most;
} Field;

#define BROKER(field) TRUE, G_STRUCT_OFFSET (SolBrokerConfig, field)
#define WEB(field) FALSE, G_STRUCT_OFFSET (SolConfig, field)
#define TERA (G_GINT64_CONSTANT (1) << 40)

static const Field fields[] = {
  { "host", FIELD_HOST, BROKER (host), 0, 0 },
  { "port", FIELD_UINT16, BROKER (port), 0, 65535 },
  { "websocket_port", FIELD_INT, BROKER (websocket_port), -1, 65535 },
  { "tls_port", FIELD_INT, BROKER (tls_port), -1, 65535 },
  { "tls_certificate", FIELD_PATH, BROKER (tls_certificate), 0, 0 },
  { "tls_key", FIELD_PATH, BROKER (tls_key), 0, 0 },
  { "tls_client_ca", FIELD_PATH, BROKER (tls_client_ca), 0, 0 },
  { "tls_require_client", FIELD_BOOLEAN, BROKER (tls_require_client), 0, 0 },
  { "tls_identity", FIELD_BOOLEAN, BROKER (tls_identity), 0, 0 },
  { "allow_anonymous", FIELD_BOOLEAN, BROKER (allow_anonymous), 0, 0 },
  { "max_connections", FIELD_UINT, BROKER (max_connections), 1, 1000000 },
  { "max_login_failures", FIELD_UINT, BROKER (max_login_failures), 0, 1000 },
  { "max_keepalive", FIELD_UINT, BROKER (max_keepalive_s), 0, 65535 },
  { "max_packet_bytes", FIELD_SIZE, BROKER (max_packet_bytes), 1024, SOL_MQTT_MAX_PACKET },
  { "max_queue_bytes", FIELD_SIZE, BROKER (max_queue_bytes), 1024, TERA },
  { "max_queued_messages", FIELD_UINT, BROKER (max_queued_messages), 0, G_MAXINT },
  { "max_total_bytes", FIELD_SIZE, BROKER (max_total_bytes), 1024, TERA },
  { "max_retained", FIELD_UINT, BROKER (max_retained), 0, G_MAXINT },
  { "max_retained_bytes", FIELD_SIZE, BROKER (max_retained_bytes), 0, TERA },
  { "max_inflight", FIELD_UINT, BROKER (max_inflight), 1, 65535 },
  { "max_publish_rate", FIELD_UINT, BROKER (max_publish_rate), 0, 1000000 },
  { "max_publish_bytes", FIELD_SIZE, BROKER (max_publish_bytes), 0, TERA },
  { "max_sessions", FIELD_UINT, BROKER (max_sessions), 0, 10000000 },
  { "max_session_expiry", FIELD_UINT, BROKER (max_session_expiry_s), 0, G_MAXINT },
  { "durability", FIELD_DURABILITY, BROKER (durability), 0, 0 },
  { "sys_interval", FIELD_UINT, BROKER (sys_interval_s), 0, 65535 },
  { "web_enabled", FIELD_BOOLEAN, WEB (web_enabled), 0, 0 },
  { "web_host", FIELD_HOST, WEB (web_host), 0, 0 },
  { "web_port", FIELD_UINT16, WEB (web_port), 0, 65535 },
  { "mdns", FIELD_BOOLEAN, WEB (mdns), 0, 0 },
};

static const Field *
find_field (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  return NULL;
}

static gpointer
field_place (const Field     *field,
             const SolConfig *config)
{
  gconstpointer base = field->is_broker ? (gconstpointer) config->broker : config;

  return (char *) base + field->offset;
}

static gint64
field_get_number (const Field     *field,
                  const SolConfig *config)
{
  gconstpointer place = field_place (field, config);

  switch (field->type)
    {
    case FIELD_UINT16:
      return *(const guint16 *) place;
    case FIELD_INT:
      return *(const gint *) place;
    case FIELD_UINT:
      return *(const guint *) place;
    case FIELD_SIZE:
      return (gint64) MIN (*(const gsize *) place, G_MAXINT64);
    case FIELD_BOOLEAN:
    case FIELD_HOST:
    case FIELD_PATH:
    case FIELD_DURABILITY:
    default:
      g_assert_not_reached ();
    }
}

static void
field_set_number (const Field *field,
                  SolConfig   *config,
                  gint64       number)
{
  gpointer place = field_place (field, config);

  switch (field->type)
    {
    case FIELD_UINT16:
      *(guint16 *) place = (guint16) number;
      break;
    case FIELD_INT:
      *(gint *) place = (gint) number;
      break;
    case FIELD_UINT:
      *(guint *) place = (guint) number;
      break;
    case FIELD_SIZE:
      *(gsize *) place = (gsize) number;
      break;
    case FIELD_BOOLEAN:
    case FIELD_HOST:
    case FIELD_PATH:
    case FIELD_DURABILITY:
    default:
      g_assert_not_reached ();
    }
}

/* @wanted: translated; what the value should have been */
static gboolean
fail_type (const Field  *field,
           const char   *wanted,
           GError      **error)
{
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_WRONG_TYPE, _ ("%s must be %s"),
               field->name, wanted);
  return FALSE;
}

/* By their numbers */
static const char *const durabilities[] = {
  [SOL_DURABILITY_OFF] = "off",
  [SOL_DURABILITY_RELAXED] = "relaxed",
  [SOL_DURABILITY_STRICT] = "strict",
};

static gboolean
read_durability (const Field  *field,
                 SolConfig    *config,
                 JsonNode     *node,
                 GError      **error)
{
  g_autofree char *head = NULL;
  const char *word;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_type (field, _ ("a text, for example \"relaxed\""), error);
  word = json_node_get_string (node);
  for (guint i = 0; i < G_N_ELEMENTS (durabilities); i++)
    if (g_str_equal (word, durabilities[i]))
      {
        *(guint *) field_place (field, config) = i;
        return TRUE;
      }
  head = sol_text_head (word, 64);
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
               _ ("%s must be strict, relaxed or off; it was “%.64s”"), field->name, head);
  return FALSE;
}

static gboolean
read_boolean (const Field  *field,
              SolConfig    *config,
              JsonNode     *node,
              GError      **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail_type (field, _ ("true or false"), error);
  *(gboolean *) field_place (field, config) = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
is_host (const char *host)
{
  return g_str_equal (host, "*") || g_str_equal (host, "localhost")
         || g_hostname_is_ip_address (host);
}

static gboolean
read_host (const Field  *field,
           SolConfig    *config,
           JsonNode     *node,
           GError      **error)
{
  char **place = field_place (field, config);
  const char *host;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_type (field, _ ("a text, for example \"127.0.0.1\""), error);
  host = json_node_get_string (node);
  if (!is_host (host))
    {
      g_autofree char *head = sol_text_head (host, 64);

      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
                   _ ("%s must be an address of this computer such as 127.0.0.1, 0.0.0.0 or ::, "
                      "\"localhost\", or \"*\" "
                      "for every interface; it was “%.64s”"),
                   field->name, head);
      return FALSE;
    }
  g_free (*place);
  *place = g_strdup (host);
  return TRUE;
}

/* The file itself is looked at when the broker takes the configuration */
static gboolean
read_path (const Field  *field,
           SolConfig    *config,
           JsonNode     *node,
           GError      **error)
{
  char **place = field_place (field, config);
  const char *path;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_type (field, _ ("a text: the full path of a file, or empty for none"), error);
  path = json_node_get_string (node);
  if (*path != '\0' && !g_path_is_absolute (path))
    {
      g_autofree char *head = sol_text_head (path, 64);

      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
                   _ ("%s must be the full path of a file, from / on, or empty for none; it was “%.64s”"),
                   field->name, head);
      return FALSE;
    }
  g_free (*place);
  *place = g_strdup (path);
  return TRUE;
}

/* A number with a fraction, or too large for any field */
static gboolean
fail_number (const Field  *field,
             double        number,
             GError      **error)
{
  if (number >= (double) field->least && number <= (double) field->most)
    return fail_type (field, _ ("a whole number"), error);
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
               _ ("%s must be from %" PRId64 " to %" PRId64 "; it was %.15g"),
               field->name, field->least, field->most, number);
  return FALSE;
}

static gboolean
read_number (const Field  *field,
             SolConfig    *config,
             JsonNode     *node,
             GError      **error)
{
  gint64 number;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return fail_number (field, json_node_get_double (node), error);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail_type (field, _ ("a whole number"), error);
  number = json_node_get_int (node);
  if (number < field->least || number > field->most)
    {
      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
                   _ ("%s must be from %" PRId64 " to %" PRId64 "; it was %" PRId64),
                   field->name, field->least, field->most, number);
      return FALSE;
    }
  field_set_number (field, config, number);
  return TRUE;
}

static gboolean
read_revision (const SolConfig  *base,
               JsonNode         *node,
               GError          **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    {
      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_WRONG_TYPE, _ ("%s must be %s"),
                   "revision", _ ("a whole number"));
      return FALSE;
    }
  if (json_node_get_int (node) == base->revision)
    return TRUE;
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_STALE,
               _ ("The configuration was changed meanwhile: it is at revision %u, and this change "
                  "was made for revision "
                  "%" PRId64 ". Read it again and repeat the change."),
               base->revision, json_node_get_int (node));
  return FALSE;
}

static gboolean
read_member (const SolConfig  *base,
             SolConfig        *config,
             const char       *name,
             JsonNode         *node,
             GError          **error)
{
  const Field *field = find_field (name);

  if (g_str_equal (name, "revision"))
    return read_revision (base, node, error);
  if (field == NULL)
    {
      g_autofree char *head = sol_text_head (name, 64);

      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_UNKNOWN_FIELD,
                   _ ("There is no field named “%.64s” in the configuration"), head);
      return FALSE;
    }
  switch (field->type)
    {
    case FIELD_BOOLEAN:
      return read_boolean (field, config, node, error);
    case FIELD_HOST:
      return read_host (field, config, node, error);
    case FIELD_PATH:
      return read_path (field, config, node, error);
    case FIELD_DURABILITY:
      return read_durability (field, config, node, error);
    case FIELD_UINT16:
    case FIELD_INT:
    case FIELD_UINT:
    case FIELD_SIZE:
    default:
      return read_number (field, config, node, error);
    }
}

static const char *
find_port_clash (const SolConfig *config)
{
  const SolBrokerConfig *broker = config->broker;

  if (broker->port != 0 && broker->websocket_port == broker->port)
    return "websocket_port";
  if (broker->tls_port > 0
      && (broker->tls_port == broker->port || broker->tls_port == broker->websocket_port))
    return "tls_port";
  if (config->web_enabled && config->web_port != 0
      && (config->web_port == broker->port || config->web_port == broker->websocket_port
          || config->web_port == broker->tls_port))
    return "web_port";
  return NULL;
}

/* The field that the change names is at fault, not the one that it leaves as it was */
static gboolean
check_ports (const SolConfig  *config,
             JsonObject       *object,
             char            **pointer,
             GError          **error)
{
  const char *name = find_port_clash (config);

  if (name == NULL)
    return TRUE;
  if (!json_object_has_member (object, name))
    name = json_object_has_member (object, "port") ? "port" : "websocket_port";
  if (pointer != NULL)
    *pointer = g_strconcat ("/", name, NULL);
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
               _ ("port, websocket_port, tls_port and web_port must differ from each other; %s does "
                  "not. Choose another."),
               name);
  return FALSE;
}

/* RFC 6901: `~` and `/` in a member's name */
static char *
dup_pointer (const char *name)
{
  g_autoptr (GString) pointer = g_string_new (name);

  g_string_replace (pointer, "~", "~0", 0);
  g_string_replace (pointer, "/", "~1", 0);
  g_string_prepend_c (pointer, '/');
  return g_string_free (g_steal_pointer (&pointer), FALSE);
}

SolConfig *
sol_config_new_from_json (const SolConfig  *base,
                          JsonObject       *object,
                          char            **pointer,
                          GError          **error)
{
  g_autoptr (SolConfig) config = sol_config_copy (base);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!read_member (base, config, name, node, error))
      {
        if (pointer != NULL)
          *pointer = dup_pointer (name);
        return NULL;
      }
  if (!check_ports (config, object, pointer, error))
    return NULL;
  return g_steal_pointer (&config);
}

JsonObject *
sol_config_to_json (const SolConfig *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "revision", self->revision);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const Field *field = &fields[i];

      if (field->type == FIELD_BOOLEAN)
        json_object_set_boolean_member (object, field->name,
                                        *(gboolean *)field_place (field, self));
      else if (field->type == FIELD_HOST || field->type == FIELD_PATH)
        json_object_set_string_member (object, field->name, *(char **) field_place (field, self));
      else if (field->type == FIELD_DURABILITY)
        json_object_set_string_member (object, field->name,
                                       durabilities[*(guint *) field_place (field, self)]);
      else
        json_object_set_int_member (object, field->name, field_get_number (field, self));
    }
  return object;
}
