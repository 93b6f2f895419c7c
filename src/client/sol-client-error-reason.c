/* sol-client-error-reason.c: errors out of the reason codes of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-error-private.h"

#include <glib/gi18n.h>

#include "sol-mqtt-connect.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-reason.h"

/* Returns: (transfer full): "Not authorized (0x87)", and in quotes what the broker says to it */
static char *
describe (guint8       packet_type,
          guint8       reason,
          SolMqttSlice properties)
{
  const char *text = sol_mqtt_reason_get_text (packet_type, reason);
  SolMqttSlice said = sol_mqtt_properties_get_data (properties, SOL_MQTT_PROPERTY_REASON_STRING);

  if (said.length == 0)
    return g_strdup_printf (_("%s (0x%02x)"), text, (guint) reason);
  return g_strdup_printf (_("%s (0x%02x), “%.*s”"), text, (guint) reason, (int) said.length,
                          (const char *) said.data);
}

static SolClientError
get_code (guint8 reason)
{
  switch (reason)
    {
    case SOL_MQTT_REASON_UNSUPPORTED_VERSION:
      return SOL_CLIENT_ERROR_VERSION;
    case SOL_MQTT_REASON_CLIENT_ID_INVALID:
      return SOL_CLIENT_ERROR_CLIENT_ID;
    case SOL_MQTT_REASON_BAD_CREDENTIALS:
      return SOL_CLIENT_ERROR_CREDENTIALS;
    case SOL_MQTT_REASON_NOT_AUTHORIZED:
    case SOL_MQTT_REASON_BANNED:
      return SOL_CLIENT_ERROR_NOT_AUTHORIZED;
    case SOL_MQTT_REASON_SERVER_UNAVAILABLE:
    case SOL_MQTT_REASON_SERVER_BUSY:
    case SOL_MQTT_REASON_SERVER_SHUTTING_DOWN:
      return SOL_CLIENT_ERROR_UNAVAILABLE;
    case SOL_MQTT_REASON_PACKET_TOO_LARGE:
    case SOL_MQTT_REASON_QOS_NOT_SUPPORTED:
    case SOL_MQTT_REASON_RETAIN_NOT_SUPPORTED:
      return SOL_CLIENT_ERROR_LIMIT;
    default:
      return SOL_CLIENT_ERROR_REASON;
    }
}

/* The older words for the older causes name the cure; another cause is told in the broker's */
GError *
sol_client_error_from_refusal (guint8                  reason,
                               SolMqttSlice            properties,
                               const SolClientOptions *options)
{
  static const guint8 older[] = {
    [SOL_MQTT_CONNECT_BAD_VERSION] = SOL_MQTT_REASON_UNSUPPORTED_VERSION,
    [SOL_MQTT_CONNECT_IDENTIFIER_REJECTED] = SOL_MQTT_REASON_CLIENT_ID_INVALID,
    [SOL_MQTT_CONNECT_SERVER_UNAVAILABLE] = SOL_MQTT_REASON_SERVER_UNAVAILABLE,
    [SOL_MQTT_CONNECT_BAD_CREDENTIALS] = SOL_MQTT_REASON_BAD_CREDENTIALS,
    [SOL_MQTT_CONNECT_NOT_AUTHORIZED] = SOL_MQTT_REASON_NOT_AUTHORIZED,
  };
  g_autofree char *text = NULL;

  if (reason == SOL_MQTT_REASON_UNSUPPORTED_VERSION)
    return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_VERSION,
                        _("The broker on %s does not speak MQTT 5.0: choose 3.1.1"), options->host);
  for (guint8 code = 1; code < G_N_ELEMENTS (older); code++)
    if (older[code] == reason && properties.length == 0)
      return sol_client_error_from_connack (code, options);
  text = describe (SOL_MQTT_CONNACK, reason, properties);
  return g_error_new (SOL_CLIENT_ERROR, get_code (reason),
                      _("The broker on %s refuses the connection: %s"), options->host, text);
}

GError *
sol_client_error_from_disconnect (guint8                  reason,
                                  SolMqttSlice            properties,
                                  const SolClientOptions *options)
{
  g_autofree char *text = describe (SOL_MQTT_DISCONNECT, reason, properties);

  return g_error_new (SOL_CLIENT_ERROR, get_code (reason),
                      _("The broker on %s ended the connection: %s"), options->host, text);
}

GError *
sol_client_error_from_ack (guint8       packet_type,
                           guint8       reason,
                           SolMqttSlice properties)
{
  g_autofree char *text = describe (packet_type, reason, properties);

  return g_error_new (SOL_CLIENT_ERROR, get_code (reason), _("The broker refuses the message: %s"),
                      text);
}

GError *
sol_client_error_from_suback (const char          *filter,
                              guint8               code,
                              gboolean             is_removal,
                              const SolMqttSuback *suback)
{
  g_autofree char *text = NULL;

  if (code == SOL_MQTT_SUBACK_FAILURE && suback->properties.length == 0)
    return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_SUBSCRIBE,
                        _("The broker refuses the subscription to “%s”: this user may not read it"),
                        filter);
  text = describe (is_removal ? SOL_MQTT_UNSUBACK : SOL_MQTT_SUBACK, code, suback->properties);
  return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_SUBSCRIBE,
                      is_removal ? _("The broker does not end the subscription to “%s”: %s")
                                 : _("The broker refuses the subscription to “%s”: %s"),
                      filter, text);
}
