/* sol-conn-disconnect.c: DISCONNECT and AUTH from a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-session-private.h"

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
  if (!sol_conn_change_expiry (self, disconnect.properties))
    {
      sol_conn_close_for (self, SOL_MQTT_REASON_PROTOCOL_ERROR,
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

/* Nobody is let in by a method, so that nobody goes on with one. Source: MQTT 5.0 §4.12 */
void
sol_conn_handle_auth (SolConn            *self,
                      const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttDisconnect auth;

  if (!sol_mqtt_disconnect_parse (frame, self->version, &auth, &error))
    sol_conn_fail (self, error);
  else
    sol_conn_close_for (self, SOL_MQTT_REASON_PROTOCOL_ERROR,
                        N_("It sent AUTH, and its CONNECT named no authentication method"));
}
