/* sol-client-writer.c: octets waiting for a broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-writer-private.h"

#include "sol-client-reply-private.h"

#define KEEP_SIZE (1024 * 1024)
#define MAX_WRITE (1024 * 1024)

typedef struct
{
  guint64  end;
  GTask   *task;
} Mark;

void
sol_client_writer_init (SolClientWriter *self)
{
  *self = (SolClientWriter) { .out = g_byte_array_new (), .marks = G_QUEUE_INIT };
}

void
sol_client_writer_clear (SolClientWriter *self,
                         const GError    *error)
{
  Mark *mark;

  while ((mark = g_queue_pop_head (&self->marks)) != NULL)
    {
      sol_client_reply_error (mark->task, error);
      g_free (mark);
    }
  g_clear_pointer (&self->out, g_byte_array_unref);
}

void
sol_client_writer_mark (SolClientWriter *self,
                        GTask           *task)
{
  Mark *mark = g_new (Mark, 1);

  *mark = (Mark) { self->n_written + sol_client_writer_get_unsent (self), task };
  g_queue_push_tail (&self->marks, mark);
}

static void
complete_marks (SolClientWriter *self)
{
  Mark *mark;

  while ((mark = g_queue_peek_head (&self->marks)) != NULL && mark->end <= self->n_written)
    {
      g_queue_pop_head (&self->marks);
      sol_client_reply_value (mark->task, 0);
      g_free (mark);
    }
}

static void
forget_written (SolClientWriter *self)
{
  if (self->begin == self->out->len && self->out->len > KEEP_SIZE)
    {
      g_byte_array_unref (self->out);
      self->out = g_byte_array_new ();
      self->begin = 0;
    }
  else if (self->begin == self->out->len)
    {
      g_byte_array_set_size (self->out, 0);
      self->begin = 0;
    }
  else if (self->begin > self->out->len / 2)
    {
      g_byte_array_remove_range (self->out, 0, (guint) self->begin);
      self->begin = 0;
    }
}

gboolean
sol_client_writer_flush (SolClientWriter        *self,
                         GPollableOutputStream  *output,
                         GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  gssize n = 0;

  while (sol_client_writer_get_unsent (self) > 0)
    {
      n = g_pollable_output_stream_write_nonblocking (
        output, self->out->data + self->begin, MIN (sol_client_writer_get_unsent (self), MAX_WRITE),
        NULL, &local_error);
      if (n < 0)
        break;
      self->begin += n;
      self->n_written += n;
    }
  forget_written (self);
  complete_marks (self);
  self->is_full = local_error != NULL;
  if (local_error == NULL || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
