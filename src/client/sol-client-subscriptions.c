/* sol-client-subscriptions.c: filters kept, and requests about them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-subscriptions-private.h"

#include <glib/gi18n.h>

#include "sol-client-options-private.h"
#include "sol-client-reply-private.h"
#include "sol-mqtt-subscribe.h"

/* Above those of messages: the first is for subscribing again, which nobody waits for */
#define RESUME_ID  (SOL_CLIENT_MAX_INFLIGHT + 1)
#define FIRST_ID   (RESUME_ID + 1)
#define N_IDS      (G_MAXUINT16 - FIRST_ID + 1)

void
sol_client_subscriptions_init (SolClientSubscriptions *self)
{
  *self = (SolClientSubscriptions) { .requests = G_QUEUE_INIT };
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
request_free (SolClientRequest *request)
{
  g_clear_object (&request->task);
  g_free (request->filter);
  g_free (request);
}

void
sol_client_subscriptions_clear (SolClientSubscriptions *self,
                                const GError           *error)
{
  SolClientRequest *request;

  while ((request = g_queue_pop_head (&self->requests)) != NULL)
    {
      sol_client_reply_error (g_steal_pointer (&request->task), error);
      request_free (request);
    }
  g_clear_pointer (&self->kept, g_hash_table_unref);
}

SolClientRequest *
sol_client_subscriptions_ask (SolClientSubscriptions *self,
                              char                   *filter,
                              guint8                  qos,
                              gboolean                is_removal,
                              GTask                  *task)
{
  SolClientRequest *oldest = g_queue_peek_head (&self->requests);
  guint16 packet_id = (guint16) (FIRST_ID + self->n_asked % N_IDS);
  SolClientRequest *request;

  /* Answers come in the order of asking, so that the next identifier is taken only by the oldest request */
  if (oldest != NULL && oldest->packet_id == packet_id)
    return NULL;
  self->n_asked++;
  request = g_new (SolClientRequest, 1);
  *request = (SolClientRequest) { task, filter, packet_id, qos, is_removal };
  g_queue_push_tail (&self->requests, request);
  return request;
}

void
sol_client_request_write (const SolClientRequest *request,
                          GByteArray             *out)
{
  const char *filters[] = { request->filter };

  if (request->is_removal)
    sol_mqtt_unsubscribe_write (out, request->packet_id, NULL, filters, 1);
  else
    sol_mqtt_subscribe_write (out, request->packet_id, NULL, filters, &request->qos, 1);
}

static void
write_kept (SolClientSubscriptions *self,
            GByteArray             *out)
{
  g_autofree const char **filters = NULL;
  g_autofree guint8 *qos = NULL;
  guint n;

  filters = (const char **) g_hash_table_get_keys_as_array (self->kept, &n);
  if (n == 0)
    return;
  qos = g_new (guint8, n);
  for (guint i = 0; i < n; i++)
    qos[i] = (guint8) GPOINTER_TO_UINT (g_hash_table_lookup (self->kept, filters[i]));
  sol_mqtt_subscribe_write (out, RESUME_ID, NULL, filters, qos, n);
}

void
sol_client_subscriptions_resume (SolClientSubscriptions *self,
                                 gboolean                session_present,
                                 GByteArray             *out)
{
  if (!session_present)
    write_kept (self, out);
  for (GList *link = self->requests.head; link != NULL; link = link->next)
    sol_client_request_write (link->data, out);
}

static void
reply_refused (SolClientRequest *request)
{
  g_autoptr (GError) error = NULL;

  g_set_error (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_SUBSCRIBE,
               _("The broker refuses the subscription to “%s”: this user may not read it"),
               request->filter);
  sol_client_reply_error (g_steal_pointer (&request->task), error);
}

static void
finish (SolClientSubscriptions *self,
        SolClientRequest       *request,
        guint8                  code)
{
  if (code == SOL_MQTT_SUBACK_FAILURE)
    {
      reply_refused (request);
      return;
    }
  sol_client_reply_value (g_steal_pointer (&request->task), request->is_removal ? TRUE : code);
  if (request->is_removal)
    g_hash_table_remove (self->kept, request->filter);
  else
    g_hash_table_insert (self->kept, g_steal_pointer (&request->filter),
                         GUINT_TO_POINTER (request->qos));
}

void
sol_client_subscriptions_answer (SolClientSubscriptions *self,
                                 guint16                 packet_id,
                                 gboolean                is_removal,
                                 guint8                  code)
{
  for (GList *link = self->requests.head; link != NULL; link = link->next)
    {
      SolClientRequest *request = link->data;

      if (request->packet_id != packet_id || request->is_removal != is_removal)
        continue;
      finish (self, request, code);
      request_free (request);
      g_queue_delete_link (&self->requests, link);
      return;
    }
}
