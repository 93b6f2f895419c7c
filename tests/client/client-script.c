/* client-script.c: a client and a server that plays a script to it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "client-script.h"

void
fixture_set_up (Fixture       *self,
                gconstpointer  unused)
{
  sol_client_options_init (&self->options);
  self->options.host = "127.0.0.1";
  self->listener = test_listen (&self->options.port);
  self->properties = g_byte_array_new ();
  test_client_init (&self->self);
}

void
fixture_tear_down (Fixture       *self,
                   gconstpointer  unused)
{
  g_clear_object (&self->result);
  g_clear_object (&self->stream);
  g_object_unref (self->listener);
  test_client_clear (&self->self);
  g_byte_array_unref (self->properties);
  g_clear_pointer (&self->block, g_bytes_unref);
  g_clear_error (&self->refusal);
}

void
fixture_begin (Fixture      *self,
               GCancellable *cancellable)
{
  sol_client_connect_async (self->self.client, &self->options, cancellable, test_done_cb,
                            &self->result);
}

guint8
fixture_take_connect (Fixture *self)
{
  guint8 octets[128];
  GInputStream *input;

  g_clear_object (&self->stream);
  self->stream = test_accept (self->listener);
  input = g_io_stream_get_input_stream (self->stream);
  g_assert_true (g_input_stream_read_all (input, octets, 2, NULL, NULL, NULL));
  g_assert_cmpuint (octets[1], <=, sizeof octets - 2);
  g_assert_true (g_input_stream_read_all (input, octets + 2, octets[1], NULL, NULL, NULL));
  return octets[8];
}

void
fixture_await_connected (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  test_await (&self->result);
  g_assert_true (sol_client_connect_finish (self->self.client, self->result, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&self->result);
}
