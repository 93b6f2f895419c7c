/* sol-route-private.h: by which subscriptions a message reaches a subscriber
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolShare SolShare;

/* The most octets that a property Subscription Identifier takes */
#define SOL_ROUTE_ID_SIZE 5

/* Counted, never changed; the broker's thread. Nearly always there is none, which is NULL: a
 * subscription that is neither shared nor has an identifier needs none. It goes with a message
 * into queues, so that the identifiers are there when it is sent at last. */
typedef struct
{
  guint     ref_count;
  guint     n_ids;
  SolShare *share;   /* owned, nullable: the group for which the message was given to this member */
  guint32   ids[];   /* Subscription Identifiers, 1..268435455 */
} SolRoute;

/* @share: (transfer none) (nullable). Returns: (transfer full) (nullable): NULL when it would say
 * nothing */
SolRoute *sol_route_new   (SolShare       *share,
                           const guint32  *ids,
                           guint           n_ids);

/* Both nullable: the identifiers of both, and no group. Returns: (transfer full) (nullable) */
SolRoute *sol_route_merge (const SolRoute *one,
                           const SolRoute *two);

/* @self: (nullable) */
SolRoute *sol_route_ref   (SolRoute       *self);
void      sol_route_unref (SolRoute       *self);

static inline gboolean
sol_route_has_ids (const SolRoute *self)
{
  return self != NULL && self->n_ids > 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolRoute, sol_route_unref)

G_END_DECLS
