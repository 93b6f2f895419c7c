/* sol-ingest-topics.c: which topics become channels, and their decoders
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest-topics-private.h"

#include <string.h>

#include "sol-ingest-hints-private.h"
#include "sol-metadata.h"
#include "sol-mqtt-topic.h"

#define MAX_CHANNELS 64     /* of all topics: no scope shows more, and each may hold 64 MiB */
#define MAX_DECODERS 1024   /* topics that a filter wants, with or without samples in them */
#define MAX_REMEMBERED 50000 /* topics with an answer; then all are asked again */
#define REPORT_US G_USEC_PER_SEC /* between two reports on a topic: a flood of odd payloads stays off the window */
#define N_ODD 8              /* unreadable payloads in a row of a topic that has been drawn; fewer are an accident */

typedef struct
{
  char               *filter;   /* owned */
  SolDecoderSettings  settings; /* owned */
} Binding;

typedef struct
{
  char       *path;       /* owned */
  SolChannel *channel;    /* owned; NULL over the limit */
  char       *unit;       /* owned, nullable: as other topics say */
  guint       generation; /* of the metadata that it was looked up in */
} Trace;

/* What is known of one topic. One that no filter wants has no decoder: it is here so that filters are not asked
 * again. */
typedef struct
{
  const Binding *binding; /* borrowed, nullable */
  SolDecoder    *decoder; /* owned, nullable */
  GArray        *traces;  /* owned, nullable: Trace, in the order of the payload */
  guint          next;    /* where the next block's trace probably is */
  guint          n_odd;   /* unreadable payloads in a row */
  gboolean       is_source; /* its payloads say something about other topics */
  guint          description_id; /* of what its channels have been told */
  const SolMetadataEntry *meta; /* borrowed, nullable: what others say of it, in @generation of the metadata */
  guint          generation;
  gboolean       is_reported;
  SolFormat      proposal; /* as reported */
  gint64         reported_us; /* Unix time */
} Topic;

struct _SolIngestTopics
{
  GPtrArray            *bindings; /* owned: Binding */
  GHashTable           *topics;   /* owned: name to Topic */
  SolMetadata          *metadata; /* owned */
  SolFamilies          *families; /* owned */
  guint                 n_channels;
  guint                 n_decoders;
  SolIngestChannelFunc  channel_func;
  SolIngestReportFunc   report_func;
  gpointer              user_data;
};

static void
binding_free (Binding *binding)
{
  sol_decoder_settings_clear (&binding->settings);
  g_free (binding->filter);
  g_free (binding);
}

static void
clear_trace (gpointer data)
{
  Trace *trace = data;

  g_clear_object (&trace->channel);
  g_free (trace->path);
  g_free (trace->unit);
}

static void
topic_free (gpointer data)
{
  Topic *topic = data;

  g_clear_pointer (&topic->decoder, sol_decoder_free);
  g_clear_pointer (&topic->traces, g_array_unref);
  g_free (topic);
}

SolIngestTopics *
sol_ingest_topics_new (SolIngestChannelFunc channel_func,
                       SolIngestReportFunc  report_func,
                       gpointer             user_data)
{
  SolIngestTopics *self = g_new0 (SolIngestTopics, 1);

  self->bindings = g_ptr_array_new_with_free_func ((GDestroyNotify) binding_free);
  self->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, topic_free);
  self->metadata = sol_metadata_new ();
  self->families = sol_families_new ();
  self->channel_func = channel_func;
  self->report_func = report_func;
  self->user_data = user_data;
  return self;
}

void
sol_ingest_topics_free (SolIngestTopics *self)
{
  g_hash_table_unref (self->topics);
  g_ptr_array_unref (self->bindings);
  sol_metadata_free (self->metadata);
  sol_families_unref (self->families);
  g_free (self);
}

gboolean
sol_ingest_topics_add_families (SolIngestTopics  *self,
                                const char       *text,
                                gsize             length,
                                GError          **error)
{
  return sol_families_add (self->families, text, length, error);
}

