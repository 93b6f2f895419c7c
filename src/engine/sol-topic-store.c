/* sol-topic-store.c: the newest messages of every topic, behind one lock
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-store-private.h"

#include <string.h>

#include "sol-mqtt-topic.h"

/* Two limits hold at once: each topic keeps at most MAX_MESSAGES and MAX_NODE_BYTES, and all of them together the
 * store's octets. Over the latter, the topics longest without a message give up all but their newest one; only when
 * every topic is down to one, the longest silent give up that too. */

#define MAX_MESSAGES 100u
#define MAX_NODE_BYTES (256u << 10)
#define NODE_OVERHEAD 256u        /* what a topic costs besides its messages: node, hash entry, item */
#define TOPIC_SHARE 4             /* topics' names may take a quarter of the octets */

struct _SolTopicStore
{
  gatomicrefcount ref_count;
  guint           limit_topics;
  gsize           limit_bytes;

  GMutex      lock;
  GHashTable *nodes;       /* owned: topic to SolTopicNode */
  GQueue      many;        /* nodes with several messages, the longest silent first */
  GQueue      single;      /* nodes with one */
  GQueue      fresh;       /* (transfer full): nodes nobody has seen */
  GQueue      dirty;       /* (transfer full): nodes with news */
  gsize       n_bytes;     /* messages */
  gsize       n_topic_bytes;
  guint64     n_hidden;
};

SolTopicNode *
sol_topic_node_ref (SolTopicNode *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
sol_topic_node_drop_oldest (SolTopicNode *self)
{
  guint oldest = (self->newest + self->n_allocated + 1 - self->n_messages) % self->n_allocated;

  self->n_bytes -= sol_message_get_size (self->messages[oldest]);
  g_clear_pointer (&self->messages[oldest], sol_message_unref);
  self->n_messages--;
}

void
sol_topic_node_unref (SolTopicNode *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  while (self->n_messages > 0)
    sol_topic_node_drop_oldest (self);
  g_free (self->messages);
  g_ref_string_release (self->topic);
  g_free (self);
}

static SolTopicNode *
sol_topic_node_new (const SolMessage *message)
{
  SolTopicNode *self = g_new0 (SolTopicNode, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->topic = g_ref_string_new_len (message->topic, message->topic_len);
  self->link.data = self;
  return self;
}

SolTopicStore *
sol_topic_store_new (guint limit_topics,
                     gsize limit_bytes)
{
  SolTopicStore *self = g_new0 (SolTopicStore, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->limit_topics = limit_topics;
  self->limit_bytes = limit_bytes;
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) sol_topic_node_unref);
  return self;
}

SolTopicStore *
sol_topic_store_ref (SolTopicStore *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_topic_store_unref (SolTopicStore *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sol_topic_store_clear (self);
  g_hash_table_unref (self->nodes);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static GQueue *
get_queue (SolTopicStore      *self,
           const SolTopicNode *node)
{
  return node->n_messages > 1 ? &self->many : &self->single;
}

static void
drop_oldest (SolTopicStore *self,
             SolTopicNode  *node)
{
  self->n_bytes -= node->n_bytes;
  sol_topic_node_drop_oldest (node);
  self->n_bytes += node->n_bytes;
}

/* Makes room in the ring for one more; it grows to MAX_MESSAGES by doubling, so that a topic heard once costs little */
static void
grow_ring (SolTopicNode *node)
{
  guint n = node->n_allocated == 0 ? 1 : MIN (node->n_allocated * 2, MAX_MESSAGES);
  SolMessage **messages = g_new0 (SolMessage *, n);

  for (guint i = 0; i < node->n_messages; i++)
    messages[node->n_messages - 1 - i] =
      node->messages[(node->newest + node->n_allocated - i) % node->n_allocated];
  g_free (node->messages);
  node->messages = messages;
  node->n_allocated = n;
  node->newest = node->n_messages > 0 ? node->n_messages - 1 : n - 1;
}

static void
keep_message (SolTopicStore *self,
              SolTopicNode  *node,
              SolMessage    *message)
{
  gsize size = sol_message_get_size (message);

  while (node->n_messages == MAX_MESSAGES
         || (node->n_messages > 0 && node->n_bytes + size > MAX_NODE_BYTES))
    drop_oldest (self, node);
  if (node->n_messages == node->n_allocated)
    grow_ring (node);
  node->newest = (node->newest + 1) % node->n_allocated;
  node->messages[node->newest] = sol_message_ref (message);
  node->n_messages++;
  node->n_bytes += size;
  self->n_bytes += size;
}

/* The longest silent node is down to one message, or to none */
static void
give_up (SolTopicStore *self,
         GQueue        *queue,
         guint          n_kept)
{
  GList *link = g_queue_pop_head_link (queue);
  SolTopicNode *node = link->data;

  while (node->n_messages > n_kept)
    drop_oldest (self, node);
  if (n_kept > 0)
    g_queue_push_tail_link (&self->single, link);
}

/* @node has just been used and stands last: it is the one that keeps its newest message whatever happens */
static void
trim (SolTopicStore *self)
{
  while (self->n_bytes > self->limit_bytes && self->many.length > 0)
    give_up (self, &self->many, 1);
  while (self->n_bytes > self->limit_bytes && self->single.length > 1)
    give_up (self, &self->single, 0);
}

static SolTopicNode *
add_node (SolTopicStore    *self,
          const SolMessage *message)
{
  gsize n_bytes = message->topic_len + NODE_OVERHEAD;
  SolTopicNode *node;

  if (g_hash_table_size (self->nodes) >= self->limit_topics
      || self->n_topic_bytes + n_bytes > self->limit_bytes / TOPIC_SHARE)
    {
      self->n_hidden++;
      return NULL;
    }
  node = sol_topic_node_new (message);
  self->n_topic_bytes += n_bytes;
  g_hash_table_insert (self->nodes, node->topic, node);
  return node;
}

static void
mark_dirty (SolTopicStore *self,
            SolTopicNode  *node)
{
  if (node->is_dirty)
    return;
  node->is_dirty = TRUE;
  g_queue_push_tail (node->is_shown ? &self->dirty : &self->fresh, sol_topic_node_ref (node));
}

static void
push_locked (SolTopicStore *self,
             SolMessage    *message)
{
  SolTopicNode *node = g_hash_table_lookup (self->nodes, message->topic);

  if (node == NULL)
    node = add_node (self, message);
  if (node == NULL)
    return;
  if (node->n_messages > 0)
    g_queue_unlink (get_queue (self, node), &node->link);
  keep_message (self, node, message);
  g_queue_push_tail_link (get_queue (self, node), &node->link);
  node->count++;
  node->is_retained = message->retain && message->payload_len > 0;
  trim (self);
  mark_dirty (self, node);
}

void
sol_topic_store_push (SolTopicStore *self,
                      SolMessage    *message)
{
  g_mutex_lock (&self->lock);
  push_locked (self, message);
  g_mutex_unlock (&self->lock);
}

static guint
take_from (GQueue         *queue,
           SolTopicChange *changes,
           guint           n)
{
  guint i;

  for (i = 0; i < n && queue->length > 0; i++)
    {
      SolTopicNode *node = g_queue_pop_head (queue);

      node->is_dirty = FALSE;
      node->is_shown = TRUE;
      changes[i] = (SolTopicChange) { node, node->count, node->is_retained };
    }
  return i;
}

guint
sol_topic_store_take_changes (SolTopicStore  *self,
                              SolTopicChange *changes,
                              guint           n_new,
                              guint           n)
{
  guint taken;

  g_mutex_lock (&self->lock);
  taken = take_from (&self->fresh, changes, n_new);
  taken += take_from (&self->dirty, changes + taken, n - taken);
  g_mutex_unlock (&self->lock);
  return taken;
}

void
sol_topic_store_clear (SolTopicStore *self)
{
  GHashTable *nodes;

  g_mutex_lock (&self->lock);
  nodes = g_steal_pointer (&self->nodes);
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) sol_topic_node_unref);
  g_queue_clear_full (&self->fresh, (GDestroyNotify) sol_topic_node_unref);
  g_queue_clear_full (&self->dirty, (GDestroyNotify) sol_topic_node_unref);
  self->many = self->single = (GQueue) G_QUEUE_INIT;
  self->n_bytes = self->n_topic_bytes = 0;
  self->n_hidden = 0;
  g_mutex_unlock (&self->lock);
  g_hash_table_unref (nodes);
}

SolMessage *
sol_topic_store_dup_newest (SolTopicStore *self,
                            SolTopicNode  *node)
{
  SolMessage *message = NULL;

  g_mutex_lock (&self->lock);
  if (node->n_messages > 0)
    message = sol_message_ref (node->messages[node->newest]);
  g_mutex_unlock (&self->lock);
  return message;
}

GPtrArray *
sol_topic_store_dup_messages (SolTopicStore *self,
                              SolTopicNode  *node)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < node->n_messages; i++)
    g_ptr_array_add (messages, sol_message_ref (
      node->messages[(node->newest + node->n_allocated - i) % node->n_allocated]));
  g_mutex_unlock (&self->lock);
  return messages;
}

