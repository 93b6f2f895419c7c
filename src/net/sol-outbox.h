/* sol-outbox.h: octets that wait for one peer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sys/uio.h>

#include <glib.h>

G_BEGIN_DECLS

/* Longest run of octets that can be reserved in one piece */
#define SOL_OUTBOX_MAX_RESERVE 16384

typedef struct _SolOutboxPool SolOutboxPool;
typedef struct _SolOutChunk SolOutChunk;

/* @data of a shared chunk belongs to @owner; it is full, so that nothing is ever written to it */
struct _SolOutChunk
{
  SolOutChunk    *next;
  guint8         *data;
  guint32         begin;
  guint32         end;
  guint32         capacity;
  gpointer        owner;
  GDestroyNotify  release;
};

/* Zeroed it is empty, and an empty one holds no memory: chunks come from a pool and go back when
 * they are written. */
typedef struct
{
  SolOutChunk *head;
  SolOutChunk *tail;
  gsize        n_bytes;
} SolOutbox;

SolOutboxPool *sol_outbox_pool_new        (void);
/* Octets that all outboxes of this pool hold: chunks whole, shared octets once for each outbox */
gsize          sol_outbox_pool_get_held   (SolOutboxPool  *self);
void           sol_outbox_pool_free       (SolOutboxPool  *self);

/* sol_outbox_reserve() when the last chunk has no room */
guint8        *sol_outbox_reserve_chunk   (SolOutbox      *self,
                                           SolOutboxPool  *pool,
                                           gsize           length);

/**
 * sol_outbox_reserve:
 * @length: at most %SOL_OUTBOX_MAX_RESERVE
 *
 * Returns: room for @length octets, which count as written to the outbox: fill them at once
 */
static inline guint8 *
sol_outbox_reserve (SolOutbox     *self,
                    SolOutboxPool *pool,
                    gsize          length)
{
  SolOutChunk *tail = self->tail;
  guint8 *at;

  if (G_UNLIKELY (tail == NULL || tail->capacity - tail->end < length))
    return sol_outbox_reserve_chunk (self, pool, length);
  at = tail->data + tail->end;
  tail->end += (guint32) length;
  self->n_bytes += length;
  return at;
}

/* Copies octets of any length */
void           sol_outbox_append          (SolOutbox      *self,
                                           SolOutboxPool  *pool,
                                           const guint8   *data,
                                           gsize           length);

/**
 * sol_outbox_append_shared:
 * @data: (array length=length): not copied; at most 4 GiB
 * @owner: (transfer full): what keeps @data, given to @release when it is written or dropped
 */
void           sol_outbox_append_shared   (SolOutbox      *self,
                                           SolOutboxPool  *pool,
                                           const guint8   *data,
                                           gsize           length,
                                           gpointer        owner,
                                           GDestroyNotify  release);

/* Fills at most @n_max entries with what comes first; returns how many */
guint          sol_outbox_peek            (const SolOutbox *self,
                                           struct iovec    *iov,
                                           guint            n_max);
void           sol_outbox_consume         (SolOutbox      *self,
                                           SolOutboxPool  *pool,
                                           gsize           length);
void           sol_outbox_clear           (SolOutbox      *self,
                                           SolOutboxPool  *pool);

G_END_DECLS