void
sol_ingest_topics_clear (SolIngestTopics *self)
{
  g_hash_table_remove_all (self->topics);
  g_ptr_array_set_size (self->bindings, 0);
  sol_metadata_free (self->metadata);
  self->metadata = sol_metadata_new ();
  self->n_channels = 0;
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

/* Takes back what was said of the topic */
static void
withdraw_report (SolIngestTopics *self,
                 const char      *name,
                 Topic           *topic)
{
  if (topic->is_reported)
    self->report_func (name, NULL, self->user_data);
  topic->is_reported = FALSE;
  topic->reported_us = 0;
  topic->n_odd = 0;
}

static void
set_settings (SolIngestTopics *self,
              const char      *name,
              Topic           *topic)
{
  withdraw_report (self, name, topic);
  sol_decoder_set_settings (topic->decoder, &topic->binding->settings);
}

static void
give_up_channels (SolIngestTopics *self,
                  Topic           *topic)
{
  self->n_decoders--;
  for (guint i = 0; i < topic->traces->len; i++)
    {
      const Trace *trace = &g_array_index (topic->traces, Trace, i);

      if (trace->channel == NULL)
        continue;
      self->n_channels--;
      self->channel_func (trace->channel, FALSE, self->user_data);
    }
}

/* Returns: FALSE when the topic is no longer known */
static gboolean
review_topic (SolIngestTopics *self,
              const char      *name,
              Topic           *topic)
{
  const Binding *before = topic->binding;

  topic->binding = match (self, name);
  if (topic->decoder == NULL)
    return FALSE;
  if (topic->binding == NULL)
    {
      withdraw_report (self, name, topic);
      give_up_channels (self, topic);
      return FALSE;
    }
  if (topic->binding != before)
    set_settings (self, name, topic);
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
      Topic *topic = value;

      if (review_topic (self, name, topic))
        continue;
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
      Topic *topic = value;

      if (topic->binding == binding && topic->decoder != NULL)
        set_settings (self, name, topic);
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

static Topic *
remember_topic (SolIngestTopics *self,
                const char      *name)
{
  Topic *topic = g_new0 (Topic, 1);
  const SolFamily *family;

  if (g_hash_table_size (self->topics) >= MAX_REMEMBERED)
    review_topics (self);
  topic->binding = match (self, name);
  topic->is_source = sol_metadata_is_source (name);
  family = sol_families_match (self->families, name);
  if (topic->binding != NULL && self->n_decoders < MAX_DECODERS && (!topic->is_source || family != NULL))
    {
      self->n_decoders++;
      topic->decoder = sol_decoder_new (name);
      sol_decoder_set_family (topic->decoder, family);
      sol_decoder_set_settings (topic->decoder, &topic->binding->settings);
      topic->traces = g_array_new (FALSE, FALSE, sizeof (Trace));
      g_array_set_clear_func (topic->traces, clear_trace);
    }
  g_hash_table_insert (self->topics, g_strdup (name), topic);
  return topic;
}

typedef struct
{
  SolIngestTopics  *self;
  const SolMessage *message;
  Topic            *topic;
} Delivery;

static SolChannel *
make_channel (SolIngestTopics      *self,
              const char           *topic,
              const SolSampleBlock *block)
{
  g_autofree char *name = g_strjoin (*block->path != '\0' ? " " : "", topic, block->path, NULL);

  if (self->n_channels == MAX_CHANNELS)
    return NULL;
  self->n_channels++;
  return sol_channel_new (name, block->unit, 0, 0);
}

/* Blocks come in the order of the last message, so that the first look is the right one */
static Trace *
find_trace (Topic      *topic,
            const char *path)
{
  guint n = topic->traces->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = (topic->next + i) % n;
      Trace *trace = &g_array_index (topic->traces, Trace, at);

      if (strcmp (trace->path, path) != 0)
        continue;
      topic->next = at + 1;
      return trace;
    }
  return NULL;
}

/* What other topics say of the trace, looked up when they have said something new */
static void
look_up (Delivery *delivery,
         Trace    *trace)
{
  const SolMetadata *metadata = delivery->self->metadata;
  const SolMetadataEntry *entry;

  trace->generation = sol_metadata_get_generation (metadata);
  entry = sol_metadata_find (metadata, delivery->message->topic, trace->path);
  if (entry == NULL)
    return;
  g_free (trace->unit);
  trace->unit = g_strdup (entry->unit);
  sol_channel_set_title (trace->channel, entry->name);
}

/* A unit that the payload or a person states goes before what other topics say */
static void
append (Delivery             *delivery,
        Trace                *trace,
        const SolSampleBlock *block)
{
  SolSampleBlock named = *block;

  if (trace->generation != sol_metadata_get_generation (delivery->self->metadata))
    look_up (delivery, trace);
  if (named.unit == NULL && named.states == NULL)
    named.unit = trace->unit;
  sol_channel_append (trace->channel, &named, delivery->message->arrived_us);
}

static void
add_trace (Delivery             *delivery,
           const SolSampleBlock *block)
{
  Topic *topic = delivery->topic;
  Trace trace = { g_strdup (block->path), make_channel (delivery->self, delivery->message->topic, block), NULL, 0 };

  if (trace.channel != NULL)
    {
      append (delivery, &trace, block);
      delivery->self->channel_func (trace.channel, TRUE, delivery->self->user_data);
    }
  g_array_append_val (topic->traces, trace);
  topic->next = topic->traces->len;
  topic->description_id = 0;
}

/* Paths that a source makes up anew in every message end here too */
static void
block_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  Delivery *delivery = user_data;
  Trace *trace = find_trace (delivery->topic, block->path);

  if (trace != NULL && trace->channel != NULL)
    append (delivery, trace, block);
  else if (trace == NULL && delivery->topic->traces->len < MAX_CHANNELS)
    add_trace (delivery, block);
}

