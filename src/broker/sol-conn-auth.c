/* sol-conn-auth.c: AUTH, and a CONNECT that names an authentication method
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-auth-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-conn-private.h"

SolConnAuth *
sol_conn_auth_new (const SolAuthMethod *method)
{
  SolConnAuth *self = g_new0 (SolConnAuth, 1);

  self->method = method;
  self->reply = g_byte_array_new ();
  return self;
}

void
sol_conn_auth_free (SolConnAuth *self)
{
  g_clear_pointer (&self->state, self->method->end);
  g_clear_pointer (&self->connect, g_bytes_unref);
  g_byte_array_unref (self->reply);
  g_free (self->user_name);
  g_free (self);
}

/* FALSE when it is somebody else than before */
static gboolean
sol_conn_auth_take_user (SolConnAuth *self,
                         const char  *user_name)
{
  if (self->user_name == NULL)
    self->user_name = g_strdup (user_name);
  return g_str_equal (self->user_name, user_name);
}

SolAuthStep
sol_conn_auth_step (SolConnAuth  *self,
                    SolMqttSlice  data)
{
  g_autofree char *user_name = NULL;
  SolAuthStep step;

  if (self->state == NULL)
    self->state = self->method->begin ();
  g_byte_array_set_size (self->reply, 0);
  step = self->method->go_on (self->state, data, self->reply, &user_name);
  if (step == SOL_AUTH_STEP_CONTINUE)
    return step;
  g_clear_pointer (&self->state, self->method->end);
  if (step == SOL_AUTH_STEP_DONE && !sol_conn_auth_take_user (self, user_name))
    return SOL_AUTH_STEP_REFUSED;
  return step;
}

void
sol_conn_auth_add_properties (const SolConnAuth *self,
                              GByteArray        *block)
{
  sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD, self->method->name);
  if (self->reply->len > 0)
    sol_mqtt_properties_add_data (block, SOL_MQTT_PROPERTY_AUTHENTICATION_DATA, self->reply->data,
                                  self->reply->len);
}

static gboolean
is_named (const SolAuthMethod *method,
          SolMqttSlice         name)
{
  return name.length == strlen (method->name) && memcmp (name.data, method->name, name.length) == 0;
}

const SolAuthMethod *
sol_broker_core_find_method (SolBrokerCore *self,
                             SolMqttSlice   name)
{
  const SolAuthMethod *const *at = self->methods;

  for (; at != NULL && *at != NULL; at++)
    if (is_named (*at, name))
      return *at;
  return NULL;
}

static void
sol_conn_judge_step (SolConn              *self,
                     const SolMqttConnect *connect,
                     SolAuthStep           step)
{
  sol_conn_judge (self, connect,
                  step == SOL_AUTH_STEP_DONE ? SOL_AUTH_ACCEPTED : SOL_AUTH_REFUSED_PASSWORD);
}

void
sol_conn_begin_auth (SolConn              *self,
                     const SolAuthMethod  *method,
                     const SolMqttFrame   *frame,
                     const SolMqttConnect *connect)
{
  SolMqttSlice data = sol_mqtt_properties_get_data (connect->properties,
                                                    SOL_MQTT_PROPERTY_AUTHENTICATION_DATA);
  SolAuthStep step;

  self->v5->auth = sol_conn_auth_new (method);
  step = sol_conn_auth_step (self->v5->auth, data);
  if (step != SOL_AUTH_STEP_CONTINUE)
    {
      sol_conn_judge_step (self, connect, step);
      return;
    }
  self->v5->auth->connect = g_bytes_new (frame->body, frame->length);
  self->state = SOL_CONN_AUTHENTICATING;
  sol_conn_put_auth (self, SOL_MQTT_REASON_CONTINUE_AUTHENTICATION);
}

/* The CONNECT that was kept, whole and checked before */
static void
sol_conn_answer_connect (SolConn     *self,
                         SolAuthStep  step)
{
  g_autoptr (GBytes) kept = g_steal_pointer (&self->v5->auth->connect);
  SolMqttFrame frame = { .type = SOL_MQTT_CONNECT };
  SolMqttConnect connect;

  frame.body = g_bytes_get_data (kept, &frame.length);
  self->state = SOL_CONN_NEW;
  if (!sol_mqtt_connect_parse (&frame, &connect, NULL))
    g_assert_not_reached ();
  sol_conn_judge_step (self, &connect, step);
}

static void
sol_conn_take_step (SolConn     *self,
                    SolAuthStep  step)
{
  if (step == SOL_AUTH_STEP_CONTINUE)
    sol_conn_put_auth (self, SOL_MQTT_REASON_CONTINUE_AUTHENTICATION);
  else if (self->state == SOL_CONN_AUTHENTICATING)
    sol_conn_answer_connect (self, step);
  else if (step == SOL_AUTH_STEP_DONE)
    sol_conn_put_auth (self, SOL_MQTT_REASON_SUCCESS);
  else
    {
      sol_conn_count_failure (self, SOL_AUTH_REFUSED_PASSWORD);
      sol_conn_reject (self, SOL_MQTT_REASON_NOT_AUTHORIZED,
                       N_("It could not prove again who it is"));
    }
}

/* Returns: (nullable): what is wrong with it */
static const char *
sol_conn_check_auth (SolConn                 *self,
                     const SolMqttDisconnect *packet)
{
  SolConnAuth *auth = self->v5->auth;
  guint8 reason = auth != NULL && auth->state != NULL ? SOL_MQTT_REASON_CONTINUE_AUTHENTICATION
                                                      : SOL_MQTT_REASON_REAUTHENTICATE;

  if (auth == NULL)
    return N_("It sent AUTH, and its CONNECT named no authentication method");
  if (!is_named (auth->method, sol_mqtt_properties_get_data (packet->properties,
                                                             SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD)))
    return N_("It sent AUTH with another authentication method than its CONNECT");
  return packet->reason == reason
             ? NULL
             : N_("It went on with an authentication that it had not begun, or began another within one");
}

void
sol_conn_handle_auth (SolConn            *self,
                      const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttDisconnect packet;
  const char *problem;

  if (!sol_mqtt_disconnect_parse (frame, self->version, &packet, &error))
    {
      sol_conn_fail (self, error);
      return;
    }
  problem = sol_conn_check_auth (self, &packet);
  if (problem != NULL)
    sol_conn_reject (self, SOL_MQTT_REASON_PROTOCOL_ERROR, problem);
  else
    sol_conn_take_step (
        self, sol_conn_auth_step (self->v5->auth,
                                  sol_mqtt_properties_get_data (
                                      packet.properties, SOL_MQTT_PROPERTY_AUTHENTICATION_DATA)));
}

void
sol_conn_handle_early (SolConn            *self,
                       const SolMqttFrame *frame)
{
  if (frame->type == SOL_MQTT_AUTH)
    sol_conn_handle_auth (self, frame);
  else if (frame->type == SOL_MQTT_DISCONNECT)
    sol_conn_close (self, N_("It said goodbye before it had proved who it is"));
  else
    sol_conn_reject (self, SOL_MQTT_REASON_PROTOCOL_ERROR,
                     N_("It sent something else than AUTH before it had proved who it is"));
}
