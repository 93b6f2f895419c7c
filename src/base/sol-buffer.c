/* sol-buffer.c: octets received and not yet understood
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-buffer.h"

#include <string.h>

static void
sol_buffer_make_room (SolBuffer *self,
                      gsize      length)
{
  gsize held = sol_buffer_get_length (self);

  if (self->capacity - self->end >= length)
    return;
  if (self->begin > 0)
    {
      memmove (self->data, self->data + self->begin, held);
      self->begin = 0;
      self->end = held;
    }
  if (self->capacity - self->end >= length)
    return;
  self->capacity = MAX (held + length, self->capacity * 2);
  self->data = g_realloc (self->data, self->capacity);
}

void
sol_buffer_append (SolBuffer    *self,
                   const guint8 *data,
                   gsize         length)
{
  if (length == 0)
    return;
  sol_buffer_make_room (self, length);
  memcpy (self->data + self->end, data, length);
  self->end += length;
}

void
sol_buffer_consume (SolBuffer *self,
                    gsize      length)
{
  g_assert (length <= sol_buffer_get_length (self));

  self->begin += length;
  if (self->begin == self->end)
    sol_buffer_clear (self);
}

void
sol_buffer_clear (SolBuffer *self)
{
  g_clear_pointer (&self->data, g_free);
  self->begin = self->end = self->capacity = 0;
}
