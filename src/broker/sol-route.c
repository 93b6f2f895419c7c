/* sol-route.c: by which subscriptions a message reaches a subscriber
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-route-private.h"

#include <string.h>

#include "sol-share-private.h"

static SolRoute *
sol_route_alloc (guint n_ids)
{
  SolRoute *self = g_malloc (sizeof (SolRoute) + n_ids * sizeof (guint32));

  self->ref_count = 1;
  self->n_ids = n_ids;
  self->share = NULL;
  return self;
}

static guint32 *
append_ids (guint32        *at,
            const SolRoute *route)
{
  if (!sol_route_has_ids (route))
    return at;
  memcpy (at, route->ids, route->n_ids * sizeof (guint32));
  return at + route->n_ids;
}

SolRoute *
sol_route_new (SolShare      *share,
               const guint32 *ids,
               guint          n_ids)
{
  SolRoute *self;

  if (share == NULL && n_ids == 0)
    return NULL;
  self = sol_route_alloc (n_ids);
  self->share = share != NULL ? sol_share_ref (share) : NULL;
  if (n_ids > 0)
    memcpy (self->ids, ids, n_ids * sizeof (guint32));
  return self;
}

SolRoute *
sol_route_merge (const SolRoute *one,
                 const SolRoute *two)
{
  guint n_ids = (one != NULL ? one->n_ids : 0) + (two != NULL ? two->n_ids : 0);
  SolRoute *self;

  if (n_ids == 0)
    return NULL;
  self = sol_route_alloc (n_ids);
  append_ids (append_ids (self->ids, one), two);
  return self;
}

SolRoute *
sol_route_ref (SolRoute *self)
{
  if (self != NULL)
    self->ref_count++;
  return self;
}

void
sol_route_unref (SolRoute *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_clear_pointer (&self->share, sol_share_unref);
  g_free (self);
}
