/* sol-broker-listeners-private.h: where the broker can be reached
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-core-private.h"
#include "sol-listener.h"
#include "sol-websocket-server.h"

G_BEGIN_DECLS

/* Connections accepted above max_connections, so that their CONNECT can be answered */
#define SOL_BROKER_WAITING_ROOM 32

/* One listener */
typedef struct
{
  SolListener *listener;      /* owned */
  SolEndpoint  asked;         /* as the configuration has it: its port may be 0 */
  SolEndpoint  bound;         /* as it is */
  SolDoorKind  kind;
} SolDoor;

struct _SolBrokerListeners
{
  SolBrokerCore      *core;      /* borrowed */
  GPtrArray          *doors;     /* owned: SolDoor */
  SolWebsocketServer *server;    /* owned, made when first needed */
  guint               n_guests;  /* connections that are not WebSockets yet */
  SolTimer            retry;
  gint64              starved_us;  /* when descriptors were last out; 0: never */
  gboolean            is_full;
};

SolBrokerListeners *sol_broker_listeners_new      (SolBrokerCore       *core);

/**
 * sol_broker_listeners_apply:
 *
 * Opens what @config asks for and is not open, then closes what it does not ask for. Where an old
 * listener stands in the way of a new one, as 127.0.0.1 in that of every interface, it is closed
 * first.
 *
 * Errors: %SOL_BROKER_ERROR; everything is as it was then.
 */
gboolean            sol_broker_listeners_apply    (SolBrokerListeners  *self,
                                                   SolBrokerConfig     *config,
                                                   GError             **error);
/* For sol_broker_listeners_apply(): @endpoint is @asked with the port to bind. Errors:
 * %SOL_NET_ERROR */
SolDoor            *sol_broker_listeners_open     (SolBrokerListeners  *self,
                                                   const SolEndpoint   *asked,
                                                   const SolEndpoint   *endpoint,
                                                   SolDoorKind          kind,
                                                   GError             **error);
void                sol_broker_listeners_tell     (SolBrokerListeners  *self,
                                                   const SolDoor       *door,
                                                   const char          *reason);
void                sol_door_free                 (gpointer             door);

/* @stream: (transfer full): its peer speaks HTTP, and becomes a WebSocket */
void                sol_broker_listeners_lend     (SolBrokerListeners  *self,
                                                   SolTlsStream        *stream);

void                sol_broker_listeners_close    (SolBrokerListeners  *self);

/* The port bound first; 0 when there is none */
guint16             sol_broker_listeners_get_port (SolBrokerListeners  *self,
                                                   SolDoorKind          kind);

/* Whether a listener stands behind the local end of @fd */
gboolean            sol_broker_listeners_serve    (SolBrokerListeners  *self,
                                                   int                  fd,
                                                   SolDoorKind          kind);

/* A descriptor has become free: accepts again when it had to stop */
void                sol_broker_listeners_retry    (SolBrokerListeners  *self);

void                sol_broker_listeners_free     (SolBrokerListeners  *self);

G_END_DECLS
