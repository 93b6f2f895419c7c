/* sol-refusals.c: how often each address was refused
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-refusals-private.h"

#define MAX_ADDRESSES 1024
#define N_SAID_ALWAYS 10

struct _SolRefusals
{
  GHashTable *records;  /* address → Record */
};

typedef struct
{
  gint64 said_us;
  guint  n;
} Record;

SolRefusals *
sol_refusals_new (void)
{
  SolRefusals *self = g_new0 (SolRefusals, 1);

  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static Record *
sol_refusals_find (SolRefusals *self,
                   const char  *address)
{
  Record *record = g_hash_table_lookup (self->records, address);

  if (record != NULL)
    return record;
  if (g_hash_table_size (self->records) >= MAX_ADDRESSES)
    g_hash_table_remove_all (self->records);
  record = g_new0 (Record, 1);
  g_hash_table_insert (self->records, g_strdup (address), record);
  return record;
}

gboolean
sol_refusals_count (SolRefusals *self,
                    const char  *address,
                    gint64       now_us,
                    guint       *n_before)
{
  Record *record = sol_refusals_find (self, address);

  *n_before = record->n++;
  if (*n_before >= N_SAID_ALWAYS && now_us - record->said_us < G_USEC_PER_SEC)
    return FALSE;
  record->said_us = now_us;
  return TRUE;
}

void
sol_refusals_free (SolRefusals *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}
