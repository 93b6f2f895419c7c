/* sol-subscriber-private.h: whoever messages are delivered to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-delivery-private.h"

G_BEGIN_DECLS

typedef struct _SolSubscriber SolSubscriber;
typedef struct _SolSubscription SolSubscription;

/* @granted_qos: the most that the matching subscriptions allow. Never changes subscriptions,
 *   closes or frees anything: more subscribers are still to come. */
typedef void (*SolSubscriberFunc) (SolSubscriber *subscriber,
                                   SolDelivery   *delivery,
                                   guint8         granted_qos);

/* Embedded in sessions and taps */
struct _SolSubscriber
{
  SolSubscriberFunc  deliver;
  SolSubscription   *subscriptions;    /* owned by the topic tree */
  guint              n_subscriptions;

  /* The topic tree's, to find a subscriber twice in one match */
  guint32            match_stamp;
  guint32            match_index;
};

G_END_DECLS
