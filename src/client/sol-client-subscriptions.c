/* sol-client-subscriptions.c: filters kept, and requests about them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-subscriptions-private.h"

#include <glib/gi18n.h>

#include "sol-client-options-private.h"
#include "sol-client-error-private.h"
#include "sol-client-reply-private.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-reason.h"

/* Above those of messages: the first is for subscribing again, which nobody waits for */
#define RESUME_ID  (SOL_CLIENT_MAX_INFLIGHT + 1)
#define FIRST_ID   (RESUME_ID + 1)
#define N_IDS      (G_MAXUINT16 - FIRST_ID + 1)

static void
request_free (SolClientRequest *request)
{
  g_clear_object (&request->task);
  g_clear_pointer (&request->properties, g_bytes_unref);
  g_free (request->filter);
  g_free (request);
}

void
sol_client_subscriptions_init (SolClientSubscriptions *self)
{
  *self = (SolClientSubscriptions) { .requests = G_QUEUE_INIT };
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                      (GDestroyNotify) request_free);
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
  g_clear_pointer (&self->resumed, g_ptr_array_unref);
}

static GList *
find_request (SolClientSubscriptions *self,
              guint16                 packet_id)
{
  for (GList *link = self->requests.head; link != NULL; link = link->next)
    if (((SolClientRequest *) link->data)->packet_id == packet_id)
      return link;
  return NULL;
}

SolClientRequest *
sol_client_subscriptions_ask (SolClientSubscriptions *self,
                              char                   *filter,
                              guint8                  options,
                              GBytes                 *properties,
                              gboolean                is_removal,
                              GTask                  *task)
{
  guint16 packet_id = (guint16) (FIRST_ID + self->n_asked % N_IDS);
  SolClientRequest *request;

  if (self->n_asked >= N_IDS && find_request (self, packet_id) != NULL)
    return NULL;
  self->n_asked++;
  request = g_new (SolClientRequest, 1);
  *request = (SolClientRequest) { task, filter, properties, packet_id, options, is_removal };
  g_queue_push_tail (&self->requests, request);
  return request;
}

/* Before 5.0 there are no properties, and of the options only the QoS */
static guint8
get_options (const SolClientRequest *request,
             guint8                  version)
{
  return version >= SOL_MQTT_VERSION_5_0 ? request->options
                                         : request->options & SOL_MQTT_OPTION_QOS;
}

void
sol_client_request_write (const SolClientRequest *request,
                          guint8                  version,
                          GByteArray             *out)
{
  const char *filters[] = { request->filter };
  guint8 options = get_options (request, version);
  SolMqttSlice slice = { NULL, 0 };
  const SolMqttSlice *properties = version >= SOL_MQTT_VERSION_5_0 ? &slice : NULL;

  if (request->properties != NULL)
    slice.data = g_bytes_get_data (request->properties, &slice.length);
  if (request->is_removal)
    sol_mqtt_unsubscribe_write (out, request->packet_id, properties, filters, 1);
  else
    sol_mqtt_subscribe_write (out, request->packet_id, properties, filters, &options, 1);
}

/* One with properties of its own needs a packet of its own: properties are a packet's. It goes before what was asked
 * later and is still open. */
static void
ask_again (SolClientSubscriptions *self,
           const SolClientRequest *kept)
{
  char *filter = g_strdup (kept->filter);
  GBytes *properties = g_bytes_ref (kept->properties);

  if (sol_client_subscriptions_ask (self, filter, kept->options, properties, FALSE, NULL) != NULL)
    {
      g_queue_push_head_link (&self->requests, g_queue_pop_tail_link (&self->requests));
      return;
    }
  g_free (filter);
  g_bytes_unref (properties);
}

/* Fills @resumed with those that go in one packet, and @options with theirs */
static void
collect_kept (SolClientSubscriptions *self,
              guint8                  version,
              GByteArray             *options)
{
  GHashTableIter iter;
  gpointer value;

  self->resumed = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const SolClientRequest *kept = value;
      guint8 octet = get_options (kept, version);

      if (kept->properties != NULL && version >= SOL_MQTT_VERSION_5_0)
        {
          ask_again (self, kept);
          continue;
        }
      g_ptr_array_add (self->resumed, g_strdup (kept->filter));
      g_byte_array_append (options, &octet, 1);
    }
}

