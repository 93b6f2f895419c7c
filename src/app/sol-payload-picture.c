/* sol-payload-picture.c: a picture in a payload, decoded apart from the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-payload-picture.h"

#include <glib/gi18n.h>

#include "sol-image.h"

#define MAX_PIXELS (32u * 1024 * 1024)

/* A few octets may claim a size that fills the memory: what they claim is looked at first */
static gboolean
check (const guint8  *octets,
       gsize          length,
       GError       **error)
{
  guint width, height;

  if (g_strcmp0 (sol_image_get_type (octets, length), "application/pdf") == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("A PDF document, which is not shown here"));
  else if (!sol_image_read_size (octets, length, &width, &height) || width == 0 || height == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("A picture that is damaged or cut off"));
  else if ((guint64) width * height > MAX_PIXELS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("A picture of %u × %u pixels, too large to be shown"),
                 width, height);
  else
    return TRUE;
  return FALSE;
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SolMessage *message = task_data;
  const guint8 *payload = sol_message_get_payload (message);
  g_autoptr (GBytes) bytes = g_bytes_new_static (payload, message->payload_len);
  GdkTexture *texture = NULL;
  GError *error = NULL;

  if (check (payload, message->payload_len, &error))
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
sol_payload_picture_load_async (SolMessage          *message,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, sol_message_ref (message), (GDestroyNotify) sol_message_unref);
  g_task_run_in_thread (task, load_in_thread);
}

GdkTexture *
sol_payload_picture_load_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
