/* sol-engine-bans.c: bans: the store keeps them, the broker is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-engine-access.h"
#include "sol-store-bans.h"

#define MAX_VALUE 65535

static void
bans_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) bans = sol_store_list_bans_finish (SOL_STORE (source), result, &error);

  if (bans == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->broker != NULL)
    sol_broker_set_bans (self->broker, bans);
  g_task_return_boolean (task, TRUE);
}

void
sol_engine_load_bans (SolEngine *self,
                      GTask     *task)
{
  sol_store_list_bans_async (self->store, NULL, bans_loaded_cb, task);
}

static void
ban_stored_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_store_put_ban_finish (SOL_STORE (source), result, &error))
    {
      sol_engine_reload_access (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* An address as the broker writes it; NULL with @error when it is none */
static char *
dup_value (SolBanKind   kind,
           const char  *value,
           GError     **error)
{
  g_autoptr (GInetAddress) address = NULL;

  if (*value == '\0' || strlen (value) > MAX_VALUE || !g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                   _("value must be 1 to %d octets of UTF-8: a client identifier, a user name or "
                     "an address"),
                   MAX_VALUE);
      return NULL;
    }
  if (kind != SOL_BAN_ADDRESS)
    return g_strdup (value);
  address = g_inet_address_new_from_string (value);
  if (address != NULL)
    return g_inet_address_to_string (address);
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
               _("value “%s” is not a network address: write it as in 192.168.1.57 or fe80::1, "
                 "without a port"),
               value);
  return NULL;
}

void
sol_engine_ban_async (SolEngine           *self,
                      SolBanKind           kind,
                      const char          *value,
                      guint                seconds,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;
  g_autofree char *written = dup_value (kind, value, &error);
  g_autoptr (SolBan) ban = NULL;

  g_task_set_source_tag (task, sol_engine_ban_async);
  if (written == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  ban = sol_ban_new (kind, written, now_s, seconds == 0 ? 0 : now_s + seconds);
  sol_store_put_ban_async (self->store, ban, NULL, ban_stored_cb, task);
}

gboolean
sol_engine_ban_finish (SolEngine     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ban_removed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_store_remove_ban_finish (SOL_STORE (source), result, &error))
    {
      sol_engine_reload_access (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
sol_engine_unban_async (SolEngine           *self,
                        SolBanKind           kind,
                        const char          *value,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  g_autofree char *written = dup_value (kind, value, &error);

  g_task_set_source_tag (task, sol_engine_unban_async);
  if (written != NULL)
    {
      sol_store_remove_ban_async (self->store, kind, written, NULL, ban_removed_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
sol_engine_unban_finish (SolEngine     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
bans_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *bans = sol_store_list_bans_finish (SOL_STORE (source), result, &error);

  if (bans != NULL)
    g_task_return_pointer (task, bans, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
sol_engine_list_bans_async (SolEngine           *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sol_engine_list_bans_async);
  sol_store_list_bans_async (self->store, NULL, bans_listed_cb, task);
}

GPtrArray *
sol_engine_list_bans_finish (SolEngine     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
