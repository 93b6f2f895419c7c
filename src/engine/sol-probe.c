/* sol-probe.c: who already answers on a port
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-probe.h"

#include <string.h>

#include "sol-buffer.h"
#include "sol-mqtt-connect.h"
#include "sol-mqtt-publish.h"
#include "sol-mqtt-subscribe.h"

#define DEADLINE_MS 1500
/* A retained message comes right behind the SUBACK, or there is none */
#define NAME_DEADLINE_MS 300
#define MAX_ANSWER 4096
#define MAX_NAME 200
#define VERSION_TOPIC "$SYS/broker/version"

/* One question under way; counted: each asynchronous step holds a reference, and so does the
 * deadline */
typedef struct
{
  GTask             *task;        /* NULL once answered */
  GCancellable      *cancellable; /* of the steps */
  GSocketConnection *connection;
  GSource           *deadline;
  gulong             cancelled_id;
  GByteArray        *connect_out, *subscribe_out; /* each is being written while the steps last */
  SolBuffer          in;
  gint64             asked_us;
  guint              latency_us;
  gboolean           is_open;     /* somebody accepted the connection */
  gboolean           is_broker;   /* CONNACK 0 was seen */
  guint8             octets[1024];
} Probe;

static void probe_answer (Probe          *self,
                          SolProbeAnswer  answer,
                          char           *name);
static void probe_read   (Probe          *self);

void
sol_probe_result_free (SolProbeResult *result)
{
  if (result == NULL)
    return;
  g_free (result->name);
  g_free (result);
}

static void
probe_clear (gpointer data)
{
  Probe *self = data;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_byte_array_unref (self->connect_out);
  g_byte_array_unref (self->subscribe_out);
  sol_buffer_clear (&self->in);
}

static void
probe_unref (gpointer data)
{
  g_rc_box_release_full (data, probe_clear);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Probe *self = user_data;

  if (self->is_broker)
    probe_answer (self, SOL_PROBE_BROKER, NULL);
  else
    probe_answer (self, self->is_open ? SOL_PROBE_OTHER : SOL_PROBE_NOBODY, NULL);
  return G_SOURCE_REMOVE;
}

static void
set_deadline (Probe *self,
              guint  after_ms)
{
  if (self->deadline != NULL)
    g_source_destroy (self->deadline);
  g_clear_pointer (&self->deadline, g_source_unref);
  if (after_ms == 0)
    return;
  self->deadline = g_timeout_source_new (after_ms);
  g_source_set_callback (self->deadline, deadline_cb, g_rc_box_acquire (self), probe_unref);
  g_source_attach (self->deadline, g_main_context_get_thread_default ());
}

static void
shorten_deadline (Probe *self)
{
  gint64 left_ms = DEADLINE_MS - (g_get_monotonic_time () - self->asked_us) / 1000;

  set_deadline (self, (guint) CLAMP (left_ms, 1, NAME_DEADLINE_MS));
}

/* A broker that let us in would log an error of ours if we just left; two octets always find
 * room */
static void
say_goodbye (Probe *self)
{
  const guint8 disconnect[] = { SOL_MQTT_DISCONNECT << 4, 0 };
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));

  g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (stream), disconnect,
                                              sizeof disconnect, NULL, NULL);
}

/* Ends everything that is under way. Returns: (transfer full) (nullable): the task, the first
 * time */
static GTask *
probe_end (Probe *self)
{
  GTask *task = g_steal_pointer (&self->task);

  if (task == NULL)
    return NULL;
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  if (self->is_broker)
    say_goodbye (self);
  g_cancellable_cancel (self->cancellable);
  set_deadline (self, 0);
  return task;
}

static void
probe_answer (Probe          *self,
              SolProbeAnswer  answer,
              char           *name)
{
  g_autoptr (GTask) task = probe_end (self);
  SolProbeResult *result;

  if (task == NULL)
    return;
  result = g_new0 (SolProbeResult, 1);
  result->answer = answer;
  result->name = name;
  result->latency_us = self->latency_us;
  g_task_return_pointer (task, result, (GDestroyNotify) sol_probe_result_free);
}

static void
probe_fail (Probe  *self,
            GError *error)
{
  g_autoptr (GTask) task = probe_end (self);

  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  /* A peer that does not read does not answer either: the reading side finds out */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  probe_unref (user_data);
}

static void
probe_write (Probe      *self,
             GByteArray *octets)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));

  g_output_stream_write_all_async (stream, octets->data, octets->len, G_PRIORITY_DEFAULT,
                                   self->cancellable, written_cb, g_rc_box_acquire (self));
}

static void
ask_name (Probe *self)
{
  const char *filters[] = { VERSION_TOPIC };
  const guint8 qos[] = { 0 };

  sol_mqtt_subscribe_write (self->subscribe_out, 1, NULL, filters, qos, 1);
  probe_write (self, self->subscribe_out);
}

