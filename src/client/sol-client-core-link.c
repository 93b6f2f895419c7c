/* sol-client-core-link.c: the connection of a client, and its clock
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-client-core-private.h"
#include "sol-client-error-private.h"
#include "sol-mqtt-properties.h"

#define LINGER_US G_USEC_PER_SEC

void
sol_client_core_arm (SolClientCore *self,
                     gint64         ready_us)
{
  g_source_set_ready_time (self->timer, ready_us);
}

/* Brings queued_bytes up to date: once a flush, so that a message costs no atomic operation here */
void
sol_client_core_settle (SolClientCore *self)
{
  gsize n_unsent = self->link != NULL ? sol_client_writer_get_unsent (&self->link->writer) : 0;
  gssize change = (gssize) n_unsent - (gssize) self->n_unsent - (gssize) self->n_let_go;

  if (change != 0)
    g_atomic_pointer_add (&self->queued_bytes, change);
  self->n_unsent = n_unsent;
  self->n_let_go = 0;
}

void
sol_client_core_drop_link (SolClientCore *self,
                           const GError  *error)
{
  if (self->dial != NULL)
    sol_client_dial_cancel (g_steal_pointer (&self->dial));
  if (self->link != NULL)
    sol_client_link_free (g_steal_pointer (&self->link), error);
  sol_client_core_settle (self);
}

static void
link_flushed_cb (gpointer user_data)
{
  sol_client_core_settle (user_data);
}

static void
link_drained_cb (gpointer user_data)
{
  SolClientCore *self = user_data;

  if (self->leave != SOL_CLIENT_LEAVING)
    return;
  sol_client_link_shutdown (self->link);
  self->deadline_us = g_get_monotonic_time () + LINGER_US;
  sol_client_core_arm (self, self->deadline_us);
}

static void
link_closed_cb (const GError *cause,
                gpointer      user_data)
{
  SolClientCore *self = user_data;
  g_autoptr (GError) error = sol_client_error_from_loss (cause, self->options);

  sol_client_core_lose (self, error);
}

static const SolClientLinkFuncs link_funcs = {
  .received = sol_client_core_receive,
  .drained = link_drained_cb,
  .flushed = link_flushed_cb,
  .closed = link_closed_cb,
};

/* What we told the broker to keep to */
static gsize
get_body_limit (const SolClientCore *self)
{
  if (self->version < SOL_MQTT_VERSION_5_0)
    return SOL_MQTT_MAX_PACKET;
  return sol_client_limits_get_body_bytes (
    sol_mqtt_properties_get_number (sol_client_options_get_properties (self->options),
                                    SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE, G_MAXUINT32));
}

static void
dialed_cb (GSocketConnection *connection,
           const GError      *error,
           gpointer           user_data)
{
  SolClientCore *self = user_data;

  self->n_dials--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->dial = NULL;
  if (connection == NULL)
    {
      sol_client_core_lose (self, error);
      return;
    }
  self->link = sol_client_link_new (connection, &link_funcs, self);
  self->link->reader.limit = get_body_limit (self);
  sol_client_options_write_connect (self->options, self->version, !self->has_connected,
                                    self->link->writer.out);
  sol_client_link_touch (self->link);
}

void
sol_client_core_start_dial (SolClientCore *self)
{
  self->deadline_us = g_get_monotonic_time ()
                      + (gint64) MAX (self->options->timeout_s, 1) * G_USEC_PER_SEC;
  sol_client_core_arm (self, self->deadline_us);
  self->n_dials++;
  self->dial = sol_client_dial (self->options, dialed_cb, self);
}

static void
give_up (SolClientCore *self)
{
  const SolClientOptions *options = self->options;
  g_autoptr (GError) error = NULL;

  if (self->link != NULL)
    g_set_error (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TIMEOUT,
                 _("%s port %u takes connections, but does not answer as a broker within %u s: "
                   "check the port"),
                 options->host, options->port, options->timeout_s);
  else
    g_set_error (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TIMEOUT,
                 _("%s port %u does not answer within %u s: check the address and the network"),
                 options->host, options->port, options->timeout_s);
  sol_client_core_lose (self, error);
}

static void
declare_dead (SolClientCore *self)
{
  g_autoptr (GError) error = NULL;

  g_set_error (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TIMEOUT,
               _("The broker on %s port %u no longer answers: check the network"),
               self->options->host, self->options->port);
  sol_client_core_lose (self, error);
}

/* A ping goes out when either side was silent for the keep-alive: towards the broker because it counts, from it because
 * a dead peer shows in no other way. Half of the keep-alive more without an octet, and the peer is taken for dead. */
static void
keep_alive (SolClientCore *self,
            gint64         now_us)
{
  gint64 interval_us = (gint64) self->limits.keep_alive_s * G_USEC_PER_SEC;
  gint64 silent_us = MIN (self->link->last_read_us, self->link->last_write_us);

  if (interval_us == 0)
    return;
  if (self->ping_us == 0 && now_us >= silent_us + interval_us)
    {
      self->ping_us = now_us;
      sol_client_core_put_empty (self, SOL_MQTT_PINGREQ);
    }
  if (self->ping_us == 0)
    sol_client_core_arm (self, silent_us + interval_us);
  else if (now_us >= MAX (self->ping_us, self->link->last_read_us) + interval_us / 2)
    declare_dead (self);
  else
    sol_client_core_arm (self, MAX (self->ping_us, self->link->last_read_us) + interval_us / 2);
}

gboolean
sol_client_core_timer_cb (gpointer user_data)
{
  SolClientCore *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  sol_client_core_arm (self, -1);
  if (self->state == SOL_CLIENT_WAITING)
    sol_client_core_retry (self);
  else if (self->state == SOL_CLIENT_CONNECTING || self->leave != SOL_CLIENT_STAY)
    {
      if (now_us >= self->deadline_us)
        give_up (self);
      else
        sol_client_core_arm (self, self->deadline_us);
    }
  else if (self->state == SOL_CLIENT_CONNECTED)
    keep_alive (self, now_us);
  return G_SOURCE_CONTINUE;
}
