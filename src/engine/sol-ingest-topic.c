/* sol-ingest-topic.c: one topic: its decoder, its channels, and what is said of it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest-topic-private.h"

#include <string.h>

#include "sol-ingest-hints-private.h"

#define MAX_CHANNELS 64      /* of all topics: no scope shows more, and each may hold 64 MiB */
#define REPORT_US G_USEC_PER_SEC /* between two reports on a topic: a flood of odd payloads stays off the window */
#define N_ODD 8              /* unreadable payloads in a row of a topic that has been drawn; fewer are an accident */

typedef struct
{
  char       *path;       /* owned */
  SolChannel *channel;    /* owned; NULL over the limit */
  char       *unit;       /* owned, nullable: as other topics say */
  guint       generation; /* of the metadata that it was looked up in */
} Trace;

static void
clear_trace (gpointer data)
{
  Trace *trace = data;

  g_clear_object (&trace->channel);
  g_free (trace->path);
  g_free (trace->unit);
}

SolIngestTopic *
sol_ingest_topic_new (const char *name)
{
  SolIngestTopic *self = g_new0 (SolIngestTopic, 1);

  self->is_source = sol_metadata_is_source (name);
  return self;
}

void
sol_ingest_topic_free (gpointer topic)
{
  SolIngestTopic *self = topic;

  g_clear_pointer (&self->decoder, sol_decoder_free);
  g_clear_pointer (&self->traces, g_array_unref);
  g_free (self);
}

void
sol_ingest_topic_start (SolIngestTopic  *self,
                        const char      *name,
                        const SolFamily *family)
{
  self->decoder = sol_decoder_new (name);
  sol_decoder_set_family (self->decoder, family);
  self->traces = g_array_new (FALSE, FALSE, sizeof (Trace));
  g_array_set_clear_func (self->traces, clear_trace);
}

/* Takes back what was said of the topic */
static void
withdraw_report (SolIngestTopic  *self,
                 SolIngestShared *shared,
                 const char      *name)
{
  if (self->is_reported)
    shared->report_func (name, NULL, shared->user_data);
  self->is_reported = FALSE;
  self->reported_us = 0;
  self->n_odd = 0;
}

static void
give_up_trace (SolIngestShared *shared,
               const Trace     *trace)
{
  if (trace->channel == NULL)
    return;
  shared->n_channels--;
  shared->channel_func (trace->channel, FALSE, shared->user_data);
}

/* What was read otherwise does not compare with what comes; fields that are no longer asked for go */
static void
renew_channels (SolIngestTopic  *self,
                SolIngestShared *shared)
{
  for (guint i = self->traces->len; i-- > 0;)
    {
      const Trace *trace = &g_array_index (self->traces, Trace, i);

      if (trace->channel != NULL && sol_decoder_wants (self->decoder, trace->path))
        sol_channel_clear (trace->channel);
      else
        {
          give_up_trace (shared, trace);
          g_array_remove_index (self->traces, i);
        }
    }
  self->next = 0;
  self->description_id = 0;
}

void
sol_ingest_topic_bind (SolIngestTopic           *self,
                       SolIngestShared          *shared,
                       const char               *name,
                       const char               *filter,
                       const SolDecoderSettings *settings)
{
  gboolean is_same = sol_decoder_settings_equal (settings, sol_decoder_get_settings (self->decoder));

  withdraw_report (self, shared, name);
  self->filter = filter;
  sol_decoder_set_settings (self->decoder, settings);
  if (!is_same)
    renew_channels (self, shared);
}

void
sol_ingest_topic_give_up (SolIngestTopic  *self,
                          SolIngestShared *shared,
                          const char      *name)
{
  withdraw_report (self, shared, name);
  for (guint i = 0; i < self->traces->len; i++)
    give_up_trace (shared, &g_array_index (self->traces, Trace, i));
}

typedef struct
{
  SolIngestShared  *shared;
  const SolMessage *message;
  SolIngestTopic   *topic;
} Delivery;

