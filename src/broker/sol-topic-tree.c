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
#include "sol-mqtt-topic.h"
#include "sol-share-private.h"

struct _SolTopicTree
{
  SolLevelTree *levels;   /* a level's value: its first SolSubscription */
  GHashTable   *index;    /* set of SolSubscription by subscriber, level and group */
  GHashTable   *shares;   /* set of SolShare by level and name */
  GPtrArray    *reached;  /* the set of levels, and the next one */
  GPtrArray    *coming;
  guint64       generation;
  guint32       stamp;
  guint         n_shared; /* subscriptions that are members of a group */
};

/* Where a filter leads to */
typedef struct
{
  SolLevel *level;
  SolShare *share;  /* nullable */
} Place;

static guint
subscription_hash (gconstpointer key)
{
  const SolSubscription *self = key;
  guint64 place = GPOINTER_TO_SIZE (self->level) ^ GPOINTER_TO_SIZE (sol_subscription_get_share (self));

  return (guint) sol_hash_mix (GPOINTER_TO_SIZE (self->subscriber), ~place);
}

static gboolean
subscription_equal (gconstpointer a,
                    gconstpointer b)
{
  const SolSubscription *one = a, *two = b;

  return one->subscriber == two->subscriber && one->level == two->level
         && sol_subscription_get_share (one) == sol_subscription_get_share (two);
}

static void
subscription_free (gpointer data)
{
  SolSubscription *self = data;

  sol_route_unref (self->route);
  g_free (self);
}

char *
sol_subscription_dup_filter (const SolSubscription *self)
{
  g_autofree char *path = sol_level_dup_path (self->level);
  const SolShare *share = sol_subscription_get_share (self);

  if (share == NULL)
    return g_steal_pointer (&path);
  return g_strdup_printf (SOL_MQTT_SHARE_PREFIX "%.*s/%s", share->name_len, share->name, path);
}

