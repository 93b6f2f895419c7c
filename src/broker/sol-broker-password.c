/* sol-broker-password.c: a password made into what may be stored
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker.h"

#include <crypt.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sol-auth.h"
#include "sol-broker-password-private.h"

static void
wipe_password (gpointer data)
{
  char *password = data;

  explicit_bzero (password, strlen (password));
  g_free (password);
}

/* yescrypt at the cost that the library holds right today, salted by the system's random octets */
char *
sol_broker_hash_password (const char *password)
{
  struct crypt_data *data = g_new0 (struct crypt_data, 1);
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  char *hash = NULL;

  if (crypt_gensalt_rn ("$y$", 0, NULL, 0, setting, sizeof setting) != NULL)
    hash = g_strdup (crypt_r (password, setting, data));
  explicit_bzero (data, sizeof *data);
  g_free (data);
  if (hash != NULL && hash[0] == '*')
    g_clear_pointer (&hash, g_free);
  return hash;
}

static void
hash_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  char *hash = sol_broker_hash_password (task_data);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_new_error (task, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                             _ ("The system’s crypt library cannot make a yescrypt hash. "
                                "Install libxcrypt 4.4 or later."));
}

void
sol_broker_hash_password_async (const char          *password,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  gsize length;

  g_return_if_fail (password != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sol_broker_hash_password_async);
  length = strlen (password);
  if (length == 0 || length > SOL_AUTH_MAX_PASSWORD)
    {
      g_task_return_new_error (task, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                               _ ("A password has 1 to %d octets, this one %zu."),
                               SOL_AUTH_MAX_PASSWORD, length);
      return;
    }
  g_task_set_task_data (task, g_strdup (password), wipe_password);
  g_task_run_in_thread (task, hash_in_thread);
}

char *
sol_broker_hash_password_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sol_broker_hash_password_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
