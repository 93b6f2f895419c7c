/* sol-admin-door-private.h: lets HTTP connections in, so many at a time and for so long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-http-guest.h"
#include "sol-reactor.h"

G_BEGIN_DECLS

/* Served at a time. So many more are let in to be told 503; beyond, the newest is closed at once. */
#define SOL_ADMIN_MAX_CONNECTIONS 128
#define SOL_ADMIN_WAITING_ROOM 32

/* A connection serves one request: from its beginning to the end of the request's head … */
#define SOL_ADMIN_HEAD_MS 10000
/* … and from there to the end of the answer */
#define SOL_ADMIN_REQUEST_MS 120000

typedef struct _SolAdminDoor SolAdminDoor;

typedef struct
{
  guint   n_connections; /* now */
  guint64 n_accepted;    /* in all */
  guint64 n_refused;     /* of them told 503 or closed at once */
  guint64 n_late;        /* of them cut because they were slow */
} SolAdminDoorStats;

/* @reason: translatable; said once a burst */
typedef void (*SolAdminDoorWarnFunc) (const char *reason,
                                      gpointer    user_data);

/**
 * sol_admin_door_new:
 * @server: (transfer full): with its handlers
 * @reactor, @wheel, @stats: borrowed; counted in @stats, which several doors may share
 *
 * Main thread.
 */
SolAdminDoor *sol_admin_door_new      (SoupServer           *server,
                                       SolReactor           *reactor,
                                       SolTimerWheel        *wheel,
                                       SolAdminDoorStats    *stats,
                                       SolAdminDoorWarnFunc  warn,
                                       gpointer              user_data);

/* @host: as sol_endpoint_list_new() takes it. Errors: %SOL_NET_ERROR; nothing is open then */
gboolean      sol_admin_door_open     (SolAdminDoor         *self,
                                       const char           *host,
                                       guint16               port,
                                       GError              **error);
/* The one bound; 0 when not open */
guint16       sol_admin_door_get_port (SolAdminDoor         *self);

/* When the head of a request is read. Returns: %FALSE when there is no room for its connection */
gboolean      sol_admin_door_admit    (SolAdminDoor         *self,
                                       SoupServerMessage    *message);

/* Cuts the connection that @message came by */
void          sol_admin_door_cut      (SolAdminDoor         *self,
                                       SoupServerMessage    *message);

/* Closes all connections */
void          sol_admin_door_free     (SolAdminDoor         *self);

G_END_DECLS