SolTopicTree *
sol_topic_tree_new (void)
{
  SolTopicTree *self = g_new0 (SolTopicTree, 1);

  self->levels = sol_level_tree_new ();
  self->index = g_hash_table_new_full (subscription_hash, subscription_equal, subscription_free, NULL);
  self->shares = g_hash_table_new (sol_share_hash, sol_share_equal);
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

guint
sol_topic_tree_get_n_shared (SolTopicTree *self)
{
  return self->n_shared;
}

gboolean
sol_topic_tree_has_top (SolTopicTree *self,
                        const char   *name)
{
  return sol_level_tree_find_child (self->levels, &self->levels->root, name, strlen (name)) != NULL;
}

static SolSubscription *
sol_topic_tree_look_up (SolTopicTree  *self,
                        SolSubscriber *subscriber,
                        Place          place)
{
  SolRoute route = { .share = place.share };
  SolSubscription key = { .subscriber = subscriber, .level = place.level, .route = &route };

  return g_hash_table_lookup (self->index, &key);
}

static void
subscription_link_level (SolSubscription *self)
{
  self->level_previous = NULL;
  self->level_next = self->level->value;
  if (self->level_next != NULL)
    self->level_next->level_previous = self;
  self->level->value = self;
}

static void
subscription_unlink_level (SolSubscription *self)
{
  if (self->level_previous != NULL)
    self->level_previous->level_next = self->level_next;
  else
    self->level->value = self->level_next;
  if (self->level_next != NULL)
    self->level_next->level_previous = self->level_previous;
}

static void
subscription_link (SolSubscription *self)
{
  SolSubscriber *subscriber = self->subscriber;

  self->next = subscriber->subscriptions;
  if (self->next != NULL)
    self->next->previous = self;
  subscriber->subscriptions = self;
  subscriber->n_subscriptions++;
}

static void
subscription_unlink (SolSubscription *self)
{
  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    self->subscriber->subscriptions = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
  self->subscriber->n_subscriptions--;
}

/* The group stands in the tree like any other subscriber; who is in it changes no match */
static SolShare *
sol_topic_tree_ensure_share (SolTopicTree        *self,
                             SolLevel            *level,
                             const SolMqttShared *shared)
{
  SolShare key = sol_share_key (level, shared->group, shared->group_len);
  SolShare *share = g_hash_table_lookup (self->shares, &key);

  if (share != NULL)
    return share;
  share = sol_share_new (level, shared->group, shared->group_len);
  g_hash_table_add (self->shares, share);
  subscription_link_level (&share->subscription);
  self->generation++;
  return share;
}

static void
sol_topic_tree_remove_share (SolTopicTree *self,
                             SolShare     *share)
{
  g_hash_table_remove (self->shares, share);
  subscription_unlink_level (&share->subscription);
  self->generation++;
  sol_share_unref (share);
}

static void
sol_topic_tree_add (SolTopicTree    *self,
                    SolSubscription *subscription)
{
  SolShare *share = sol_subscription_get_share (subscription);

  subscription_link (subscription);
  g_hash_table_add (self->index, subscription);
  if (share != NULL)
    {
      sol_share_add_member (share, subscription);
      self->n_shared++;
      return;
    }
  subscription_link_level (subscription);
  self->generation++;
}

void
sol_topic_tree_remove (SolTopicTree    *self,
                       SolSubscription *subscription)
{
  SolLevel *level = subscription->level;
  SolShare *share = sol_subscription_get_share (subscription);

  subscription_unlink (subscription);
  if (share == NULL)
    {
      subscription_unlink_level (subscription);
      self->generation++;
    }
  else
    {
      sol_share_remove_member (share, subscription);
      self->n_shared--;
      if (sol_share_is_empty (share))
        sol_topic_tree_remove_share (self, share);
    }
  g_hash_table_remove (self->index, subscription);
  sol_level_tree_prune (self->levels, level);
}

/* FALSE when nobody may subscribe to it */
static gboolean
split_filter (const char    *filter,
              gsize          filter_len,
              SolMqttShared *shared)
{
  *shared = (SolMqttShared) { .filter = filter, .filter_len = filter_len };
  if (sol_mqtt_topic_is_shared (filter, filter_len)
      && !sol_mqtt_topic_split_shared (filter, filter_len, shared))
    return FALSE;
  return sol_level_tree_accepts (shared->filter, shared->filter_len);
}

static SolRoute *
route_for (Place   place,
           guint32 identifier)
{
  return sol_route_new (place.share, &identifier, identifier != 0 ? 1 : 0);
}

static void
sol_topic_tree_replace (SolTopicTree    *self,
                        SolSubscription *subscription,
                        guint8           options,
                        SolRoute        *route)
{
  sol_route_unref (subscription->route);
  subscription->route = route;
  subscription->options = options;
  if (sol_subscription_get_share (subscription) == NULL)
    self->generation++;
}

const SolSubscription *
sol_topic_tree_subscribe (SolTopicTree  *self,
                          SolSubscriber *subscriber,
                          const char    *filter,
                          gsize          filter_len,
                          guint8         options,
                          guint32        identifier,
                          gboolean      *existed)
{
  SolSubscription *subscription;
  SolMqttShared shared;
  Place place = { 0 };

  if (!split_filter (filter, filter_len, &shared))
    return NULL;
  place.level = sol_level_tree_ensure (self->levels, shared.filter, shared.filter_len);
  if (shared.group_len > 0)
    place.share = sol_topic_tree_ensure_share (self, place.level, &shared);
  subscription = sol_topic_tree_look_up (self, subscriber, place);
  if (existed != NULL)
    *existed = subscription != NULL;
  if (subscription != NULL)
    {
      sol_topic_tree_replace (self, subscription, options, route_for (place, identifier));
      return subscription;
    }
  subscription = g_new0 (SolSubscription, 1);
  subscription->subscriber = subscriber;
  subscription->level = place.level;
  subscription->route = route_for (place, identifier);
  subscription->options = options;
  sol_topic_tree_add (self, subscription);
  return subscription;
}

SolSubscription *
sol_topic_tree_find (SolTopicTree  *self,
                     SolSubscriber *subscriber,
                     const char    *filter,
                     gsize          filter_len)
{
  SolMqttShared shared;
  Place place = { 0 };

  if (!split_filter (filter, filter_len, &shared))
    return NULL;
  place.level = sol_level_tree_find (self->levels, shared.filter, shared.filter_len);
  if (place.level == NULL)
    return NULL;
  if (shared.group_len > 0)
    {
      SolShare key = sol_share_key (place.level, shared.group, shared.group_len);

      place.share = g_hash_table_lookup (self->shares, &key);
      if (place.share == NULL)
        return NULL;
    }
  return sol_topic_tree_look_up (self, subscriber, place);
}

void
sol_topic_tree_remove_subscriber (SolTopicTree  *self,
                                  SolSubscriber *subscriber)
{
  while (subscriber->subscriptions != NULL)
    sol_topic_tree_remove (self, subscriber->subscriptions);
}

static void
target_merge (SolTarget       *self,
              const SolTarget *other)
{
  SolRoute *route = sol_route_merge (self->route, other->route);

  sol_route_unref (self->route);
  self->route = route;
  self->qos = MAX (self->qos, other->qos);
  self->flags |= other->flags & (SOL_TARGET_RETAIN_AS_PUBLISHED | SOL_TARGET_NOT_OWN);
}

static void
append_target (GArray    *targets,
               SolTarget  target)
{
  sol_route_ref (target.route);
  g_array_append_val (targets, target);
}

/* The second target of the subscriber at @first, nullable: what it gets of its own messages where
 * No Local is among its subscriptions */
static SolTarget *
find_own (GArray *targets,
          guint   first)
{
  const SolSubscriber *subscriber = g_array_index (targets, SolTarget, first).subscriber;

  for (guint i = first + 1; i < targets->len; i++)
    if (g_array_index (targets, SolTarget, i).subscriber == subscriber)
      return &g_array_index (targets, SolTarget, i);
  return NULL;
}

static void
merge_own (GArray    *targets,
           guint      first,
           SolTarget  target)
{
  SolTarget *own = find_own (targets, first);

  target.flags |= SOL_TARGET_OWN_ONLY;
  if (own != NULL)
    target_merge (own, &target);
  else
    append_target (targets, target);
}

static void
collect_again (GArray    *targets,
               guint      at,
               SolTarget  target)
{
  SolTarget known = g_array_index (targets, SolTarget, at);

  if ((target.flags & SOL_TARGET_NOT_OWN) != 0 && (known.flags & SOL_TARGET_NOT_OWN) == 0)
    merge_own (targets, at, known);
  else if ((target.flags & SOL_TARGET_NOT_OWN) == 0 && (known.flags & SOL_TARGET_NOT_OWN) != 0)
    merge_own (targets, at, target);
  target_merge (&g_array_index (targets, SolTarget, at), &target);
}

static void
sol_topic_tree_collect (SolTopicTree *self,
                        SolLevel     *level,
                        GArray       *targets)
{
  for (SolSubscription *at = level->value; at != NULL; at = at->level_next)
    {
      SolSubscriber *subscriber = at->subscriber;

      if (subscriber->match_stamp == self->stamp)
        {
          collect_again (targets, subscriber->match_index, sol_subscription_get_target (at));
          continue;
        }
      subscriber->match_stamp = self->stamp;
      subscriber->match_index = targets->len;
      append_target (targets, sol_subscription_get_target (at));
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
  gpointer key;

  if (++self->stamp != 0)
    return;
  g_hash_table_iter_init (&iter, self->index);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    ((SolSubscription *) key)->subscriber->match_stamp = 0;
  g_hash_table_iter_init (&iter, self->shares);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    ((SolShare *) key)->subscriber.match_stamp = 0;
  self->stamp = 1;
}

void
sol_target_clear (gpointer target)
{
  sol_route_unref (((SolTarget *) target)->route);
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
  g_hash_table_unref (self->shares);
  g_ptr_array_unref (self->reached);
  g_ptr_array_unref (self->coming);
  g_free (self);
}
