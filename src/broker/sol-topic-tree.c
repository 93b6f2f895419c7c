/* sol-topic-tree.c: filters to those who subscribed to them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A match keeps the set of levels that the topic has reached so far, and goes from one level of the
 * topic to the next: from each of the set to the child of that name, to `+`, and past `#`, whose
 * subscribers are reached at once:
 *
 *     topic a/b    {root} ── a ──► {a, +} ── b ──► {a/b, a/+, +/b, +/+}   and on the way  #, a/#, +/#, a/b/# …
 */
#include "config.h"

#include "sol-topic-tree-private.h"

#include "sol-hash-private.h"

struct _SolTopicTree
{
  SolLevelTree *levels;   /* a level's value: its first SolSubscription */
  GHashTable   *index;    /* set of SolSubscription by subscriber and level */
  GPtrArray    *reached;  /* the set of levels, and the next one */
  GPtrArray    *coming;
  guint64       generation;
  guint32       stamp;
};

static guint
subscription_hash (gconstpointer key)
{
  const SolSubscription *self = key;

  return (guint) sol_hash_mix (GPOINTER_TO_SIZE (self->subscriber),
                              ~(guint64) GPOINTER_TO_SIZE (self->level));
}

static gboolean
subscription_equal (gconstpointer a,
                    gconstpointer b)
{
  const SolSubscription *one = a, *two = b;

  return one->subscriber == two->subscriber && one->level == two->level;
}

SolTopicTree *
sol_topic_tree_new (void)
{
  SolTopicTree *self = g_new0 (SolTopicTree, 1);

  self->levels = sol_level_tree_new ();
  self->index = g_hash_table_new_full (subscription_hash, subscription_equal, g_free, NULL);
  self->reached = g_ptr_array_new ();
  self->coming = g_ptr_array_new ();
  return self;
}

guint64
sol_topic_tree_get_generation (SolTopicTree *self)
{
  return self->generation;
}

guint
sol_topic_tree_get_n (SolTopicTree *self)
{
  return g_hash_table_size (self->index);
}

static SolSubscription *
sol_topic_tree_find (SolTopicTree  *self,
                     SolSubscriber *subscriber,
                     SolLevel      *level)
{
  SolSubscription key = { .subscriber = subscriber, .level = level };

  return g_hash_table_lookup (self->index, &key);
}

static void
sol_topic_tree_add (SolTopicTree  *self,
                    SolSubscriber *subscriber,
                    SolLevel      *level,
                    guint8         qos)
{
  SolSubscription *subscription = g_new0 (SolSubscription, 1);

  subscription->subscriber = subscriber;
  subscription->level = level;
  subscription->qos = qos;

  subscription->level_next = level->value;
  if (subscription->level_next != NULL)
    subscription->level_next->level_previous = subscription;
  level->value = subscription;

  subscription->next = subscriber->subscriptions;
  if (subscription->next != NULL)
    subscription->next->previous = subscription;
  subscriber->subscriptions = subscription;
  subscriber->n_subscriptions++;

  g_hash_table_add (self->index, subscription);
}

static void
subscription_unlink (SolSubscription *self)
{
  if (self->level_previous != NULL)
    self->level_previous->level_next = self->level_next;
  else
    self->level->value = self->level_next;
  if (self->level_next != NULL)
    self->level_next->level_previous = self->level_previous;

  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    self->subscriber->subscriptions = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
  self->subscriber->n_subscriptions--;
}

static void
sol_topic_tree_remove (SolTopicTree    *self,
                       SolSubscription *subscription)
{
  SolLevel *level = subscription->level;

  subscription_unlink (subscription);
  g_hash_table_remove (self->index, subscription);
  sol_level_tree_prune (self->levels, level);
  self->generation++;
}

gboolean
sol_topic_tree_subscribe (SolTopicTree  *self,
                          SolSubscriber *subscriber,
                          const char    *filter,
                          gsize          filter_len,
                          guint8         qos)
{
  SolSubscription *subscription;
  SolLevel *level;

  if (!sol_level_tree_accepts (filter, filter_len))
    return FALSE;
  level = sol_level_tree_ensure (self->levels, filter, filter_len);
  subscription = sol_topic_tree_find (self, subscriber, level);
  if (subscription != NULL)
    subscription->qos = qos;
  else
    sol_topic_tree_add (self, subscriber, level, qos);
  self->generation++;
  return TRUE;
}

