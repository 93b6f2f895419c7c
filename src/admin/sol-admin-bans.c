/* sol-admin-bans.c: /api/v1/bans: who is kept out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-acl-json.h"
#include "sol-admin-reply-private.h"
#include "sol-engine-access.h"

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) bans = sol_engine_list_bans_finish (SOL_ENGINE (source), result, &error);
  JsonArray *array;

  if (bans == NULL)
    {
      sol_admin_reply_error (user_data, NULL, error);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; i < bans->len; i++)
    json_array_add_object_element (array, sol_ban_to_json (bans->pdata[i]));
  sol_admin_reply_array (user_data, array);
}

void
sol_admin_list_bans (SolAdminRequest *request)
{
  sol_engine_list_bans_async (sol_admin_request_get_engine (request), listed_cb, request);
}

static void
banned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_ban_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (user_data, _ ("Banned"));
  else
    sol_admin_reply_error (user_data, "/value", error);
}

void
sol_admin_post_ban (SolAdminRequest *request)
{
  const char *name = NULL, *value = NULL;
  gint64 seconds = 0;
  SolBanKind kind;

  if (!sol_admin_request_read_string (request, "kind", TRUE, &name)
      || !sol_admin_request_read_string (request, "value", TRUE, &value)
      || !sol_admin_request_read_int (request, "seconds", 0, G_MAXUINT, &seconds))
    return;
  if (!sol_ban_kind_parse (name, &kind))
    {
      sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/kind",
                               _ ("kind must be client, user or address"));
      return;
    }
  sol_engine_ban_async (sol_admin_request_get_engine (request), kind, value, (guint) seconds,
                        banned_cb, request);
}

static void
unbanned_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_unban_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (user_data, _ ("Ban removed"));
  else
    sol_admin_reply_error (user_data, NULL, error);
}

/* The level of the path is `KIND:VALUE` */
void
sol_admin_delete_ban (SolAdminRequest *request)
{
  const char *colon = strchr (request->params[0], ':');
  g_autofree char *name
      = colon != NULL ? g_strndup (request->params[0], (gsize) (colon - request->params[0])) : NULL;
  SolBanKind kind;

  if (!sol_ban_kind_parse (name, &kind))
    {
      sol_admin_reply_problem (request, SOUP_STATUS_NOT_FOUND, NULL,
                               _ ("A ban is named client:ID, user:NAME or address:ADDRESS"));
      return;
    }
  sol_engine_unban_async (sol_admin_request_get_engine (request), kind, colon + 1, unbanned_cb,
                          request);
}
