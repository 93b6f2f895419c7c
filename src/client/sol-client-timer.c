/* sol-client-timer.c: a source that is ready at a time, or now
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-timer-private.h"

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs timer_funcs = { .dispatch = dispatch };

GSource *
sol_client_timer_new (GMainContext *context,
                      GSourceFunc   func,
                      gpointer      user_data)
{
  GSource *timer = g_source_new (&timer_funcs, sizeof (GSource));

  g_source_set_callback (timer, func, user_data, NULL);
  g_source_attach (timer, context);
  return timer;
}

void
sol_client_timer_free (GSource *timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}