static void
write_kept (SolClientSubscriptions *self,
            guint8                  version,
            GByteArray             *out)
{
  g_autoptr (GByteArray) options = g_byte_array_new ();
  const SolMqttSlice none = { NULL, 0 };

  collect_kept (self, version, options);
  if (self->resumed->len > 0)
    sol_mqtt_subscribe_write (out, RESUME_ID, version >= SOL_MQTT_VERSION_5_0 ? &none : NULL,
                              (const char *const *) self->resumed->pdata, options->data,
                              self->resumed->len);
  else
    g_clear_pointer (&self->resumed, g_ptr_array_unref);
}

/* What nobody waits for was asked by the connection before: it is kept, and asked again from there */
static void
drop_unanswered (SolClientSubscriptions *self)
{
  GList *next;

  for (GList *link = self->requests.head; link != NULL; link = next)
    {
      SolClientRequest *request = link->data;

      next = link->next;
      if (request->task != NULL)
        continue;
      request_free (request);
      g_queue_delete_link (&self->requests, link);
    }
}

void
sol_client_subscriptions_resume (SolClientSubscriptions *self,
                                 gboolean                session_present,
                                 guint8                  version,
                                 GByteArray             *out)
{
  if (!session_present || self->resumed != NULL)
    {
      g_clear_pointer (&self->resumed, g_ptr_array_unref);
      drop_unanswered (self);
      write_kept (self, version, out);
    }
  for (GList *link = self->requests.head; link != NULL; link = link->next)
    sol_client_request_write (link->data, version, out);
}

static void
keep (SolClientSubscriptions *self,
      const SolClientRequest *request)
{
  SolClientRequest *kept = g_new0 (SolClientRequest, 1);

  kept->filter = g_strdup (request->filter);
  kept->options = request->options;
  kept->properties = request->properties != NULL ? g_bytes_ref (request->properties) : NULL;
  g_hash_table_replace (self->kept, kept->filter, kept);
}

static void
finish (SolClientSubscriptions *self,
        SolClientRequest       *request,
        const SolMqttSuback    *suback,
        SolClientRefusedFunc    refused,
        gpointer                user_data)
{
  guint8 code = suback->n > 0 ? suback->codes[0] : 0;
  g_autoptr (GError) error = NULL;

  if (sol_mqtt_reason_is_failure (code))
    {
      error = sol_client_error_from_suback (request->filter, code, request->is_removal, suback);
      if (request->task == NULL)
        {
          g_hash_table_remove (self->kept, request->filter);
          refused (request->filter, error, user_data);
        }
      sol_client_reply_error (g_steal_pointer (&request->task), error);
      return;
    }
  sol_client_reply_value (g_steal_pointer (&request->task), request->is_removal ? TRUE : code);
  if (request->is_removal)
    g_hash_table_remove (self->kept, request->filter);
  else
    keep (self, request);
}

/* The answer to what was subscribed again in one packet */
static void
answer_resumed (SolClientSubscriptions *self,
                const SolMqttSuback    *suback,
                SolClientRefusedFunc    refused,
                gpointer                user_data)
{
  g_autoptr (GPtrArray) filters = g_steal_pointer (&self->resumed);

  for (guint i = 0; filters != NULL && i < MIN (filters->len, suback->n); i++)
    if (sol_mqtt_reason_is_failure (suback->codes[i]))
      {
        g_autoptr (GError) error
          = sol_client_error_from_suback (filters->pdata[i], suback->codes[i], FALSE, suback);

        g_hash_table_remove (self->kept, filters->pdata[i]);
        refused (filters->pdata[i], error, user_data);
      }
}

void
sol_client_subscriptions_answer (SolClientSubscriptions *self,
                                 const SolMqttSuback    *suback,
                                 gboolean                is_removal,
                                 SolClientRefusedFunc    refused,
                                 gpointer                user_data)
{
  SolClientRequest *request;
  GList *link;

  if (suback->packet_id == RESUME_ID)
    {
      answer_resumed (self, suback, refused, user_data);
      return;
    }
  link = find_request (self, suback->packet_id);
  if (link == NULL || ((SolClientRequest *) link->data)->is_removal != is_removal)
    return;
  request = link->data;
  g_queue_delete_link (&self->requests, link);
  finish (self, request, suback, refused, user_data);
  request_free (request);
}
