/* sol-client-link.c: one standing connection: reads, writes, watches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-link-private.h"

#include <glib/gi18n.h>

#include "sol-client-timer-private.h"

/* Reads of one dispatch, so that commands are heard in a flood */
#define MAX_READS 8

static GPollableOutputStream *
get_output (SolClientLink *self)
{
  return G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)));
}

static GPollableInputStream *
get_input (SolClientLink *self)
{
  return G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)));
}

static gboolean
report_closed (SolClientLink *self,
               const GError  *error)
{
  self->funcs->closed (error, self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
report_end (SolClientLink *self)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                       _("the other side closed it"));
  return report_closed (self, error);
}

static gboolean
read_cb (GObject  *stream,
         gpointer  user_data)
{
  SolClientLink *self = user_data;

  for (guint i = 0; i < MAX_READS; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean may_hold_more;
      gssize n = sol_client_reader_fill (&self->reader, get_input (self), &may_hold_more, &error);

      if (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;
      if (n <= 0)
        return n == 0 ? report_end (self) : report_closed (self, error);
      self->last_read_us = g_get_monotonic_time ();
      if (!self->funcs->received (self->user_data))
        return G_SOURCE_REMOVE;
      /* TLS gives a record at a time and may hold more of them; a socket has been emptied by a short read */
      if (!may_hold_more && !G_IS_TCP_WRAPPER_CONNECTION (self->connection))
        break;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean flush (SolClientLink *self);

static gboolean
writable_cb (GObject  *stream,
             gpointer  user_data)
{
  return flush (user_data);
}

static void
watch_output (SolClientLink *self,
              gboolean       is_wanted)
{
  if (!is_wanted && self->write_source != NULL)
    {
      g_source_destroy (self->write_source);
      g_clear_pointer (&self->write_source, g_source_unref);
    }
  else if (is_wanted && self->write_source == NULL)
    {
      self->write_source = g_pollable_output_stream_create_source (get_output (self), NULL);
      g_source_set_callback (self->write_source, G_SOURCE_FUNC (writable_cb), self, NULL);
      g_source_attach (self->write_source, g_main_context_get_thread_default ());
    }
}

static gboolean
flush (SolClientLink *self)
{
  g_autoptr (GError) error = NULL;
  guint64 before = self->writer.n_written;

  if (!sol_client_writer_flush (&self->writer, get_output (self), &error))
    return report_closed (self, error);
  if (self->writer.n_written > before)
    self->last_write_us = g_get_monotonic_time ();
  watch_output (self, sol_client_writer_get_unsent (&self->writer) > 0);
  self->funcs->flushed (self->user_data);
  if (self->write_source != NULL)
    return G_SOURCE_CONTINUE;
  self->funcs->drained (self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
flush_cb (gpointer user_data)
{
  SolClientLink *self = user_data;

  self->is_flush_due = FALSE;
  g_source_set_ready_time (self->flush_source, -1);
  if (self->write_source == NULL)
    flush (self);
  return G_SOURCE_CONTINUE;
}

SolClientLink *
sol_client_link_new (GSocketConnection        *connection,
                     const SolClientLinkFuncs *funcs,
                     gpointer                  user_data)
{
  GMainContext *context = g_main_context_get_thread_default ();
  SolClientLink *self = g_new0 (SolClientLink, 1);

  self->connection = connection;
  self->funcs = funcs;
  self->user_data = user_data;
  self->last_read_us = self->last_write_us = g_get_monotonic_time ();
  sol_client_reader_init (&self->reader);
  sol_client_writer_init (&self->writer);

  self->read_source = g_pollable_input_stream_create_source (get_input (self), NULL);
  g_source_set_callback (self->read_source, G_SOURCE_FUNC (read_cb), self, NULL);
  g_source_attach (self->read_source, context);
  self->flush_source = sol_client_timer_new (context, flush_cb, self);
  return self;
}

void
sol_client_link_free (SolClientLink *self,
                      const GError  *error)
{
  watch_output (self, FALSE);
  g_source_destroy (self->read_source);
  g_source_unref (self->read_source);
  sol_client_timer_free (self->flush_source);
  sol_client_reader_clear (&self->reader);
  sol_client_writer_clear (&self->writer, error);
  /* The socket first: closing a TLS stream would wait for the peer */
  g_socket_close (g_socket_connection_get_socket (self->connection), NULL);
  g_object_unref (self->connection);
  g_free (self);
}

void
sol_client_link_touch (SolClientLink *self)
{
  if (self->is_flush_due)
    return;
  self->is_flush_due = TRUE;
  g_source_set_ready_time (self->flush_source, 0);
}

void
sol_client_link_push (SolClientLink *self)
{
  if (self->write_source == NULL && !self->writer.is_full)
    sol_client_writer_flush (&self->writer, get_output (self), NULL);
}

void
sol_client_link_shutdown (SolClientLink *self)
{
  g_socket_shutdown (g_socket_connection_get_socket (self->connection), FALSE, TRUE, NULL);
}