static SolChannel *
make_channel (SolIngestShared      *shared,
              const char           *topic,
              const SolSampleBlock *block)
{
  g_autofree char *name = g_strjoin (*block->path != '\0' ? " " : "", topic, block->path, NULL);
  SolChannel *channel;

  if (shared->n_channels == MAX_CHANNELS)
    return NULL;
  shared->n_channels++;
  channel = sol_channel_new (name, block->unit, 0, 0);
  sol_channel_set_topic (channel, topic);
  return channel;
}

/* Blocks come in the order of the last message, so that the first look is the right one */
static Trace *
find_trace (SolIngestTopic *topic,
            const char     *path)
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
  const SolMetadata *metadata = delivery->shared->metadata;
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

  if (trace->generation != sol_metadata_get_generation (delivery->shared->metadata))
    look_up (delivery, trace);
  if (named.unit == NULL && named.states == NULL)
    named.unit = trace->unit;
  sol_channel_append (trace->channel, &named, delivery->message->arrived_us);
}

static void
add_trace (Delivery             *delivery,
           const SolSampleBlock *block)
{
  SolIngestTopic *topic = delivery->topic;
  Trace trace = { g_strdup (block->path), make_channel (delivery->shared, delivery->message->topic, block), NULL, 0 };

  if (trace.channel != NULL)
    {
      append (delivery, &trace, block);
      delivery->shared->channel_func (trace.channel, TRUE, delivery->shared->user_data);
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
is_worth_a_report (const SolIngestTopic *topic,
                   gint64                now_us)
{
  return !topic->is_reported && (topic->traces->len == 0 || topic->n_odd + 1 >= N_ODD)
         && ABS (now_us - topic->reported_us) >= REPORT_US;
}

static void
report (Delivery     *delivery,
        const GError *error)
{
  SolIngestTopic *topic = delivery->topic;
  const char *name = delivery->message->topic;
  g_autoptr (SolIngestReport) said = NULL;

  topic->is_reported = TRUE;
  topic->proposal = sol_decoder_get_proposal (topic->decoder);
  topic->reported_us = delivery->message->arrived_us;
  said = sol_ingest_report_new (topic->filter, name, error->message, topic->proposal);
  delivery->shared->report_func (name, said, delivery->shared->user_data);
}

static void
note_odd (Delivery     *delivery,
          const GError *error)
{
  SolIngestTopic *topic = delivery->topic;

  topic->n_odd++;
  if (error != NULL)
    report (delivery, error);
  else if (topic->is_reported && topic->proposal != sol_decoder_get_proposal (topic->decoder))
    topic->is_reported = FALSE; /* the next payload says it anew */
}

static void
note_read (Delivery *delivery)
{
  SolIngestTopic *topic = delivery->topic;
  gint64 now_us = delivery->message->arrived_us;

  topic->n_odd = 0;
  if (!topic->is_reported || ABS (now_us - topic->reported_us) < REPORT_US)
    return;
  withdraw_report (topic, delivery->shared, delivery->message->topic);
  topic->reported_us = now_us;
}

static const SolMetadataEntry *
get_meta (Delivery *delivery)
{
  const SolMetadata *metadata = delivery->shared->metadata;
  SolIngestTopic *topic = delivery->topic;

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
  SolIngestTopic *topic = delivery->topic;
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

void
sol_ingest_topic_take (SolIngestTopic   *self,
                       SolIngestShared  *shared,
                       const SolMessage *message)
{
  Delivery delivery = { shared, message, self };
  gboolean is_wanted = is_worth_a_report (self, message->arrived_us);
  g_autoptr (GError) error = NULL;

  give_hints (&delivery);
  if (sol_decoder_decode (self->decoder, sol_message_get_payload (message), message->payload_len, message->arrived_us,
                          block_cb, &delivery, is_wanted ? &error : NULL))
    note_read (&delivery);
  else
    note_odd (&delivery, error);
  describe (&delivery);
}
