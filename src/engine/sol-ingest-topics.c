/* sol-ingest-topics.c: which topics become channels, and their decoders
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest-topics-private.h"

#include <string.h>

#include "sol-ingest-topic-private.h"
#include "sol-mqtt-topic.h"

#define MAX_DECODERS 1024   /* topics that a filter wants, with or without samples in them */
#define MAX_REMEMBERED 50000 /* topics with an answer; then all are asked again */

typedef struct
{
  char               *filter;   /* owned */
  SolDecoderSettings  settings; /* owned */
} Binding;

struct _SolIngestTopics
{
  GPtrArray            *bindings; /* owned: Binding */
  GHashTable           *topics;   /* owned: name to SolIngestTopic */
  SolIngestShared       shared;
  guint                 n_decoders;
};

static void
binding_free (Binding *binding)
{
  sol_decoder_settings_clear (&binding->settings);
  g_free (binding->filter);
  g_free (binding);
}

SolIngestTopics *
sol_ingest_topics_new (SolIngestChannelFunc channel_func,
                       SolIngestReportFunc  report_func,
                       gpointer             user_data)
{
  SolIngestTopics *self = g_new0 (SolIngestTopics, 1);

  self->bindings = g_ptr_array_new_with_free_func ((GDestroyNotify) binding_free);
  self->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sol_ingest_topic_free);
  self->shared.metadata = sol_metadata_new ();
  self->shared.families = sol_families_new ();
  self->shared.channel_func = channel_func;
  self->shared.report_func = report_func;
  self->shared.user_data = user_data;
  return self;
}

void
sol_ingest_topics_free (SolIngestTopics *self)
{
  g_hash_table_unref (self->topics);
  g_ptr_array_unref (self->bindings);
  sol_metadata_free (self->shared.metadata);
  sol_families_unref (self->shared.families);
  g_free (self);
}

gboolean
sol_ingest_topics_add_families (SolIngestTopics  *self,
                                const char       *text,
                                gsize             length,
                                GError          **error)
{
  return sol_families_add (self->shared.families, text, length, error);
}

void
sol_ingest_topics_clear (SolIngestTopics *self)
{
  g_hash_table_remove_all (self->topics);
  g_ptr_array_set_size (self->bindings, 0);
  sol_metadata_free (self->shared.metadata);
  self->shared.metadata = sol_metadata_new ();
  self->shared.n_channels = 0;
  self->n_decoders = 0;
}

static Binding *
find_binding (SolIngestTopics *self,
              const char      *filter)
{
  for (guint i = 0; i < self->bindings->len; i++)
    {
      Binding *binding = self->bindings->pdata[i];

      if (strcmp (binding->filter, filter) == 0)
        return binding;
    }
  return NULL;
}

/* The topic's own name, else the first filter that wants it */
static const Binding *
match (SolIngestTopics *self,
       const char      *topic)
{
  const Binding *own = find_binding (self, topic);
  gsize length = strlen (topic);

  if (own != NULL)
    return own;
  for (guint i = 0; i < self->bindings->len; i++)
    {
      const Binding *binding = self->bindings->pdata[i];

      if (sol_mqtt_topic_matches (binding->filter, strlen (binding->filter), topic, length))
        return binding;
    }
  return NULL;
}

/* Returns: FALSE when the topic is no longer known */
static gboolean
review_topic (SolIngestTopics *self,
              const char      *name,
              SolIngestTopic  *topic)
{
  const Binding *binding = match (self, name);

  if (topic->decoder == NULL)
    return FALSE;
  if (binding == NULL)
    {
      self->n_decoders--;
      sol_ingest_topic_give_up (topic, &self->shared, name);
      return FALSE;
    }
  if (topic->filter != binding->filter)
    sol_ingest_topic_bind (topic, &self->shared, name, binding->filter, &binding->settings);
  return TRUE;
}

/* The filters have changed: topics that lost theirs lose their channels, those without one will be asked again */
static void
review_topics (SolIngestTopics *self)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->topics);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (!review_topic (self, name, value))
        g_hash_table_iter_remove (&iter);
    }
}

static void
apply_settings (SolIngestTopics *self,
                const Binding   *binding)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->topics);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      SolIngestTopic *topic = value;

      if (topic->filter == binding->filter && topic->decoder != NULL)
        sol_ingest_topic_bind (topic, &self->shared, name, binding->filter, &binding->settings);
    }
}

void
sol_ingest_topics_bind (SolIngestTopics          *self,
                        const char               *filter,
                        const SolDecoderSettings *settings)
{
  Binding *binding = find_binding (self, filter);

  if (binding != NULL)
    {
      sol_decoder_settings_clear (&binding->settings);
      sol_decoder_settings_copy (settings, &binding->settings);
      return apply_settings (self, binding);
    }
  binding = g_new0 (Binding, 1);
  binding->filter = g_strdup (filter);
  sol_decoder_settings_copy (settings, &binding->settings);
  g_ptr_array_add (self->bindings, binding);
  review_topics (self);
}

void
sol_ingest_topics_unbind (SolIngestTopics *self,
                          const char      *filter)
{
  Binding *binding = find_binding (self, filter);

  if (binding == NULL)
    return;
  g_ptr_array_remove (self->bindings, binding);
  review_topics (self);
}

static SolIngestTopic *
remember_topic (SolIngestTopics *self,
                const char      *name)
{
  SolIngestTopic *topic = sol_ingest_topic_new (name);
  const SolFamily *family = sol_families_match (self->shared.families, name);
  const Binding *binding;

  if (g_hash_table_size (self->topics) >= MAX_REMEMBERED)
    review_topics (self);
  binding = match (self, name);
  if (binding != NULL && self->n_decoders < MAX_DECODERS && (!topic->is_source || family != NULL))
    {
      self->n_decoders++;
      sol_ingest_topic_start (topic, name, family);
      sol_ingest_topic_bind (topic, &self->shared, name, binding->filter, &binding->settings);
    }
  g_hash_table_insert (self->topics, g_strdup (name), topic);
  return topic;
}

void
sol_ingest_topics_learn (SolIngestTopics  *self,
                         const SolMessage *message)
{
  if (sol_metadata_is_source (message->topic))
    sol_metadata_take (self->shared.metadata, message->topic, sol_message_get_payload (message), message->payload_len);
}

void
sol_ingest_topics_take (SolIngestTopics  *self,
                        const SolMessage *message)
{
  SolIngestTopic *topic;

  if (self->bindings->len == 0)
    return;
  topic = g_hash_table_lookup (self->topics, message->topic);
  if (topic == NULL)
    topic = remember_topic (self, message->topic);
  if (topic->is_source)
    sol_ingest_topics_learn (self, message);
  if (topic->decoder != NULL)
    sol_ingest_topic_take (topic, &self->shared, message);
}
