/* sol-client-view-private.h: what is known of a connection, written by one thread, read by any
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client.h"

G_BEGIN_DECLS

/* Each function takes its lock for the length of a copy. Zeroed memory but for the lock. */
typedef struct
{
  GMutex          lock;
  SolClientState  state;
  GError         *error;       /* nullable */
  char           *accepted_id; /* on its way to the handle, nullable */
  GBytes         *properties;  /* of the latest CONNACK, nullable */
  guint8          version;
} SolClientView;

void            sol_client_view_init           (SolClientView  *self);
void            sol_client_view_clear          (SolClientView  *self);

/* The client's thread */
void            sol_client_view_set_state      (SolClientView  *self,
                                                SolClientState  state,
                                                const GError   *error);
/* @properties: (transfer full) */
void            sol_client_view_set_accepted   (SolClientView  *self,
                                                guint8          version,
                                                GBytes         *properties,
                                                const char     *client_id);

/* Any thread */
SolClientState  sol_client_view_get_state      (SolClientView  *self);
GError         *sol_client_view_dup_error      (SolClientView  *self);
guint8          sol_client_view_get_version    (SolClientView  *self);
GBytes         *sol_client_view_dup_properties (SolClientView  *self);
char           *sol_client_view_steal_id       (SolClientView  *self);

G_END_DECLS
