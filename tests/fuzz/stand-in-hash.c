/* stand-in-hash.c: a password's hash at once, where a target would compute one of 21 ms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-password-private.h"
#include "sol-broker.h"

char *
sol_broker_hash_password (const char *password)
{
  return g_strdup ("$y$");
}

void
sol_broker_hash_password_async (const char          *password,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdup ("$y$"), g_free);
}

char *
sol_broker_hash_password_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
