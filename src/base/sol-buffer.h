/* sol-buffer.h: octets received and not yet understood
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Holds memory only while it holds octets: an idle connection costs the struct alone. */
typedef struct
{
  guint8 *data;     /* owned, NULL when empty */
  gsize   begin;    /* first octet not yet consumed */
  gsize   end;      /* one past the last octet */
  gsize   capacity;
} SolBuffer;

/**
 * sol_buffer_get_data:
 *
 * Returns: (nullable): the octets not yet consumed, borrowed until the next change
 */
static inline const guint8 *
sol_buffer_get_data (const SolBuffer *self)
{
  return self->data + self->begin;
}

static inline gsize
sol_buffer_get_length (const SolBuffer *self)
{
  return self->end - self->begin;
}

/**
 * sol_buffer_append:
 * @data: (array length=length): octets to copy behind the others
 *
 * Thread: the owner's. Cost: amortised O(@length).
 */
void sol_buffer_append  (SolBuffer    *self,
                         const guint8 *data,
                         gsize         length);

/**
 * sol_buffer_consume:
 * @length: octets to forget at the front, at most sol_buffer_get_length()
 *
 * Gives the memory back when nothing is left.
 */
void sol_buffer_consume (SolBuffer    *self,
                         gsize         length);

void sol_buffer_clear   (SolBuffer    *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolBuffer, sol_buffer_clear)

G_END_DECLS
