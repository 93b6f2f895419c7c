/* sol-cli-wait.c: one step after the other over asynchronous calls
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-wait.h"

#include <glib-unix.h>
#include <signal.h>

void
sol_cli_wait_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      wait)
{
  SolCliWait *self = wait;

  self->result = g_object_ref (result);
}

GAsyncResult *
sol_cli_wait (SolCliWait *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

void
sol_cli_wait_clear (SolCliWait *self)
{
  g_clear_object (&self->result);
}

static gboolean
signal_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

GCancellable *
sol_cli_catch_signals (void)
{
  static const int numbers[] = { SIGINT, SIGTERM };
  GCancellable *cancellable = g_cancellable_new ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      GSource *source = g_unix_signal_source_new (numbers[i]);

      g_source_set_callback (source, signal_cb, g_object_ref (cancellable), g_object_unref);
      g_source_attach (source, NULL);
      g_source_unref (source);
    }
  return cancellable;
}
