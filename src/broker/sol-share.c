/* sol-share.c: the group behind a shared subscription
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-share-private.h"

#include "sol-hash-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

/* No match knows the members, so that access rules are asked here */
static gboolean
member_may_have (const SolSubscription *member,
                 const SolDelivery     *delivery)
{
  SolSession *session = sol_session_from_subscriber (member->subscriber);

  return session == NULL
         || sol_session_may_receive (session, session->core, delivery->topic, delivery->topic_len);
}

/* The next who may have it */
static SolSubscription *
pick (GPtrArray         *members,
      guint             *turn,
      const SolDelivery *delivery)
{
  guint n = members->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = (*turn + i) % n;
      SolSubscription *member = members->pdata[at];

      if (!member_may_have (member, delivery))
        continue;
      *turn = at + 1;
      return member;
    }
  return NULL;
}

/* All at once, so that many who left together cost one walk; the others keep their order */
static void
sol_share_sweep (SolShare *self)
{
  guint n = 0, turn = self->turn;

  for (guint i = 0; i < self->here->len; i++)
    {
      SolSubscription *member = self->here->pdata[i];

      if (!member->subscriber->is_away)
        {
          self->here->pdata[n++] = member;
          continue;
        }
      g_ptr_array_add (self->away, member);
      if (i < self->turn)
        turn--;
    }
  g_ptr_array_set_size (self->here, (gint) n);
  self->turn = turn;
}

void
sol_share_deliver (SolShare    *self,
                   SolDelivery *delivery)
{
  SolSubscription *member = pick (self->here, &self->turn, delivery);
  SolTarget target;

  if (member != NULL && G_UNLIKELY (member->subscriber->is_away))
    {
      sol_share_sweep (self);
      member = pick (self->here, &self->turn, delivery);
    }
  if (member == NULL)
    member = pick (self->away, &self->away_turn, delivery);
  if (member == NULL)
    return;
  target = sol_subscription_get_target (member);
  target.subscriber->deliver (target.subscriber, delivery, &target);
}

static void
deliver_cb (SolSubscriber   *subscriber,
            SolDelivery     *delivery,
            const SolTarget *target)
{
  sol_share_deliver ((SolShare *) subscriber, delivery);
}

SolShare
sol_share_key (SolLevel   *level,
               const char *name,
               gsize       name_len)
{
  return (SolShare) {
    .subscription.level = level,
    .hash = (guint32) sol_hash_octets (name, name_len, GPOINTER_TO_SIZE (level)),
    .name = name,
    .name_len = (guint16) name_len,
  };
}

SolShare *
sol_share_new (SolLevel   *level,
               const char *name,
               gsize       name_len)
{
  SolShare *self = g_malloc (sizeof (SolShare) + name_len);
  char *own_name = (char *) (self + 1);

  memcpy (own_name, name, name_len);
  *self = sol_share_key (level, own_name, name_len);
  self->ref_count = 1;
  self->here = g_ptr_array_new ();
  self->away = g_ptr_array_new ();
  self->subscriber.deliver = deliver_cb;
  self->subscription.subscriber = &self->subscriber;
  self->subscription.options = 2;
  return self;
}

SolShare *
sol_share_ref (SolShare *self)
{
  self->ref_count++;
  return self;
}

void
sol_share_unref (SolShare *self)
{
  if (--self->ref_count > 0)
    return;
  g_ptr_array_unref (self->here);
  g_ptr_array_unref (self->away);
  g_free (self);
}

void
sol_share_add_member (SolShare        *self,
                      SolSubscription *subscription)
{
  g_ptr_array_add (subscription->subscriber->is_away ? self->away : self->here, subscription);
}

/* Those behind it move up, and so does the turn */
static gboolean
take_out (GPtrArray       *members,
          guint           *turn,
          SolSubscription *subscription)
{
  guint at;

  if (!g_ptr_array_find (members, subscription, &at))
    return FALSE;
  g_ptr_array_remove_index (members, at);
  if (at < *turn)
    *turn -= 1;
  return TRUE;
}

void
sol_share_remove_member (SolShare        *self,
                         SolSubscription *subscription)
{
  if (!take_out (self->here, &self->turn, subscription))
    take_out (self->away, &self->away_turn, subscription);
}

void
sol_share_welcome (SolShare        *self,
                   SolSubscription *subscription)
{
  if (take_out (self->away, &self->away_turn, subscription))
    g_ptr_array_add (self->here, subscription);
}

gboolean
sol_share_is_empty (const SolShare *self)
{
  return self->here->len + self->away->len == 0;
}

guint
sol_share_hash (gconstpointer key)
{
  return ((const SolShare *) key)->hash;
}

gboolean
sol_share_equal (gconstpointer a,
                 gconstpointer b)
{
  const SolShare *one = a, *two = b;

  return one->subscription.level == two->subscription.level && one->name_len == two->name_len
         && memcmp (one->name, two->name, one->name_len) == 0;
}
