/* sol-subscriber-private.h: whoever messages are delivered to, and what it subscribed to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-delivery-private.h"
#include "sol-level-tree-private.h"
#include "sol-route-private.h"

G_BEGIN_DECLS

typedef struct _SolSubscriber SolSubscriber;
typedef struct _SolSubscription SolSubscription;

typedef enum
{
  SOL_TARGET_RETAIN_AS_PUBLISHED = 1 << 0,
  SOL_TARGET_NOT_OWN             = 1 << 1,  /* not what this subscriber published: No Local */
  SOL_TARGET_OWN_ONLY            = 1 << 2,  /* nothing but that: its subscriptions without No Local */
} SolTargetFlags;

/* One subscriber that a topic reaches */
typedef struct
{
  SolSubscriber *subscriber;
  SolRoute      *route;   /* nullable */
  guint8         qos;     /* the most that the matching subscriptions allow */
  guint8         flags;   /* SolTargetFlags */
} SolTarget;

/* Whether what @publisher published is for it. @publisher: (nullable) */
static inline gboolean
sol_target_wants (const SolTarget *self,
                  gconstpointer    publisher)
{
  guint8 whose = self->flags & (SOL_TARGET_NOT_OWN | SOL_TARGET_OWN_ONLY);

  return whose == 0 || (self->subscriber == publisher) == (whose == SOL_TARGET_OWN_ONLY);
}

/* Never changes subscriptions, closes or frees anything: more subscribers are still to come. */
typedef void (*SolSubscriberFunc) (SolSubscriber   *subscriber,
                                   SolDelivery     *delivery,
                                   const SolTarget *target);

/* Embedded in sessions, taps and groups of a shared subscription */
struct _SolSubscriber
{
  SolSubscriberFunc  deliver;
  SolSubscription   *subscriptions;    /* owned by the topic tree */
  guint              n_subscriptions;

  /* The topic tree's, to find a subscriber twice in one match */
  guint32            match_stamp;
  guint32            match_index;

  guint8             is_away;          /* a shared subscription gives it nothing while others are here */
};

/* One subscriber's subscription to one filter */
struct _SolSubscription
{
  SolSubscriber   *subscriber;
  SolLevel        *level;              /* the filter's last; a shared one's without the group */
  SolSubscription *level_previous;     /* others with the same filter; not of a group's member */
  SolSubscription *level_next;
  SolSubscription *previous;           /* others of the same subscriber */
  SolSubscription *next;
  SolRoute        *route;              /* owned, nullable: its identifier, its group */
  guint8           options;            /* SOL_MQTT_OPTION_*, MQTT 5.0 §3.8.3.1 */
};

static inline guint8
sol_subscription_get_qos (const SolSubscription *self)
{
  return self->options & SOL_MQTT_OPTION_QOS;
}

/* Nullable: the group of a shared one */
static inline SolShare *
sol_subscription_get_share (const SolSubscription *self)
{
  return self->route != NULL ? self->route->share : NULL;
}

/* 0: none */
static inline guint32
sol_subscription_get_identifier (const SolSubscription *self)
{
  return sol_route_has_ids (self->route) ? self->route->ids[0] : 0;
}

/* What it means for a message when no other of the same subscriber matches; borrows */
static inline SolTarget
sol_subscription_get_target (const SolSubscription *self)
{
  guint8 options = self->options;

  return (SolTarget) {
    .subscriber = self->subscriber,
    .route = self->route,
    .qos = options & SOL_MQTT_OPTION_QOS,
    .flags = ((options & SOL_MQTT_OPTION_RETAIN_AS_PUBLISHED) != 0 ? SOL_TARGET_RETAIN_AS_PUBLISHED : 0)
             | ((options & SOL_MQTT_OPTION_NO_LOCAL) != 0 ? SOL_TARGET_NOT_OWN : 0),
  };
}

/* Returns: (transfer full): the filter as it was subscribed to, `$share/group/` included */
char *sol_subscription_dup_filter (const SolSubscription *self);

G_END_DECLS
