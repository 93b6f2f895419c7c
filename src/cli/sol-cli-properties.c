/* sol-cli-properties.c: options that are properties of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-properties.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-cli-options.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-topic.h"

#define MAX_SUBSCRIPTION_ID SOL_MQTT_MAX_PACKET

void
sol_cli_properties_init (SolCliProperties *self)
{
  *self = (SolCliProperties) { .payload_format = -1, .expiry_s = -1, .delay_s = -1 };
}

void
sol_cli_properties_clear (SolCliProperties *self)
{
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->response_topic, g_free);
  g_clear_pointer (&self->correlation_data, g_free);
  g_clear_pointer (&self->user, g_strfreev);
}

void
sol_cli_properties_fill_message (SolCliProperties *self,
                                 GOptionEntry      entries[SOL_CLI_N_MESSAGE_ENTRIES])
{
  const GOptionEntry filled[SOL_CLI_N_MESSAGE_ENTRIES] = {
    { "payload-format", 0, 0, G_OPTION_ARG_INT, &self->payload_format,
      N_("1 says that the payload is UTF-8 text, 0 that it is octets"), N_("0|1") },
    { "message-expiry", 0, 0, G_OPTION_ARG_INT64, &self->expiry_s,
      N_("Seconds after which nobody needs the message"), N_("SECONDS") },
    { "content-type", 0, 0, G_OPTION_ARG_STRING, &self->content_type,
      N_("What the payload is, such as application/json"), N_("TYPE") },
    { "response-topic", 0, 0, G_OPTION_ARG_STRING, &self->response_topic, N_("Topic for an answer"), N_("TOPIC") },
    { "correlation-data", 0, 0, G_OPTION_ARG_STRING, &self->correlation_data,
      N_("Text by which the answer is known"), N_("TEXT") },
    { "user-property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->user,
      N_("Property of your own, may be given several times"), N_("NAME=VALUE") },
    { NULL },
  };

  memcpy (entries, filled, sizeof filled);
}

void
sol_cli_properties_fill_will (SolCliProperties *self,
                              GOptionEntry      entries[SOL_CLI_N_WILL_ENTRIES])
{
  const GOptionEntry filled[SOL_CLI_N_WILL_ENTRIES] = {
    { "will-delay", 0, 0, G_OPTION_ARG_INT64, &self->delay_s,
      N_("Seconds that the broker waits before it publishes the will"), N_("SECONDS") },
    { "will-payload-format", 0, 0, G_OPTION_ARG_INT, &self->payload_format,
      N_("Payload format of the will"), N_("0|1") },
    { "will-expiry", 0, 0, G_OPTION_ARG_INT64, &self->expiry_s,
      N_("Seconds after which nobody needs the will"), N_("SECONDS") },
    { "will-content-type", 0, 0, G_OPTION_ARG_STRING, &self->content_type, N_("Content type of the will"), N_("TYPE") },
    { "will-response-topic", 0, 0, G_OPTION_ARG_STRING, &self->response_topic,
      N_("Response topic of the will"), N_("TOPIC") },
    { "will-correlation-data", 0, 0, G_OPTION_ARG_STRING, &self->correlation_data,
      N_("Correlation data of the will"), N_("TEXT") },
    { "will-user-property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->user,
      N_("Property of the will, may be given several times"), N_("NAME=VALUE") },
    { NULL },
  };

  memcpy (entries, filled, sizeof filled);
}

gboolean
sol_cli_properties_are_set (const SolCliProperties *self)
{
  return self->payload_format >= 0 || self->expiry_s >= 0 || self->delay_s >= 0
         || self->content_type != NULL || self->response_topic != NULL
         || self->correlation_data != NULL || self->user != NULL;
}

gboolean
sol_cli_add_user_properties (char       **user,
                             const char  *option,
                             GByteArray  *block,
                             GError     **error)
{
  for (guint i = 0; user != NULL && user[i] != NULL; i++)
    {
      const char *equals = strchr (user[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (user[i], (gsize) (equals - user[i])) : NULL;

      if (equals == NULL || strlen (name) > G_MAXUINT16 || strlen (equals + 1) > G_MAXUINT16
          || !g_utf8_validate (user[i], -1, NULL))
        {
          g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("%s cannot be “%s”: it must be NAME=VALUE."),
                       option, user[i]);
          return FALSE;
        }
      if (block != NULL)
        sol_mqtt_properties_add_pair (block, name, equals + 1);
    }
  return TRUE;
}

static gboolean
check_text (const char  *prefix,
            const char  *option,
            const char  *text,
            GError     **error)
{
  if (text == NULL || (strlen (text) <= G_MAXUINT16 && sol_mqtt_utf8_is_valid (text, strlen (text))))
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s%s must be UTF-8 text of at most 65535 octets."), prefix, option);
  return FALSE;
}

static gboolean
check_response_topic (const SolCliProperties  *self,
                      const char              *prefix,
                      GError                 **error)
{
  const char *topic = self->response_topic;

  if (topic == NULL || sol_mqtt_topic_is_name (topic, strlen (topic)))
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%sresponse-topic: nobody can publish to “%s”. A topic is text without + and #."), prefix, topic);
  return FALSE;
}

gboolean
sol_cli_properties_check (const SolCliProperties  *self,
                          const char              *prefix,
                          GError                 **error)
{
  g_autofree char *format = g_strconcat (prefix, "payload-format", NULL);
  g_autofree char *expiry = g_strconcat (prefix, g_str_equal (prefix, "--") ? "message-expiry" : "expiry", NULL);
  g_autofree char *user = g_strconcat (prefix, "user-property", NULL);

  return (self->payload_format == -1 || sol_cli_check_range (format, self->payload_format, 0, 1, error))
         && (self->expiry_s == -1 || sol_cli_check_range (expiry, self->expiry_s, 0, G_MAXUINT32, error))
         && (self->delay_s == -1 || sol_cli_check_range ("--will-delay", self->delay_s, 0, G_MAXUINT32, error))
         && check_text (prefix, "content-type", self->content_type, error)
         && check_text (prefix, "correlation-data", self->correlation_data, error)
         && check_response_topic (self, prefix, error)
         && sol_cli_add_user_properties (self->user, user, NULL, error);
}

GByteArray *
sol_cli_properties_build (const SolCliProperties *self,
                          gboolean                is_will)
{
  GByteArray *block = g_byte_array_new ();

  if (self->delay_s >= 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_WILL_DELAY, (guint32) self->delay_s);
  if (self->payload_format >= 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_PAYLOAD_FORMAT, (guint32) self->payload_format);
  if (is_will && self->expiry_s >= 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_MESSAGE_EXPIRY, (guint32) self->expiry_s);
  if (self->content_type != NULL)
    sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_CONTENT_TYPE, self->content_type);
  if (self->response_topic != NULL)
    sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_RESPONSE_TOPIC, self->response_topic);
  if (self->correlation_data != NULL)
    sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_CORRELATION_DATA, self->correlation_data);
  sol_cli_add_user_properties (self->user, "", block, NULL);
  return block;
}

SolMessage *
sol_cli_properties_make_message (const SolCliProperties *self,
                                 const char             *topic,
                                 const void             *payload,
                                 gsize                   length,
                                 guint8                  qos,
                                 gboolean                retain)
{
  g_autoptr (GByteArray) block = sol_cli_properties_build (self, FALSE);
  const SolMessageParts parts = {
    .topic = topic,
    .payload = payload,
    .properties = block->data,
    .payload_len = length,
    .properties_len = block->len,
    .topic_len = (guint16) strlen (topic),
    .qos = qos,
    .retain = retain,
    .expires_us = self->expiry_s >= 0 ? g_get_real_time () + self->expiry_s * G_USEC_PER_SEC : 0,
  };

  return sol_message_new_from_parts (&parts);
}

void
sol_cli_subscription_fill (SolCliSubscription *self,
                           GOptionEntry        entries[SOL_CLI_N_SUBSCRIPTION_ENTRIES])
{
  const GOptionEntry filled[SOL_CLI_N_SUBSCRIPTION_ENTRIES] = {
    { "no-local", 0, 0, G_OPTION_ARG_NONE, &self->no_local, N_("Not what this client itself publishes"), NULL },
    { "retain-as-published", 0, 0, G_OPTION_ARG_NONE, &self->retain_as_published,
      N_("Messages say whether they were published with --retain"), NULL },
    { "retain-handling", 0, 0, G_OPTION_ARG_INT, &self->retain_handling,
      N_("Retained messages: 0 all, 1 for a new subscription, 2 none (0)"), N_("0|1|2") },
    { "subscription-id", 0, 0, G_OPTION_ARG_INT64, &self->id,
      N_("Number that messages of the subscription carry"), N_("N") },
    { "user-property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->user,
      N_("Property of your own, may be given several times"), N_("NAME=VALUE") },
    { NULL },
  };

  memcpy (entries, filled, sizeof filled);
}

void
sol_cli_subscription_clear (SolCliSubscription *self)
{
  g_clear_pointer (&self->user, g_strfreev);
}

gboolean
sol_cli_subscription_is_set (const SolCliSubscription *self)
{
  return self->no_local || self->retain_as_published || self->retain_handling != 0 || self->id != 0
         || self->user != NULL;
}

gboolean
sol_cli_subscription_check (const SolCliSubscription  *self,
                            GError                   **error)
{
  return sol_cli_check_range ("--retain-handling", self->retain_handling, 0, 2, error)
         && (self->id == 0
             || sol_cli_check_range ("--subscription-id", self->id, 1, MAX_SUBSCRIPTION_ID, error))
         && sol_cli_add_user_properties (self->user, "--user-property", NULL, error);
}

GBytes *
sol_cli_subscription_build (const SolCliSubscription *self,
                            guint8                    qos,
                            guint8                   *options)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();

  *options = (guint8) (qos | (self->no_local ? SOL_MQTT_OPTION_NO_LOCAL : 0)
                       | (self->retain_as_published ? SOL_MQTT_OPTION_RETAIN_AS_PUBLISHED : 0)
                       | self->retain_handling << SOL_MQTT_OPTION_RETAIN_HANDLING_SHIFT);
  if (self->id > 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, (guint32) self->id);
  sol_cli_add_user_properties (self->user, "", block, NULL);
  return block->len > 0 ? g_bytes_new (block->data, block->len) : NULL;
}
