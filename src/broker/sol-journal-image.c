/* sol-journal-image.c: what was stored, read in the store's thread for the broker's
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-journal-image-private.h"

static void
session_clear (gpointer data)
{
  SolStoreSession *session = data;

  g_free ((char *) session->client_id);
  g_free ((char *) session->user_name);
}

static void
subscription_clear (gpointer data)
{
  g_free ((char *) ((SolStoreSubscription *) data)->filter);
}

static void
row_clear (gpointer data)
{
  SolJournalImageRow *row = data;

  g_clear_pointer (&row->message, sol_message_unref);
  g_free (row->identifiers);
  g_free (row->share);
}

static GArray *
array_new (guint          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

SolJournalImage *
sol_journal_image_new (void)
{
  SolJournalImage *self = g_new0 (SolJournalImage, 1);

  self->sessions = array_new (sizeof (SolStoreSession), session_clear);
  self->subscriptions = array_new (sizeof (SolStoreSubscription), subscription_clear);
  self->received = array_new (sizeof (SolJournalImageRow), row_clear);
  self->rows = array_new (sizeof (SolJournalImageRow), row_clear);
  self->messages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) sol_message_unref);
  return self;
}

void
sol_journal_image_free (SolJournalImage *self)
{
  g_array_unref (self->sessions);
  g_array_unref (self->subscriptions);
  g_array_unref (self->received);
  g_array_unref (self->rows);
  g_hash_table_unref (self->messages);
  g_free (self);
}

static void
read_session_cb (const SolStoreSession *session,
                 gpointer               user_data)
{
  SolJournalImage *self = user_data;
  SolStoreSession copy = *session;

  copy.client_id = g_strdup (session->client_id);
  copy.user_name = g_strdup (session->user_name);
  g_array_append_val (self->sessions, copy);
}

static void
read_subscription_cb (const SolStoreSubscription *subscription,
                      gpointer                    user_data)
{
  SolJournalImage *self = user_data;
  SolStoreSubscription copy = *subscription;

  copy.filter = g_strndup (subscription->filter, subscription->filter_len);
  g_array_append_val (self->subscriptions, copy);
}

static void
read_received_cb (guint32  session,
                  guint16  packet_id,
                  gpointer user_data)
{
  SolJournalImage *self = user_data;
  SolJournalImageRow row = { .session = session, .packet_id = packet_id };

  g_array_append_val (self->received, row);
}

static SolMessage *
message_new (const SolStoreContent *content)
{
  if (content->topic == NULL || content->qos > 2)
    return NULL;
  return sol_message_new_from_parts (&(SolMessageParts) {
      .topic = content->topic,
      .topic_len = content->topic_len,
      .payload = content->payload,
      .payload_len = content->payload_len,
      .properties = content->properties,
      .properties_len = content->properties_len,
      .publisher = content->publisher,
      .qos = content->qos,
      .retain = content->retain,
      .arrived_us = content->arrived_us,
      .expires_us = content->expires_us,
  });
}

static SolMessage *
sol_journal_image_get_message (SolJournalImage   *self,
                               const SolStoreRow *row)
{
  SolMessage *message;

  if (row->message == 0)
    return message_new (&row->content);
  message = g_hash_table_lookup (self->messages, &row->message);
  return message != NULL ? sol_message_ref (message) : NULL;
}

/* One without its message is left out: the database was changed by hand */
static void
sol_journal_image_add (SolJournalImage   *self,
                       guint64            id,
                       const SolStoreRow *row)
{
  SolJournalImageRow copy = {
    .message = sol_journal_image_get_message (self, row),
    .id = id,
    .shared = row->message,
    .session = row->session,
    .delay_s = row->delay_s,
    .packet_id = row->packet_id,
    .kind = row->kind,
    .qos = row->qos,
    .retain = row->retain,
    .is_released = row->is_released,
  };

  if (copy.message == NULL && !row->is_released)
    return;
  copy.share = g_strdup (row->share);
  if (row->n_identifiers > 0)
    {
      copy.identifiers = g_memdup2 (row->identifiers, row->n_identifiers * sizeof (guint32));
      copy.n_identifiers = row->n_identifiers;
    }
  g_array_append_val (self->rows, copy);
}

static void
read_row_cb (guint64            id,
             const SolStoreRow *row,
             gpointer           user_data)
{
  SolJournalImage *self = user_data;
  SolMessage *message;

  self->last_row = MAX (self->last_row, id);
  if (row->kind != SOL_STORE_ROW_MESSAGE)
    {
      sol_journal_image_add (self, id, row);
      return;
    }
  message = message_new (&row->content);
  if (message != NULL)
    g_hash_table_insert (self->messages, g_memdup2 (&id, sizeof id), message);
}

const SolStoreReader *
sol_journal_image_get_reader (void)
{
  static const SolStoreReader reader = {
    read_session_cb,
    read_subscription_cb,
    read_received_cb,
    read_row_cb,
  };

  return &reader;
}
