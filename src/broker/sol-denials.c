/* sol-denials.c: which refusals by access rules are told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-denials-private.h"

#define MAX_PAIRS 1024
#define MAX_A_SECOND 20

typedef struct
{
  gint64 said_us;
  guint  n;
} Record;

struct _SolDenials
{
  GHashTable *records;    /* client, line feed, topic → Record */
  gint64      second_us;  /* when the running second began */
  guint       n_said;     /* in it */
  guint       n_hidden;   /* since the last one told for want of room */
};

SolDenials *
sol_denials_new (void)
{
  SolDenials *self = g_new0 (SolDenials, 1);

  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static Record *
sol_denials_find (SolDenials *self,
                  const char *client_id,
                  const char *topic,
                  gsize       topic_len)
{
  g_autofree char *key = g_strdup_printf ("%s\n%.*s", client_id, (int) topic_len, topic);
  Record *record = g_hash_table_lookup (self->records, key);

  if (record != NULL)
    return record;
  if (g_hash_table_size (self->records) >= MAX_PAIRS)
    g_hash_table_remove_all (self->records);
  record = g_new0 (Record, 1);
  g_hash_table_insert (self->records, g_steal_pointer (&key), record);
  return record;
}

static gboolean
sol_denials_has_room (SolDenials *self,
                      gint64      now_us)
{
  if (now_us - self->second_us >= G_USEC_PER_SEC)
    {
      self->second_us = now_us;
      self->n_said = 0;
    }
  return self->n_said < MAX_A_SECOND;
}

gboolean
sol_denials_count (SolDenials *self,
                   const char *client_id,
                   const char *topic,
                   gsize       topic_len,
                   gint64      now_us,
                   guint      *n_before,
                   guint      *n_hidden)
{
  Record *record = sol_denials_find (self, client_id, topic, topic_len);

  *n_hidden = 0;
  *n_before = record->n++;
  /* What is held back of one pair is told as its number the next time */
  if (*n_before > 0 && now_us - record->said_us < G_USEC_PER_SEC)
    return FALSE;
  if (!sol_denials_has_room (self, now_us))
    {
      self->n_hidden++;
      return FALSE;
    }
  *n_hidden = self->n_hidden;
  self->n_hidden = 0;
  self->n_said++;
  record->said_us = now_us;
  return TRUE;
}

void
sol_denials_free (SolDenials *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}
