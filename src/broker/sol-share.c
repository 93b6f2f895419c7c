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

/* The next that is away or not, as wanted */
static SolSubscription *
sol_share_pick (SolShare          *self,
                const SolDelivery *delivery,
                gboolean           is_away)
{
  guint n = self->members->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = (self->turn + i) % n;
      SolSubscription *member = self->members->pdata[at];

      if (member->subscriber->is_away != is_away || !member_may_have (member, delivery))
        continue;
      self->turn = at + 1;
      return member;
    }
  return NULL;
}

void
sol_share_deliver (SolShare    *self,
                   SolDelivery *delivery)
{
  SolSubscription *member = sol_share_pick (self, delivery, FALSE);
  SolTarget target;

  if (member == NULL)
    member = sol_share_pick (self, delivery, TRUE);
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
  self->members = g_ptr_array_new ();
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
  g_ptr_array_unref (self->members);
  g_free (self);
}

void
sol_share_add_member (SolShare        *self,
                      SolSubscription *subscription)
{
  g_ptr_array_add (self->members, subscription);
}

/* Those behind it move up, and so does the turn */
void
sol_share_remove_member (SolShare        *self,
                         SolSubscription *subscription)
{
  guint at;

  if (!g_ptr_array_find (self->members, subscription, &at))
    return;
  g_ptr_array_remove_index (self->members, at);
  if (at < self->turn)
    self->turn--;
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
