/* sol-conn-v5.c: what a connection of MQTT 5.0 has beyond one of 3.1.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-v5-private.h"

/* Source: MQTT 5.0 §3.1.2.11: what holds where CONNECT is silent */
SolConnV5 *
sol_conn_v5_new (void)
{
  SolConnV5 *self = g_new0 (SolConnV5, 1);

  self->max_packet_bytes = G_MAXUINT32;
  self->receive_max = G_MAXUINT16;
  self->wants_problem_info = TRUE;
  return self;
}

void
sol_conn_v5_free (SolConnV5 *self)
{
  g_clear_pointer (&self->topics_in, g_ptr_array_unref);
  g_clear_pointer (&self->aliases_out, sol_alias_table_free);
  g_free (self);
}