static void
add_newest (const SolTopicNode *node,
            GPtrArray          *messages)
{
  if (node != NULL && node->n_messages > 0)
    g_ptr_array_add (messages, sol_message_ref (node->messages[node->newest]));
}

static void
add_matching (SolTopicStore *self,
              const char    *filter,
              GPtrArray     *messages)
{
  gsize length = strlen (filter);
  GHashTableIter iter;
  gpointer topic, node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &topic, &node))
    if (sol_mqtt_topic_matches (filter, length, topic, strlen (topic)))
      add_newest (node, messages);
}

GPtrArray *
sol_topic_store_dup_matching (SolTopicStore *self,
                              const char    *filter)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);

  g_mutex_lock (&self->lock);
  if (strpbrk (filter, "+#") == NULL)
    add_newest (g_hash_table_lookup (self->nodes, filter), messages);
  else
    add_matching (self, filter, messages);
  g_mutex_unlock (&self->lock);
  return messages;
}

guint64
sol_topic_store_get_n_hidden (SolTopicStore *self)
{
  guint64 n;

  g_mutex_lock (&self->lock);
  n = self->n_hidden;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
sol_topic_store_get_n_topics (SolTopicStore *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = g_hash_table_size (self->nodes);
  g_mutex_unlock (&self->lock);
  return n;
}

gsize
sol_topic_store_get_n_bytes (SolTopicStore *self)
{
  gsize n;

  g_mutex_lock (&self->lock);
  n = self->n_bytes + self->n_topic_bytes;
  g_mutex_unlock (&self->lock);
  return n;
}
