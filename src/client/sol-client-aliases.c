/* sol-client-aliases.c: topics that go by a number
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-aliases-private.h"

void
sol_client_aliases_init (SolClientAliases *self,
                         guint16           outgoing_maximum,
                         guint16           incoming_maximum)
{
  sol_client_aliases_clear (self);
  self->outgoing_maximum = outgoing_maximum;
  self->incoming_maximum = incoming_maximum;
}

void
sol_client_aliases_clear (SolClientAliases *self)
{
  g_clear_pointer (&self->outgoing, g_hash_table_unref);
  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  self->outgoing_maximum = self->incoming_maximum = 0;
}

guint16
sol_client_aliases_choose (SolClientAliases *self,
                           const char       *topic,
                           gboolean         *is_known)
{
  guint16 alias;

  *is_known = FALSE;
  if (self->outgoing_maximum == 0)
    return 0;
  if (self->outgoing == NULL)
    self->outgoing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  alias = (guint16) GPOINTER_TO_UINT (g_hash_table_lookup (self->outgoing, topic));
  *is_known = alias != 0;
  if (alias != 0 || g_hash_table_size (self->outgoing) >= self->outgoing_maximum)
    return alias;
  alias = (guint16) (g_hash_table_size (self->outgoing) + 1);
  g_hash_table_insert (self->outgoing, g_strdup (topic), GUINT_TO_POINTER (alias));
  return alias;
}

gboolean
sol_client_aliases_learn (SolClientAliases *self,
                          guint16           alias,
                          const char       *topic,
                          gsize             topic_len)
{
  if (alias == 0 || alias > self->incoming_maximum)
    return FALSE;
  if (self->incoming == NULL)
    self->incoming = g_ptr_array_new_with_free_func (g_free);
  if (self->incoming->len < alias)
    g_ptr_array_set_size (self->incoming, alias);
  g_free (self->incoming->pdata[alias - 1]);
  self->incoming->pdata[alias - 1] = g_strndup (topic, topic_len);
  return TRUE;
}

const char *
sol_client_aliases_resolve (const SolClientAliases *self,
                            guint16                 alias)
{
  if (self->incoming == NULL || alias == 0 || alias > self->incoming->len)
    return NULL;
  return self->incoming->pdata[alias - 1];
}