gboolean
sol_topic_tree_unsubscribe (SolTopicTree  *self,
                            SolSubscriber *subscriber,
                            const char    *filter,
                            gsize          filter_len)
{
  SolLevel *level = sol_level_tree_find (self->levels, filter, filter_len);
  SolSubscription *subscription;

  subscription = level != NULL ? sol_topic_tree_find (self, subscriber, level) : NULL;
  if (subscription == NULL)
    return FALSE;
  sol_topic_tree_remove (self, subscription);
  return TRUE;
}

void
sol_topic_tree_remove_subscriber (SolTopicTree  *self,
                                  SolSubscriber *subscriber)
{
  while (subscriber->subscriptions != NULL)
    sol_topic_tree_remove (self, subscriber->subscriptions);
}

static void
sol_topic_tree_collect (SolTopicTree *self,
                        SolLevel     *level,
                        GArray       *targets)
{
  for (SolSubscription *at = level->value; at != NULL; at = at->level_next)
    {
      SolSubscriber *subscriber = at->subscriber;
      SolTarget target = { subscriber, at->qos };

      if (subscriber->match_stamp == self->stamp)
        {
          SolTarget *known = &g_array_index (targets, SolTarget, subscriber->match_index);

          known->qos = MAX (known->qos, at->qos);
          continue;
        }
      subscriber->match_stamp = self->stamp;
      subscriber->match_index = targets->len;
      g_array_append_val (targets, target);
    }
}

static void
sol_topic_tree_collect_child (SolTopicTree *self,
                              SolLevel     *level,
                              GArray       *targets)
{
  SolLevel *all = sol_level_tree_find_child (self->levels, level, "#", 1);

  if (all != NULL)
    sol_topic_tree_collect (self, all, targets);
}

static void
sol_topic_tree_reach (SolTopicTree *self,
                      SolLevel     *from,
                      const char   *name,
                      gsize         length)
{
  SolLevel *child = sol_level_tree_find_child (self->levels, from, name, length);

  if (child != NULL)
    g_ptr_array_add (self->coming, child);
}

/* Wildcards at the first level do not match a topic that begins with `$`: MQTT-4.7.2-1 */
static void
sol_topic_tree_step (SolTopicTree *self,
                     const char   *name,
                     gsize         length,
                     gboolean      is_hidden,
                     GArray       *targets)
{
  GPtrArray *coming = self->coming;

  for (guint i = 0; i < self->reached->len; i++)
    {
      SolLevel *level = self->reached->pdata[i];

      sol_topic_tree_reach (self, level, name, length);
      if (is_hidden)
        continue;
      sol_topic_tree_reach (self, level, "+", 1);
      sol_topic_tree_collect_child (self, level, targets);
    }
  self->coming = self->reached;
  self->reached = coming;
  g_ptr_array_set_size (self->coming, 0);
}

/* A stamp that comes round again must not meet one that was left behind */
static void
sol_topic_tree_new_stamp (SolTopicTree *self)
{
  GHashTableIter iter;
  gpointer subscription;

  if (++self->stamp != 0)
    return;
  g_hash_table_iter_init (&iter, self->index);
  while (g_hash_table_iter_next (&iter, &subscription, NULL))
    ((SolSubscription *) subscription)->subscriber->match_stamp = 0;
  self->stamp = 1;
}

void
sol_topic_tree_match (SolTopicTree *self,
                      const char   *topic,
                      gsize         topic_len,
                      GArray       *targets)
{
  const char *end = topic + topic_len;
  gboolean is_hidden = topic_len > 0 && topic[0] == '$';

  g_array_set_size (targets, 0);
  sol_topic_tree_new_stamp (self);
  g_ptr_array_set_size (self->reached, 0);
  g_ptr_array_add (self->reached, &self->levels->root);
  for (;; topic++)
    {
      const char *stop = sol_level_end (topic, end);

      sol_topic_tree_step (self, topic, stop - topic, is_hidden, targets);
      is_hidden = FALSE;
      topic = stop;
      if (topic == end || self->reached->len == 0)
        break;
    }
  for (guint i = 0; i < self->reached->len; i++)
    {
      sol_topic_tree_collect (self, self->reached->pdata[i], targets);
      sol_topic_tree_collect_child (self, self->reached->pdata[i], targets);
    }
}

void
sol_topic_tree_free (SolTopicTree *self)
{
  sol_level_tree_free (self->levels, NULL);
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->reached);
  g_ptr_array_unref (self->coming);
  g_free (self);
}
