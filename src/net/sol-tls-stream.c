/* sol-tls-stream.c: TLS as a GIOStream, for libsoup
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tls-stream-private.h"

#include <errno.h>
#include <string.h>

#include "sol-buffer.h"

#define READ_BYTES (32 * 1024)

struct _SolTlsStream
{
  GIOStream parent_instance;

  /* Owned */
  SolTls        *tls;     /* NULL when closed */
  GSocket       *socket;
  GInputStream  *input;
  GOutputStream *output;
  GSource       *push;    /* nullable: writes what the socket did not take */

  SolBuffer      clear;   /* received, not read yet */
  guint64        n_taken;
};

G_DEFINE_FINAL_TYPE (SolTlsStream, sol_tls_stream, G_TYPE_IO_STREAM)

static void
sol_tls_stream_stop_push (SolTlsStream *self)
{
  if (self->push != NULL)
    g_source_destroy (self->push);
  g_clear_pointer (&self->push, g_source_unref);
}

static gboolean
push_cb (GSocket      *socket,
         GIOCondition  condition,
         gpointer      user_data)
{
  SolTlsStream *self = user_data;

  if (sol_tls_push (self->tls) && sol_tls_has_unsent (self->tls))
    return G_SOURCE_CONTINUE;
  sol_tls_stream_stop_push (self);
  return G_SOURCE_REMOVE;
}

static void
sol_tls_stream_push (SolTlsStream *self)
{
  if (self->push != NULL || !sol_tls_has_unsent (self->tls))
    return;
  self->push = g_socket_create_source (self->socket, G_IO_OUT, NULL);
  g_source_set_callback (self->push, G_SOURCE_FUNC (push_cb), self, NULL);
  g_source_attach (self->push, g_main_context_get_thread_default ());
}

static gssize
sol_tls_stream_receive (SolTlsStream  *self,
                        GError       **error)
{
  guint8 octets[READ_BYTES];
  gssize n = sol_tls_receive (self->tls, octets, sizeof octets);
  int number = errno;
  const char *problem = sol_tls_get_problem (self->tls);

  sol_tls_stream_push (self);
  if (n > 0)
    sol_buffer_append (&self->clear, octets, (gsize) n);
  else if (n < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number),
                         problem != NULL ? problem : g_strerror (number));
  return n;
}

gssize
sol_tls_stream_read (SolTlsStream  *self,
                     void          *buffer,
                     gsize          size,
                     GError       **error)
{
  gsize n = sol_buffer_get_length (&self->clear);
  gssize received;

  if (n == 0 && (received = sol_tls_stream_receive (self, error)) <= 0)
    return received;
  n = MIN (size, sol_buffer_get_length (&self->clear));
  memcpy (buffer, sol_buffer_get_data (&self->clear), n);
  sol_buffer_consume (&self->clear, n);
  return (gssize) n;
}

gssize
sol_tls_stream_write (SolTlsStream  *self,
                      const void    *data,
                      gsize          length,
                      GError       **error)
{
  const struct iovec octets = { (void *) data, length };
  gssize n = sol_tls_send (self->tls, &octets, 1);

  if (n < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, g_strerror (EPIPE));
  else if (n == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, g_strerror (EAGAIN));
      n = -1;
    }
  else
    self->n_taken += (guint64) n;
  sol_tls_stream_push (self);
  return n;
}

static gboolean
sol_tls_stream_is_ready (SolTlsStream *self,
                         GIOCondition  condition)
{
  return condition & G_IO_IN ? sol_buffer_get_length (&self->clear) > 0 : !sol_tls_has_unsent (self->tls);
}

gboolean
sol_tls_stream_check (SolTlsStream *self,
                      GIOCondition  condition)
{
  return sol_tls_stream_is_ready (self, condition) || g_socket_condition_check (self->socket, condition) != 0;
}

GSource *
sol_tls_stream_create_source (SolTlsStream *self,
                              GIOCondition  condition)
{
  return sol_tls_stream_is_ready (self, condition) ? g_timeout_source_new (0)
                                                   : g_socket_create_source (self->socket, condition, NULL);
}

static GInputStream *
sol_tls_stream_get_input (GIOStream *stream)
{
  return SOL_TLS_STREAM (stream)->input;
}

static GOutputStream *
sol_tls_stream_get_output (GIOStream *stream)
{
  return SOL_TLS_STREAM (stream)->output;
}

static gboolean
sol_tls_stream_close (GIOStream     *stream,
                      GCancellable  *cancellable,
                      GError       **error)
{
  SolTlsStream *self = SOL_TLS_STREAM (stream);

  sol_tls_stream_stop_push (self);
  g_clear_pointer (&self->tls, sol_tls_free);
  return g_socket_close (self->socket, error);
}

/* Not in a thread, as by default: TLS belongs to this one */
static void
sol_tls_stream_close_async (GIOStream           *stream,
                            int                  priority,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  GError *error = NULL;

  if (sol_tls_stream_close (stream, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
sol_tls_stream_close_finish (GIOStream     *stream,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sol_tls_stream_finalize (GObject *object)
{
  SolTlsStream *self = SOL_TLS_STREAM (object);

  g_object_unref (self->input);
  g_object_unref (self->output);
  g_object_unref (self->socket);
  sol_buffer_clear (&self->clear);
  G_OBJECT_CLASS (sol_tls_stream_parent_class)->finalize (object);
}

static void
sol_tls_stream_class_init (SolTlsStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sol_tls_stream_finalize;
  stream_class->get_input_stream = sol_tls_stream_get_input;
  stream_class->get_output_stream = sol_tls_stream_get_output;
  stream_class->close_fn = sol_tls_stream_close;
  stream_class->close_async = sol_tls_stream_close_async;
  stream_class->close_finish = sol_tls_stream_close_finish;
}

static void
sol_tls_stream_init (SolTlsStream *self)
{
  self->input = sol_tls_input_new (self);
  self->output = sol_tls_output_new (self);
}

SolTlsStream *
sol_tls_stream_new (SolTls       *tls,
                    GSocket      *socket,
                    const guint8 *data,
                    gsize         length)
{
  SolTlsStream *self = g_object_new (SOL_TYPE_TLS_STREAM, NULL);

  self->tls = tls;
  self->socket = g_object_ref (socket);
  sol_buffer_append (&self->clear, data, length);
  return self;
}

SolTls *
sol_tls_stream_get_tls (SolTlsStream *self)
{
  return self->tls;
}

GSocket *
sol_tls_stream_get_socket (SolTlsStream *self)
{
  return self->socket;
}

guint64
sol_tls_stream_get_n_taken (SolTlsStream *self)
{
  return self->n_taken;
}
