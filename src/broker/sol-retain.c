/* sol-retain.c: the last retained message of each topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-retain-private.h"

#include "sol-level-tree-private.h"

struct _SolRetain
{
  SolLevelTree *levels;   /* a level's value: the SolMessage of its topic */
  GPtrArray    *reached;
  GPtrArray    *coming;
  gsize         n_bytes;  /* of the messages */
  guint         n_messages;
  gint64        expires_us; /* the earliest there may be */
  SolRetainFunc dropped;
  gpointer      dropped_data;
};

SolRetain *
sol_retain_new (void)
{
  SolRetain *self = g_new0 (SolRetain, 1);

  self->levels = sol_level_tree_new ();
  self->reached = g_ptr_array_new ();
  self->coming = g_ptr_array_new ();
  self->expires_us = SOL_MESSAGE_NEVER;
  return self;
}

void
sol_retain_set_dropped (SolRetain     *self,
                        SolRetainFunc  func,
                        gpointer       user_data)
{
  self->dropped = func;
  self->dropped_data = user_data;
}

static void
sol_retain_drop (SolRetain *self,
                 SolLevel  *level)
{
  SolMessage *message = g_steal_pointer (&level->value);

  if (message == NULL)
    return;
  self->n_bytes -= sol_message_get_size (message);
  self->n_messages--;
  if (self->dropped != NULL)
    self->dropped (message, self->dropped_data);
  sol_message_unref (message);
}

void
sol_retain_remove (SolRetain  *self,
                   const char *topic,
                   gsize       topic_len)
{
  SolLevel *level = sol_level_tree_find (self->levels, topic, topic_len);

  if (level == NULL)
    return;
  sol_retain_drop (self, level);
  sol_level_tree_prune (self->levels, level);
}

gboolean
sol_retain_put (SolRetain  *self,
                SolMessage *message,
                guint       limit,
                gsize       limit_bytes)
{
  SolLevel *level;

  if (!sol_level_tree_accepts (message->topic, message->topic_len))
    return FALSE;
  level = sol_level_tree_ensure (self->levels, message->topic, message->topic_len);
  sol_retain_drop (self, level);
  if (self->n_messages >= limit
      || sol_retain_get_bytes (self) + sol_message_get_size (message) > limit_bytes)
    {
      sol_level_tree_prune (self->levels, level);
      return FALSE;
    }
  level->value = sol_message_ref (message);
  self->n_bytes += sol_message_get_size (message);
  self->n_messages++;
  self->expires_us = MIN (self->expires_us, message->expires_us);
  return TRUE;
}

static void
visit (SolLevel      *level,
       SolRetainFunc  func,
       gpointer       user_data)
{
  if (level->value != NULL)
    func (level->value, user_data);
}

/* `#` reaches the level itself and all below; at the root, nothing that begins with `$`:
 * MQTT-4.7.2-1 */
static void
sol_retain_visit_all (SolRetain     *self,
                      SolLevel      *top,
                      SolRetainFunc  func,
                      gpointer       user_data)
{
  gboolean is_root = top == &self->levels->root;

  if (!is_root)
    {
      for (SolLevel *at = top; at != NULL; at = sol_level_tree_walk (top, at))
        visit (at, func, user_data);
      return;
    }
  for (SolLevel *child = top->first_child; child != NULL; child = child->next)
    if (child->length == 0 || child->name[0] != '$')
      sol_retain_visit_all (self, child, func, user_data);
}

static void
sol_retain_reach_all (SolRetain *self,
                      SolLevel  *from)
{
  gboolean is_root = from == &self->levels->root;

  for (SolLevel *child = from->first_child; child != NULL; child = child->next)
    if (!is_root || child->length == 0 || child->name[0] != '$')
      g_ptr_array_add (self->coming, child);
}

static void
sol_retain_step (SolRetain  *self,
                 const char *name,
                 gsize       length)
{
  GPtrArray *coming = self->coming;

  for (guint i = 0; i < self->reached->len; i++)
    {
      SolLevel *level = self->reached->pdata[i];
      SolLevel *child;

      if (length == 1 && name[0] == '+')
        {
          sol_retain_reach_all (self, level);
          continue;
        }
      child = sol_level_tree_find_child (self->levels, level, name, length);
      if (child != NULL)
        g_ptr_array_add (self->coming, child);
    }
  self->coming = self->reached;
  self->reached = coming;
  g_ptr_array_set_size (self->coming, 0);
}

void
sol_retain_foreach (SolRetain     *self,
                    const char    *filter,
                    gsize          filter_len,
                    SolRetainFunc  func,
                    gpointer       user_data)
{
  const char *end = filter + filter_len;
  gboolean is_all = FALSE;

  g_ptr_array_set_size (self->reached, 0);
  g_ptr_array_add (self->reached, &self->levels->root);
  for (;; filter++)
    {
      const char *stop = sol_level_end (filter, end);

      is_all = stop - filter == 1 && *filter == '#';
      if (is_all)
        break;
      sol_retain_step (self, filter, stop - filter);
      filter = stop;
      if (filter == end)
        break;
    }
  for (guint i = 0; i < self->reached->len; i++)
    if (is_all)
      sol_retain_visit_all (self, self->reached->pdata[i], func, user_data);
    else
      visit (self->reached->pdata[i], func, user_data);
}

gint64
sol_retain_get_expires_us (SolRetain *self)
{
  return self->expires_us;
}

static GPtrArray *
sol_retain_find_expired (SolRetain *self,
                         gint64     real_us)
{
  GPtrArray *expired = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);
  SolLevel *root = &self->levels->root;

  self->expires_us = SOL_MESSAGE_NEVER;
  for (SolLevel *at = root; at != NULL; at = sol_level_tree_walk (root, at))
    {
      SolMessage *message = at->value;

      if (message == NULL)
        continue;
      if (sol_message_is_expired (message, real_us))
        g_ptr_array_add (expired, sol_message_ref (message));
      else
        self->expires_us = MIN (self->expires_us, message->expires_us);
    }
  return expired;
}

guint
sol_retain_expire (SolRetain *self,
                   gint64     real_us)
{
  g_autoptr (GPtrArray) expired = sol_retain_find_expired (self, real_us);

  for (guint i = 0; i < expired->len; i++)
    {
      SolMessage *message = expired->pdata[i];

      sol_retain_remove (self, message->topic, message->topic_len);
    }
  return expired->len;
}

void
sol_retain_foreach_all (SolRetain     *self,
                        SolRetainFunc  func,
                        gpointer       user_data)
{
  SolLevel *root = &self->levels->root;

  for (SolLevel *at = root; at != NULL; at = sol_level_tree_walk (root, at))
    visit (at, func, user_data);
}

guint
sol_retain_get_n (SolRetain *self)
{
  return self->n_messages;
}

gsize
sol_retain_get_bytes (SolRetain *self)
{
  return self->n_bytes + self->levels->n_bytes;
}

void
sol_retain_free (SolRetain *self)
{
  sol_level_tree_free (self->levels, (GDestroyNotify) sol_message_unref);
  g_ptr_array_unref (self->reached);
  g_ptr_array_unref (self->coming);
  g_free (self);
}
