/* sol-admin-private.h: what the admin's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "sol-admin-auth-private.h"
#include "sol-admin-door-private.h"
#include "sol-admin-test-clients-private.h"
#include "sol-admin.h"

G_BEGIN_DECLS

struct _SolAdmin
{
  GObject parent_instance;

  /* Owned */
  SolEngine           *engine;
  SolReactor          *reactor;      /* of the doors' listeners */
  SolTimerWheel       *wheel;
  SolAdminDoor        *door;         /* NULL while not listening */
  char                *host;         /* of @door, as the configuration writes it */
  guint16              port;         /* of @door, as the configuration writes it */
  char                *url;
  GError              *error;
  SolAdminAuth        *auth;
  SolAdminTestClients *test_clients;
  gsize               *body_bytes;   /* counted by g_rc_box: what the requests hold that come in */

  SolAdminDoorStats    stats;        /* of all doors there were */
  guint                n_active;     /* requests being answered: a move waits for them */
  guint                move_id;      /* until it waits no more */
};

/* @message is being answered from now on until it is finished or given up */
void sol_admin_begin_request (SolAdmin          *self,
                              SoupServerMessage *message);

G_END_DECLS
