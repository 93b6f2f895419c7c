/* sol-outbox.c: octets that wait for one peer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of chunks. Most octets are copied into chunks of the pool: 2 KiB first, 32 KiB while more
 * follow. Large payloads are linked in as chunks whose octets belong to somebody else.
 */
#include "config.h"

#include "sol-outbox.h"

#include <string.h>

/* Whole sizes are odd multiples of a cache line, so that the fronts of a thousand chunks do not
 * compete for the same few sets of the cache */
#define SMALL_SIZE (33 * 64 - 8)
#define LARGE_SIZE (513 * 64 - 8)
#define POOL_LIMIT_BYTES (8 * 1024 * 1024)

typedef struct
{
  SolOutChunk *free;
  gsize        size;    /* octets of a chunk, header included */
  guint        n_free;
} SizeClass;

struct _SolOutboxPool
{
  SizeClass small;
  SizeClass large;
  gsize     held_bytes;
};

G_STATIC_ASSERT (SOL_OUTBOX_MAX_RESERVE <= LARGE_SIZE - sizeof (SolOutChunk));

SolOutboxPool *
sol_outbox_pool_new (void)
{
  SolOutboxPool *self = g_new0 (SolOutboxPool, 1);

  self->small.size = SMALL_SIZE;
  self->large.size = LARGE_SIZE;
  return self;
}

gsize
sol_outbox_pool_get_held (SolOutboxPool *self)
{
  return self->held_bytes;
}

static SolOutChunk *
size_class_take (SizeClass *self)
{
  SolOutChunk *chunk = self->free;

  if (chunk != NULL)
    {
      self->free = chunk->next;
      self->n_free--;
    }
  else
    chunk = g_malloc (self->size);

  chunk->next = NULL;
  chunk->data = (guint8 *) (chunk + 1);
  chunk->begin = chunk->end = 0;
  chunk->capacity = (guint32) (self->size - sizeof (SolOutChunk));
  chunk->owner = NULL;
  chunk->release = NULL;
  return chunk;
}

static void
size_class_give (SizeClass   *self,
                 SolOutChunk *chunk)
{
  if (self->n_free * self->size >= POOL_LIMIT_BYTES)
    {
      g_free (chunk);
      return;
    }
  chunk->next = self->free;
  self->free = chunk;
  self->n_free++;
}

static void
size_class_clear (SizeClass *self)
{
  while (self->free != NULL)
    g_free (size_class_take (self));
}

void
sol_outbox_pool_free (SolOutboxPool *self)
{
  size_class_clear (&self->small);
  size_class_clear (&self->large);
  g_free (self);
}

static void
sol_outbox_pool_release (SolOutboxPool *self,
                         SolOutChunk   *chunk)
{
  self->held_bytes -= chunk->capacity;
  if (chunk->release != NULL)
    {
      chunk->release (chunk->owner);
      g_free (chunk);
    }
  else
    size_class_give (chunk->capacity + sizeof (SolOutChunk) == self->small.size ? &self->small
                                                                              : &self->large,
                     chunk);
}

static void
sol_outbox_link (SolOutbox     *self,
                 SolOutboxPool *pool,
                 SolOutChunk   *chunk)
{
  if (self->tail != NULL)
    self->tail->next = chunk;
  else
    self->head = chunk;
  self->tail = chunk;
  pool->held_bytes += chunk->capacity;
}

guint8 *
sol_outbox_reserve_chunk (SolOutbox     *self,
                          SolOutboxPool *pool,
                          gsize          length)
{
  gboolean is_small = self->tail == NULL && length <= SMALL_SIZE - sizeof (SolOutChunk);
  SolOutChunk *chunk = size_class_take (is_small ? &pool->small : &pool->large);

  g_assert (length <= SOL_OUTBOX_MAX_RESERVE);

  sol_outbox_link (self, pool, chunk);
  chunk->end = (guint32) length;
  self->n_bytes += length;
  return chunk->data;
}

void
sol_outbox_append (SolOutbox     *self,
                   SolOutboxPool *pool,
                   const guint8  *data,
                   gsize          length)
{
  while (length > 0)
    {
      gsize part = MIN (length, SOL_OUTBOX_MAX_RESERVE);

      memcpy (sol_outbox_reserve (self, pool, part), data, part);
      data += part;
      length -= part;
    }
}

void
sol_outbox_append_shared (SolOutbox      *self,
                          SolOutboxPool  *pool,
                          const guint8   *data,
                          gsize           length,
                          gpointer        owner,
                          GDestroyNotify  release)
{
  SolOutChunk *chunk = g_new (SolOutChunk, 1);

  *chunk = (SolOutChunk) {
    .data = (guint8 *) data,
    .end = (guint32) length,
    .capacity = (guint32) length,
    .owner = owner,
    .release = release,
  };
  sol_outbox_link (self, pool, chunk);
  self->n_bytes += length;
}

guint
sol_outbox_peek (const SolOutbox *self,
                 struct iovec    *iov,
                 guint            n_max)
{
  guint n = 0;

  for (SolOutChunk *chunk = self->head; chunk != NULL && n < n_max; chunk = chunk->next)
    iov[n++] = (struct iovec) { chunk->data + chunk->begin, chunk->end - chunk->begin };
  return n;
}

static void
sol_outbox_drop_head (SolOutbox     *self,
                      SolOutboxPool *pool)
{
  SolOutChunk *chunk = self->head;

  self->head = chunk->next;
  if (self->head == NULL)
    self->tail = NULL;
  sol_outbox_pool_release (pool, chunk);
}

void
sol_outbox_consume (SolOutbox     *self,
                    SolOutboxPool *pool,
                    gsize          length)
{
  g_assert (length <= self->n_bytes);

  self->n_bytes -= length;
  while (length > 0)
    {
      SolOutChunk *chunk = self->head;
      gsize left = chunk->end - chunk->begin;

      if (length < left)
        {
          chunk->begin += (guint32) length;
          return;
        }
      length -= left;
      sol_outbox_drop_head (self, pool);
    }
}

void
sol_outbox_clear (SolOutbox     *self,
                  SolOutboxPool *pool)
{
  while (self->head != NULL)
    sol_outbox_drop_head (self, pool);
  self->n_bytes = 0;
}
