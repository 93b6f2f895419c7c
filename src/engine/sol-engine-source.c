/* sol-engine-source.c: the source in use, and the generator that publishes through it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"

/* In the broker's or the client's thread; the source's gate keeps the engine alive for it */
static void
message_cb (SolMessage *message,
            gpointer    user_data)
{
  SolEngine *self = user_data;

  sol_ingest_post (message, self->ingest);
  sol_topic_pump_touch (self->pump);
}

void
sol_engine_drop_source (SolEngine *self)
{
  g_clear_pointer (&self->wave, sol_wave_free);
  sol_engine_drop_replayer (self);
  sol_source_close (self->source);
}

static void
use_source (SolEngine *self,
            SolSource *source)
{
  gboolean was_generating = self->wave != NULL, was_replaying = self->replayer != NULL;

  if (self->source != NULL)
    {
      sol_engine_drop_source (self);
      sol_ingest_clear (self->ingest);
      sol_topic_list_clear (self->topics);
    }
  g_clear_object (&self->source);
  self->source = source;
  sol_engine_notify_source (self);
  if (was_generating)
    sol_engine_notify_generator (self);
  if (was_replaying)
    sol_engine_notify_replayer (self);
}

SolSource *
sol_engine_get_source (SolEngine *self)
{
  return self->source;
}

void
sol_engine_use_this_broker (SolEngine *self)
{
  use_source (self, sol_source_new_for_broker (self->broker, message_cb, self));
}

void
sol_engine_use_other_broker (SolEngine              *self,
                             const SolClientOptions *options)
{
  use_source (self, sol_source_new_for_client (options, message_cb, self));
}

void
sol_engine_use_recording_source (SolEngine  *self,
                                 const char *title)
{
  use_source (self, sol_source_new_for_recording (title, message_cb, self));
}

/* In the wave's thread, which ends before the source does */
static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  return sol_source_post (user_data, message);
}

gboolean
sol_engine_start_generator (SolEngine                   *self,
                            const SolGeneratorSettings  *settings,
                            const char                  *topic,
                            guint8                       qos,
                            GError                     **error)
{
  if (!sol_generator_settings_check (settings, error))
    return FALSE;
  if (!sol_mqtt_topic_is_name (topic, strlen (topic)))
    {
      g_set_error (
          error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
          _ ("topic must be 1 to 65535 octets of text without “+” and “#”; it was “%.64s”"), topic);
      return FALSE;
    }
  g_clear_pointer (&self->wave, sol_wave_free);
  self->wave = sol_wave_new (NULL, settings, topic, qos, FALSE, 0, publish_cb, self->source, NULL);
  sol_engine_notify_generator (self);
  return TRUE;
}

void
sol_engine_set_generator (SolEngine                  *self,
                          const SolGeneratorSettings *settings)
{
  if (self->wave != NULL && sol_generator_settings_check (settings, NULL))
    sol_wave_set_settings (self->wave, settings);
}

void
sol_engine_stop_generator (SolEngine *self)
{
  if (self->wave == NULL)
    return;
  g_clear_pointer (&self->wave, sol_wave_free);
  sol_engine_notify_generator (self);
}

gboolean
sol_engine_is_generating (SolEngine *self)
{
  return self->wave != NULL;
}

void
sol_engine_get_generator_counts (SolEngine *self,
                                 guint64   *n_sent,
                                 guint64   *n_lost)
{
  *n_sent = 0;
  *n_lost = 0;
  if (self->wave != NULL)
    sol_wave_get_counts (self->wave, n_sent, n_lost);
}
