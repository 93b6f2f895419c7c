/* sol-share-private.h: the group behind a shared subscription
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-subscriber-private.h"

G_BEGIN_DECLS

/* A subscriber to the filter behind `$share/group/` that hands each message to one of its members.
 * Lives as long as it has members, or a message that was given to one is on its way. The broker's
 * thread. */
struct _SolShare
{
  SolSubscriber    subscriber;    /* must be first */
  SolSubscription  subscription;  /* its own, in the topic tree while there are members */
  guint            ref_count;
  GPtrArray       *here;          /* (element-type SolSubscription), borrowed; some may have left */
  GPtrArray       *away;          /* the same: those who were found to have left */
  guint            turn;          /* of those here, whose it is next */
  guint            away_turn;
  guint32          hash;
  guint16          name_len;
  const char      *name;          /* behind the struct */
};

/* Returns: (transfer full): without members */
SolShare *sol_share_new           (SolLevel        *level,
                                   const char      *name,
                                   gsize            name_len);
SolShare *sol_share_ref           (SolShare        *self);
void      sol_share_unref         (SolShare        *self);

void      sol_share_add_member    (SolShare        *self,
                                   SolSubscription *subscription);
void      sol_share_remove_member (SolShare        *self,
                                   SolSubscription *subscription);

/* Its client is here again; one that leaves is noticed when it is its turn */
void      sol_share_welcome       (SolShare        *self,
                                   SolSubscription *subscription);

gboolean  sol_share_is_empty      (const SolShare  *self);

/**
 * sol_share_deliver:
 *
 * Gives a message to the member whose turn it is: in turn to those who are here, and when nobody
 * is, to those whose sessions wait for them. To nobody when there are no members.
 * Source: MQTT 5.0 §4.8.2. Cost: O(1), whoever is away; beyond that, O(here) once some have left, and
 * the members that access rules pass over.
 */
void      sol_share_deliver       (SolShare        *self,
                                   SolDelivery     *delivery);

/* For a table of groups by level and name */
guint     sol_share_hash          (gconstpointer    key);
gboolean  sol_share_equal         (gconstpointer    a,
                                   gconstpointer    b);

/* What finds the group in such a table; @name is borrowed */
SolShare  sol_share_key           (SolLevel        *level,
                                   const char      *name,
                                   gsize            name_len);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolShare, sol_share_unref)

G_END_DECLS
