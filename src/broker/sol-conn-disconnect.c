/* sol-conn-disconnect.c: DISCONNECT from a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-session-private.h"

/* MQTT 5.0 table 3-13: what only a server sends. 0x8c, which stands in table 2-6, has no row there. */
static gboolean
is_reason_of_server (guint8 reason)
{
  switch (reason)
    {
    case SOL_MQTT_REASON_NOT_AUTHORIZED:
    case SOL_MQTT_REASON_SERVER_BUSY:
    case SOL_MQTT_REASON_SERVER_SHUTTING_DOWN:
    case SOL_MQTT_REASON_BAD_AUTHENTICATION_METHOD:
    case SOL_MQTT_REASON_KEEP_ALIVE_TIMEOUT:
    case SOL_MQTT_REASON_SESSION_TAKEN_OVER:
    case SOL_MQTT_REASON_FILTER_INVALID:
      return TRUE;
    default:
      return reason >= SOL_MQTT_REASON_RETAIN_NOT_SUPPORTED;
    }
}

/* A session that was to end with its connection cannot be kept at its end. Source: MQTT 5.0
 * §3.14.2.2.2 */
static gboolean
sol_conn_change_expiry (SolConn      *self,
                        SolMqttSlice  properties)
{
  SolMqttProperty expiry;

  if (!sol_mqtt_properties_find (properties, SOL_MQTT_PROPERTY_SESSION_EXPIRY, &expiry))
    return TRUE;
  if (!sol_session_is_lasting (self->session) && expiry.number > 0)
    return FALSE;
  sol_broker_core_set_session_expiry (self->core, self->session,
                                      sol_conn_limit_expiry (self, expiry.number));
  return TRUE;
}

void
sol_conn_handle_disconnect (SolConn            *self,
                            const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttDisconnect disconnect;

  if (!sol_mqtt_disconnect_parse (frame, self->version, &disconnect, &error))
    {
      sol_conn_fail (self, error);
      return;
    }
  if (is_reason_of_server (disconnect.reason))
    {
      sol_conn_reject (self, SOL_MQTT_REASON_PROTOCOL_ERROR,
                       N_("It said goodbye for a reason that only a server has"));
      return;
    }
  if (!sol_conn_change_expiry (self, disconnect.properties))
    {
      sol_conn_reject (self, SOL_MQTT_REASON_PROTOCOL_ERROR,
                       N_("It asked at its end for a session that lasts, and not when it came"));
      return;
    }
  /* Only the plain goodbye takes the will away: MQTT-3.14.4-3 */
  if (disconnect.reason == SOL_MQTT_REASON_SUCCESS && self->will != NULL)
    {
      sol_journal_drop_will (self->core->journal, self->will);
      g_clear_pointer (&self->will, sol_message_unref);
    }
  sol_conn_close (self, disconnect.reason == SOL_MQTT_REASON_SUCCESS
                            ? N_("It said goodbye")
                            : N_("It said goodbye for a reason that keeps its will"));
}
