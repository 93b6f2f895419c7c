/* sol-client-reader.c: octets read from a broker, cut into packets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-reader-private.h"

#include <string.h>

/* One receive of this size costs the same as a small one and takes thousands of messages */
#define READ_SIZE (256 * 1024)
#define KEEP_SIZE (4 * READ_SIZE)

void
sol_client_reader_init (SolClientReader *self)
{
  *self = (SolClientReader) { g_malloc (READ_SIZE), 0, 0, READ_SIZE, SOL_MQTT_MAX_PACKET };
}

void
sol_client_reader_clear (SolClientReader *self)
{
  g_clear_pointer (&self->data, g_free);
  self->begin = self->end = self->capacity = 0;
}

static void
resize (SolClientReader *self,
        gsize            capacity)
{
  self->capacity = capacity;
  self->data = g_realloc (self->data, capacity);
}

static void
make_room (SolClientReader *self)
{
  gsize held = self->end - self->begin;

  if (self->begin > 0 && (held == 0 || self->capacity - self->end < READ_SIZE / 2))
    {
      memmove (self->data, self->data + self->begin, held);
      self->begin = 0;
      self->end = held;
    }
  if (held == 0 && self->capacity > KEEP_SIZE)
    resize (self, READ_SIZE);
  else if (self->capacity - self->end < READ_SIZE / 2)
    resize (self, self->capacity * 2);
}

gssize
sol_client_reader_fill (SolClientReader       *self,
                        GPollableInputStream  *input,
                        gboolean              *may_hold_more,
                        GError               **error)
{
  gsize room;
  gssize n;

  make_room (self);
  room = self->capacity - self->end;
  n = g_pollable_input_stream_read_nonblocking (input, self->data + self->end, room, NULL, error);
  *may_hold_more = n == (gssize) room;
  if (n > 0)
    self->end += n;
  return n;
}

gboolean
sol_client_reader_next (SolClientReader  *self,
                        SolMqttFrame     *frame,
                        GError          **error)
{
  gssize n = sol_mqtt_frame_next (self->data + self->begin, self->end - self->begin,
                                  self->limit, frame, error);

  if (n <= 0)
    return FALSE;
  self->begin += n;
  return TRUE;
}
