/* sol-engine-source.c: the source in use, and the generator that publishes through it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

/* In the broker's or the client's thread; the source's gate keeps the engine alive for it */
static void
message_cb (SolMessage *message,
            gpointer    user_data)
{
  SolEngine *self = user_data;

  sol_ingest_post (message, self->ingest);
  sol_topic_pump_touch (self->pump);
}

/* In the generators' thread, which ends before the source does */
static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  return sol_source_post (user_data, message);
}

void
sol_engine_drop_source (SolEngine *self)
{
  sol_generator_list_set_func (self->generators, NULL, NULL);
  sol_engine_drop_replayer (self);
  sol_source_close (self->source);
  g_clear_pointer (&self->unlisted, sol_loaded_free);
}

static void
use_source (SolEngine *self,
            SolSource *source)
{
  gboolean was_replaying = self->replayer != NULL;

  if (self->source != NULL)
    {
      sol_engine_drop_source (self);
      sol_ingest_clear (self->ingest);
      sol_topic_list_clear (self->topics);
    }
  g_clear_object (&self->source);
  self->source = source;
  sol_generator_list_set_func (self->generators, publish_cb, source);
  sol_engine_notify_source (self);
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
