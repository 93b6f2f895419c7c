/* sol-admin-users.c: /users, and the admin's own password
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-reply-private.h"

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  GError *error = NULL;
  g_auto (GStrv) names = sol_engine_list_users_finish (SOL_ENGINE (source), result, &error);
  JsonArray *array;

  if (names == NULL)
    {
      sol_admin_reply_error (request, NULL, error);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  sol_admin_reply_array (request, array);
}

void
sol_admin_list_users (SolAdminRequest *request)
{
  sol_engine_list_users_async (sol_admin_request_get_engine (request), NULL, listed_cb, request);
}

static const char *
find_pointer (const GError *error)
{
  if (!g_error_matches (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID))
    return NULL;
  return g_str_has_prefix (error->message, "password") ? "/password" : "/username";
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  GError *error = NULL;

  if (sol_engine_put_user_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (request, _ ("User saved"));
  else
    sol_admin_reply_error (request, find_pointer (error), error);
}

static void
put_user (SolAdminRequest *request,
          const char      *name)
{
  const char *password = NULL;

  if (sol_admin_request_read_string (request, "password", TRUE, &password))
    sol_engine_put_user_async (sol_admin_request_get_engine (request), name, password, NULL, put_cb,
                               request);
}

void
sol_admin_post_user (SolAdminRequest *request)
{
  const char *name = NULL;

  if (sol_admin_request_read_string (request, "username", TRUE, &name))
    put_user (request, name);
}

void
sol_admin_put_user (SolAdminRequest *request)
{
  put_user (request, request->params[0]);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  GError *error = NULL;

  if (sol_engine_remove_user_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (request, _ ("User removed"));
  else
    sol_admin_reply_error (request, NULL, error);
}

void
sol_admin_delete_user (SolAdminRequest *request)
{
  sol_engine_remove_user_async (sol_admin_request_get_engine (request), request->params[0], NULL,
                                removed_cb, request);
}

static void
password_set_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  GError *error = NULL;

  if (sol_engine_set_web_password_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (request, _ ("Password of the web admin saved"));
  else
    sol_admin_reply_error (request, find_pointer (error), error);
}

/* An empty password closes the admin to everyone elsewhere */
void
sol_admin_post_password (SolAdminRequest *request)
{
  const char *password = NULL;

  if (!sol_admin_auth_is_local (request->message))
    {
      sol_admin_reply_problem (
          request, SOUP_STATUS_FORBIDDEN, NULL,
          _ ("The password of the web admin can be set from this computer only"));
      return;
    }
  if (!sol_admin_request_read_string (request, "password", TRUE, &password))
    return;
  if (*password == '\0')
    password = NULL;
  sol_engine_set_web_password_async (sol_admin_request_get_engine (request), password, NULL,
                                     password_set_cb, request);
}
