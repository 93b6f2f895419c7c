/* sol-client-reply.c: completes a GTask from another thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-reply-private.h"

typedef struct
{
  GTask  *task;
  GError *error;
  gint    value;
} Reply;

static void
reply_free (gpointer data)
{
  Reply *reply = data;

  g_clear_error (&reply->error);
  g_object_unref (reply->task);
  g_free (reply);
}

static gboolean
reply_cb (gpointer data)
{
  Reply *reply = data;

  if (reply->error != NULL)
    g_task_return_error (reply->task, g_steal_pointer (&reply->error));
  else
    g_task_return_int (reply->task, reply->value);
  return G_SOURCE_REMOVE;
}

static void
send_reply (GTask  *task,
            gint    value,
            GError *error)
{
  Reply *reply = g_new (Reply, 1);

  *reply = (Reply) { task, error, value };
  g_main_context_invoke_full (g_task_get_context (task), g_task_get_priority (task), reply_cb,
                              reply, reply_free);
}

void
sol_client_reply_value (GTask *task,
                        gint   value)
{
  if (task != NULL)
    send_reply (task, value, NULL);
}

void
sol_client_reply_error (GTask        *task,
                        const GError *error)
{
  if (task != NULL)
    send_reply (task, 0, g_error_copy (error));
}
