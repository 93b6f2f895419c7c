/* sol-admin-clients.c: /clients and /topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <glib/gi18n.h>

#include "sol-admin-client-json-private.h"
#include "sol-admin-reply-private.h"

#define MAX_CLIENTS 10000
#define DEFAULT_LIMIT 1000

/* What is asked of the broker's list */
typedef struct
{
  SolAdminRequest   *request;
  SolAdminBuildFunc  build;
} Question;

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  SolAdminRequest *request = question->request;
  GPtrArray *clients = sol_broker_list_clients_finish (SOL_BROKER (source), result, NULL);
  GPtrArray *test_clients = sol_admin_test_clients_list (request->admin->test_clients);

  /* A broker that is stopped lists nobody */
  if (clients == NULL)
    clients = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_broker_client_free);
  g_ptr_array_extend_and_steal (clients, test_clients);
  sol_admin_reply_built (request, question->build, clients, (GDestroyNotify) g_ptr_array_unref);
}

static void
ask (SolAdminRequest   *request,
     guint              limit,
     SolAdminBuildFunc  build)
{
  SolBroker *broker = sol_engine_get_broker (sol_admin_request_get_engine (request));
  Question *question = g_new (Question, 1);

  *question = (Question) { request, build };
  sol_broker_list_clients_async (broker, limit, NULL, listed_cb, question);
}

void
sol_admin_get_clients (SolAdminRequest *request)
{
  ask (request, MAX_CLIENTS, sol_admin_build_clients_by_id);
}

void
sol_admin_get_topics (SolAdminRequest *request)
{
  ask (request, MAX_CLIENTS, sol_admin_build_topics_by_filter);
}

static void
ask_limited (SolAdminRequest   *request,
             SolAdminBuildFunc  build)
{
  guint limit = DEFAULT_LIMIT;

  if (sol_admin_request_read_query (request, "limit", 1, MAX_CLIENTS, &limit))
    ask (request, limit, build);
}

void
sol_admin_list_clients (SolAdminRequest *request)
{
  ask_limited (request, sol_admin_build_client_list);
}

void
sol_admin_list_topics (SolAdminRequest *request)
{
  ask_limited (request, sol_admin_build_topic_list);
}

static void
reply_unknown (SolAdminRequest *request)
{
  g_autofree char *detail = g_strdup_printf (_ ("There is no client “%s”"), request->params[0]);

  sol_admin_reply_problem (request, SOUP_STATUS_NOT_FOUND, NULL, detail);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  g_autoptr (GPtrArray) clients
      = sol_broker_list_clients_finish (SOL_BROKER (source), result, NULL);

  for (guint i = 0; clients != NULL && i < clients->len; i++)
    {
      const SolBrokerClient *client = g_ptr_array_index (clients, i);

      if (!g_str_equal (client->client_id, request->params[0]))
        continue;
      sol_admin_reply_object (request, sol_admin_client_to_json (client));
      return;
    }
  reply_unknown (request);
}

void
sol_admin_get_client (SolAdminRequest *request)
{
  SolBroker *broker = sol_engine_get_broker (sol_admin_request_get_engine (request));

  sol_broker_list_clients_async (broker, MAX_CLIENTS, NULL, found_cb, request);
}

static void
kicked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  SolAdminRequest *request = user_data;

  if (sol_broker_kick_finish (SOL_BROKER (source), result, NULL))
    sol_admin_reply_success (request, _ ("Client disconnected"));
  else
    reply_unknown (request);
}

void
sol_admin_delete_client (SolAdminRequest *request)
{
  SolAdminTestClients *test_clients = request->admin->test_clients;
  SolBroker *broker = sol_engine_get_broker (sol_admin_request_get_engine (request));

  if (sol_admin_test_clients_find (test_clients, request->params[0]) == NULL)
    {
      sol_broker_kick_async (broker, request->params[0], NULL, kicked_cb, request);
      return;
    }
  sol_admin_test_clients_remove (test_clients, request->params[0]);
  sol_admin_reply_success (request, _ ("Client disconnected"));
}
