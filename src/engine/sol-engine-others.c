/* sol-engine-others.c: what another process changed in the database: the command line, beside a running broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#define INTERVAL_S 1

static void
users_reloaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (sol_engine_load_users_finish (SOL_ENGINE (source), result, &error))
    sol_engine_emit_users (SOL_ENGINE (source));
  else
    g_message ("Users could not be read again: %s", error->message);
}

static void
access_reloaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (sol_engine_load_access_finish (SOL_ENGINE (source), result, &error))
    sol_engine_emit_access (SOL_ENGINE (source));
  else
    g_message ("Access rules could not be read again: %s", error->message);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SolEngine) self = user_data;

  if (!sol_store_check_others_finish (SOL_STORE (source), result) || self->broker == NULL)
    return;
  sol_engine_load_users_async (self, users_reloaded_cb, NULL);
  sol_engine_load_access_async (self, access_reloaded_cb, NULL);
}

static gboolean
check_cb (gpointer user_data)
{
  SolEngine *self = user_data;

  sol_store_check_others_async (self->store, checked_cb, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

/* The first question is asked before anything is read, so that no change falls between */
void
sol_engine_watch_others (SolEngine *self)
{
  check_cb (self);
  self->others_id = g_timeout_add_seconds (INTERVAL_S, check_cb, self);
}