/* Nothing is formatted for a topic of which all is said */
static gboolean
is_worth_a_report (const Topic *topic,
                   gint64       now_us)
{
  return !topic->is_reported && (topic->traces->len == 0 || topic->n_odd + 1 >= N_ODD)
         && ABS (now_us - topic->reported_us) >= REPORT_US;
}

static void
report (Delivery     *delivery,
        const GError *error)
{
  Topic *topic = delivery->topic;
  const char *name = delivery->message->topic;
  g_autoptr (SolIngestReport) said = NULL;

  topic->is_reported = TRUE;
  topic->proposal = sol_decoder_get_proposal (topic->decoder);
  topic->reported_us = delivery->message->arrived_us;
  said = sol_ingest_report_new (topic->binding->filter, name, error->message, topic->proposal);
  delivery->self->report_func (name, said, delivery->self->user_data);
}

static void
note_odd (Delivery     *delivery,
          const GError *error)
{
  Topic *topic = delivery->topic;

  topic->n_odd++;
  if (error != NULL)
    report (delivery, error);
  else if (topic->is_reported && topic->proposal != sol_decoder_get_proposal (topic->decoder))
    topic->is_reported = FALSE; /* the next payload says it anew */
}

static void
note_read (Delivery *delivery)
{
  Topic *topic = delivery->topic;
  gint64 now_us = delivery->message->arrived_us;

  topic->n_odd = 0;
  if (!topic->is_reported || ABS (now_us - topic->reported_us) < REPORT_US)
    return;
  withdraw_report (delivery->self, delivery->message->topic, topic);
  topic->reported_us = now_us;
}

static const SolMetadataEntry *
get_meta (Delivery *delivery)
{
  const SolMetadata *metadata = delivery->self->metadata;
  Topic *topic = delivery->topic;

  if (topic->generation == sol_metadata_get_generation (metadata))
    return topic->meta;
  topic->generation = sol_metadata_get_generation (metadata);
  topic->meta = sol_metadata_find (metadata, delivery->message->topic, "");
  return topic->meta;
}

/* What the message's properties say of its payload, else what a `TOPIC/$meta` beside it says */
static void
give_hints (Delivery *delivery)
{
  const SolMetadataEntry *meta = get_meta (delivery);
  SolHints hints;

  if (sol_ingest_read_hints (delivery->message, &hints))
    sol_decoder_set_hints (delivery->topic->decoder, &hints);
  else if (meta != NULL)
    sol_decoder_set_hints (delivery->topic->decoder, &meta->hints);
}

/* Tells the channels what they are read as, when that is another thing than before */
static void
describe (Delivery *delivery)
{
  Topic *topic = delivery->topic;
  guint id = sol_decoder_get_description_id (topic->decoder);
  g_autofree char *text = NULL;

  if (id == topic->description_id || topic->traces->len == 0)
    return;
  topic->description_id = id;
  text = sol_decoder_describe (topic->decoder);
  for (guint i = 0; i < topic->traces->len; i++)
    {
      const Trace *trace = &g_array_index (topic->traces, Trace, i);

      if (trace->channel != NULL)
        sol_channel_set_description (trace->channel, text);
    }
}

static void
decode (Delivery *delivery)
{
  const SolMessage *message = delivery->message;
  Topic *topic = delivery->topic;
  gboolean is_wanted = is_worth_a_report (topic, message->arrived_us);
  g_autoptr (GError) error = NULL;

  give_hints (delivery);
  if (sol_decoder_decode (topic->decoder, sol_message_get_payload (message), message->payload_len, message->arrived_us,
                          block_cb, delivery, is_wanted ? &error : NULL))
    note_read (delivery);
  else
    note_odd (delivery, error);
  describe (delivery);
}

void
sol_ingest_topics_learn (SolIngestTopics  *self,
                         const SolMessage *message)
{
  if (sol_metadata_is_source (message->topic))
    sol_metadata_take (self->metadata, message->topic, sol_message_get_payload (message), message->payload_len);
}

void
sol_ingest_topics_take (SolIngestTopics  *self,
                        const SolMessage *message)
{
  Delivery delivery = { .self = self, .message = message };

  if (self->bindings->len == 0)
    return;
  delivery.topic = g_hash_table_lookup (self->topics, message->topic);
  if (delivery.topic == NULL)
    delivery.topic = remember_topic (self, message->topic);
  if (delivery.topic->is_source)
    sol_ingest_topics_learn (self, message);
  if (delivery.topic->decoder != NULL)
    decode (&delivery);
}