static void
handle_connack (Probe              *self,
                const SolMqttFrame *frame)
{
  SolMqttConnack connack;

  if (!sol_mqtt_connack_parse (frame, SOL_MQTT_VERSION_3_1_1, &connack, NULL))
    {
      probe_answer (self, SOL_PROBE_OTHER, NULL);
      return;
    }
  self->latency_us = (guint) MIN (g_get_monotonic_time () - self->asked_us, G_MAXUINT);
  if (connack.code == SOL_MQTT_CONNECT_BAD_CREDENTIALS
      || connack.code == SOL_MQTT_CONNECT_NOT_AUTHORIZED)
    probe_answer (self, SOL_PROBE_LOCKED, NULL);
  else if (connack.code != SOL_MQTT_CONNECT_ACCEPTED)
    probe_answer (self, SOL_PROBE_BROKER, NULL);
  else
    {
      self->is_broker = TRUE;
      ask_name (self);
    }
}

static void
handle_publish (Probe              *self,
                const SolMqttFrame *frame)
{
  SolMqttPublish publish = { 0 };
  gsize length;

  if (!sol_mqtt_publish_parse (frame, &publish, NULL) || publish.topic_len != strlen (VERSION_TOPIC)
      || memcmp (publish.topic, VERSION_TOPIC, publish.topic_len) != 0)
    return;
  length = MIN (publish.payload_len, MAX_NAME);
  probe_answer (self, SOL_PROBE_BROKER,
                g_utf8_make_valid ((const char *)publish.payload, (gssize)length));
}

static void
handle_frame (Probe              *self,
              const SolMqttFrame *frame)
{
  if (!self->is_broker)
    handle_connack (self, frame);
  else if (frame->type == SOL_MQTT_SUBACK)
    shorten_deadline (self);
  else if (frame->type == SOL_MQTT_PUBLISH)
    handle_publish (self, frame);
}

/* Of another protocol the first octet tells: what would be a length behind it may never come */
static gboolean
begins_otherwise (Probe *self)
{
  return !self->is_broker && sol_buffer_get_length (&self->in) > 0
         && sol_buffer_get_data (&self->in)[0] != SOL_MQTT_CONNACK << 4;
}

static void
handle_octets (Probe *self)
{
  SolMqttFrame frame;
  gssize used;

  while (self->task != NULL)
    {
      if (begins_otherwise (self))
        {
          probe_answer (self, SOL_PROBE_OTHER, NULL);
          return;
        }
      used = sol_mqtt_frame_next (sol_buffer_get_data (&self->in),
                                  sol_buffer_get_length (&self->in), MAX_ANSWER, &frame, NULL);
      if (used < 0)
        probe_answer (self, self->is_broker ? SOL_PROBE_BROKER : SOL_PROBE_OTHER, NULL);
      if (used <= 0)
        return;
      handle_frame (self, &frame);
      sol_buffer_consume (&self->in, (gsize) used);
    }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Probe *self = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (length <= 0)
    probe_answer (self, self->is_broker ? SOL_PROBE_BROKER : SOL_PROBE_OTHER, NULL);
  else
    {
      sol_buffer_append (&self->in, self->octets, (gsize) length);
      handle_octets (self);
      probe_read (self);
    }
  probe_unref (self);
}

static void
probe_read (Probe *self)
{
  GInputStream *stream;

  if (self->task == NULL)
    return;
  stream = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  g_input_stream_read_async (stream, self->octets, sizeof self->octets, G_PRIORITY_DEFAULT,
                             self->cancellable, read_cb, g_rc_box_acquire (self));
}

static void
ask_connect (Probe *self)
{
  g_autofree char *client_id = g_strdup_printf ("soliton-probe-%08x", g_random_int ());
  const SolMqttConnect connect = {
    .version = SOL_MQTT_VERSION_3_1_1,
    .clean_session = TRUE,
    .keep_alive_s = 10,
    .client_id = { (const guint8 *) client_id, strlen (client_id) },
  };

  sol_mqtt_connect_write (&connect, self->connect_out);
  probe_write (self, self->connect_out);
  probe_read (self);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Probe *self = user_data;
  GError *error = NULL;

  self->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (self->connection != NULL && self->task != NULL)
    {
      self->is_open = TRUE;
      ask_connect (self);
    }
  else if (error != NULL && error->domain == G_RESOLVER_ERROR)
    probe_fail (self, g_steal_pointer (&error));
  else
    probe_answer (self, SOL_PROBE_NOBODY, NULL);
  g_clear_error (&error);
  probe_unref (self);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

void
sol_probe_async (const char          *host,
                 guint16              port,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GSocketConnectable) address = g_network_address_new (host, port);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  Probe *self = g_rc_box_new0 (Probe);

  self->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, sol_probe_async);
  self->cancellable = g_cancellable_new ();
  self->connect_out = g_byte_array_new ();
  self->subscribe_out = g_byte_array_new ();
  self->asked_us = g_get_monotonic_time ();
  set_deadline (self, DEADLINE_MS);
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                g_object_ref (self->cancellable), g_object_unref);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, address, self->cancellable, connected_cb, self);
}

SolProbeResult *
sol_probe_finish (GAsyncResult  *result,
                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
