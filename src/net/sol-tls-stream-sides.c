/* sol-tls-stream-sides.c: the two directions of TLS as a GIOStream
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tls-stream-private.h"

#include <glib/gi18n.h>

#define SOL_TYPE_TLS_INPUT (sol_tls_input_get_type ())
G_DECLARE_FINAL_TYPE (SolTlsInput, sol_tls_input, SOL, TLS_INPUT, GInputStream)

struct _SolTlsInput
{
  GInputStream  parent_instance;
  SolTlsStream *stream;  /* weak */
};

#define SOL_TYPE_TLS_OUTPUT (sol_tls_output_get_type ())
G_DECLARE_FINAL_TYPE (SolTlsOutput, sol_tls_output, SOL, TLS_OUTPUT, GOutputStream)

struct _SolTlsOutput
{
  GOutputStream  parent_instance;
  SolTlsStream  *stream;  /* weak */
};

static void sol_tls_input_pollable_init  (GPollableInputStreamInterface  *iface);
static void sol_tls_output_pollable_init (GPollableOutputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolTlsInput, sol_tls_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, sol_tls_input_pollable_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (SolTlsOutput, sol_tls_output, G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, sol_tls_output_pollable_init))

static gboolean
check_open (SolTlsStream  *stream,
            GError       **error)
{
  if (stream != NULL && sol_tls_stream_get_tls (stream) != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The connection is closed"));
  return FALSE;
}

static GSource *
create_source (gpointer      side,
               SolTlsStream *stream,
               GIOCondition  condition,
               GCancellable *cancellable)
{
  g_autoptr (GSource) ready = check_open (stream, NULL) ? sol_tls_stream_create_source (stream, condition)
                                                        : g_timeout_source_new (0);

  return g_pollable_source_new_full (side, ready, cancellable);
}

static gssize
sol_tls_input_read (GInputStream  *input,
                    void          *buffer,
                    gsize          size,
                    GCancellable  *cancellable,
                    GError       **error)
{
  SolTlsStream *stream = SOL_TLS_INPUT (input)->stream;

  return check_open (stream, error) ? sol_tls_stream_read (stream, buffer, size, error) : -1;
}

static gssize
sol_tls_input_read_nonblocking (GPollableInputStream  *input,
                                void                  *buffer,
                                gsize                  size,
                                GError               **error)
{
  return sol_tls_input_read (G_INPUT_STREAM (input), buffer, size, NULL, error);
}

static gboolean
sol_tls_input_is_readable (GPollableInputStream *input)
{
  SolTlsStream *stream = SOL_TLS_INPUT (input)->stream;

  return !check_open (stream, NULL) || sol_tls_stream_check (stream, G_IO_IN);
}

static GSource *
sol_tls_input_create_source (GPollableInputStream *input,
                             GCancellable         *cancellable)
{
  return create_source (input, SOL_TLS_INPUT (input)->stream, G_IO_IN, cancellable);
}

static void
sol_tls_input_dispose (GObject *object)
{
  g_clear_weak_pointer (&SOL_TLS_INPUT (object)->stream);
  G_OBJECT_CLASS (sol_tls_input_parent_class)->dispose (object);
}

static void
sol_tls_input_class_init (SolTlsInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_tls_input_dispose;
  G_INPUT_STREAM_CLASS (klass)->read_fn = sol_tls_input_read;
}

static void
sol_tls_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = sol_tls_input_is_readable;
  iface->create_source = sol_tls_input_create_source;
  iface->read_nonblocking = sol_tls_input_read_nonblocking;
}

static void
sol_tls_input_init (SolTlsInput *self)
{
}

static gssize
sol_tls_output_write (GOutputStream  *output,
                      const void     *data,
                      gsize           length,
                      GCancellable   *cancellable,
                      GError        **error)
{
  SolTlsStream *stream = SOL_TLS_OUTPUT (output)->stream;

  return check_open (stream, error) ? sol_tls_stream_write (stream, data, length, error) : -1;
}

static gssize
sol_tls_output_write_nonblocking (GPollableOutputStream  *output,
                                  const void             *data,
                                  gsize                   length,
                                  GError                **error)
{
  return sol_tls_output_write (G_OUTPUT_STREAM (output), data, length, NULL, error);
}

static gboolean
sol_tls_output_is_writable (GPollableOutputStream *output)
{
  SolTlsStream *stream = SOL_TLS_OUTPUT (output)->stream;

  return !check_open (stream, NULL) || sol_tls_stream_check (stream, G_IO_OUT);
}

static GSource *
sol_tls_output_create_source (GPollableOutputStream *output,
                              GCancellable          *cancellable)
{
  return create_source (output, SOL_TLS_OUTPUT (output)->stream, G_IO_OUT, cancellable);
}

static void
sol_tls_output_dispose (GObject *object)
{
  G_OBJECT_CLASS (sol_tls_output_parent_class)->dispose (object);
  g_clear_weak_pointer (&SOL_TLS_OUTPUT (object)->stream);
}

static void
sol_tls_output_class_init (SolTlsOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_tls_output_dispose;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = sol_tls_output_write;
}

static void
sol_tls_output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = sol_tls_output_is_writable;
  iface->create_source = sol_tls_output_create_source;
  iface->write_nonblocking = sol_tls_output_write_nonblocking;
}

static void
sol_tls_output_init (SolTlsOutput *self)
{
}

GInputStream *
sol_tls_input_new (SolTlsStream *stream)
{
  SolTlsInput *self = g_object_new (SOL_TYPE_TLS_INPUT, NULL);

  g_set_weak_pointer (&self->stream, stream);
  return G_INPUT_STREAM (self);
}

GOutputStream *
sol_tls_output_new (SolTlsStream *stream)
{
  SolTlsOutput *self = g_object_new (SOL_TYPE_TLS_OUTPUT, NULL);

  g_set_weak_pointer (&self->stream, stream);
  return G_OUTPUT_STREAM (self);
}
