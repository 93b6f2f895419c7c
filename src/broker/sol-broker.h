/* sol-broker.h: the broker, as its owner's thread sees it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-acl.h"
#include "sol-broker-config.h"
#include "sol-broker-event.h"
#include "sol-broker-stats.h"
#include "sol-message.h"
#include "sol-store.h"

G_BEGIN_DECLS

#define SOL_BROKER_ERROR (sol_broker_error_quark ())

typedef enum
{
  SOL_BROKER_ERROR_PORT_IN_USE,   /* the message names address and port */
  SOL_BROKER_ERROR_PORT_DENIED,   /* below 1024 */
  SOL_BROKER_ERROR_ADDRESS,       /* not an address of this computer */
  SOL_BROKER_ERROR_LISTEN,        /* anything else */
  SOL_BROKER_ERROR_NOT_RUNNING,
  SOL_BROKER_ERROR_BUSY,          /* starting or stopping */
  SOL_BROKER_ERROR_INVALID,       /* a topic that is none, a QoS over 2 … */
  SOL_BROKER_ERROR_CERTIFICATE,   /* tls_certificate cannot be used; the message names the file and the cure */
  SOL_BROKER_ERROR_KEY,           /* tls_key */
  SOL_BROKER_ERROR_CLIENT_CA,     /* tls_client_ca */
} SolBrokerError;

GQuark sol_broker_error_quark (void);

typedef enum
{
  SOL_BROKER_STOPPED,
  SOL_BROKER_STARTING,
  SOL_BROKER_RUNNING,
  SOL_BROKER_STOPPING,
} SolBrokerState;

#define SOL_TYPE_BROKER (sol_broker_get_type ())

/* Properties: `state` (SolBrokerState as int, notified in the owner's context), read only.
 * Signal: `event` (SolBrokerEvent), in the owner's context; bounded, the oldest kept and the rest counted. */
G_DECLARE_FINAL_TYPE (SolBroker, sol_broker, SOL, BROKER, GObject)

/**
 * sol_broker_new:
 * @store: users and, later, sessions
 *
 * The thread-default context of the caller is the owner's context. All functions here belong to that thread, but where
 * another is named. Sessions, retained messages and taps live as long as the handle: they outlast stop and start.
 */
SolBroker      *sol_broker_new               (SolStore             *store);

/* Opens the listeners of @config; running only when all of them are open, else everything is closed again */
void            sol_broker_start_async       (SolBroker            *self,
                                              SolBrokerConfig      *config,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        sol_broker_start_finish      (SolBroker            *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* Changes a running broker: new listeners open first, then those gone are closed; unchanged ones keep their clients.
 * The files of TLS are read anew, and serve new connections.
 * On an error nothing has changed. A stopped broker remembers nothing: start takes the configuration. */
void            sol_broker_apply_async       (SolBroker            *self,
                                              SolBrokerConfig      *config,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        sol_broker_apply_finish      (SolBroker            *self,
                                              GAsyncResult         *result,
                                              GError              **error);

void            sol_broker_stop_async        (SolBroker            *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        sol_broker_stop_finish       (SolBroker            *self,
                                              GAsyncResult         *result,
                                              GError              **error);

SolBrokerState  sol_broker_get_state         (SolBroker            *self);

/* The ports really bound: differ from the configuration's where that says 0; 0 when not listening */
guint16         sol_broker_get_port          (SolBroker            *self);
guint16         sol_broker_get_websocket_port (SolBroker           *self);
guint16         sol_broker_get_tls_port       (SolBroker           *self);

/* Any thread; the snapshot is at most 0.1 s old, and costs the broker nothing a message */
void            sol_broker_get_stats         (SolBroker            *self,
                                              SolBrokerStats       *stats);

/* Emits a warning as an event: whoever shows and writes down the broker's finds it there. @reason: translatable */
void            sol_broker_warn              (SolBroker            *self,
                                              const char           *reason);

/* One client as a person sees it */
typedef struct
{
  char    *client_id;
  char    *user_name;        /* nullable */
  char    *address;          /* empty when away */
  gboolean is_connected;
  gboolean is_websocket;
  gboolean is_tls;
  guint8   version;          /* SolMqttVersion */
  gboolean clean_session;    /* the session ends with its connection */
  guint32  session_expiry_s; /* how long it lasts without its client; G_MAXUINT32: for ever */
  guint16  keep_alive_s;
  gint64   since_us;         /* Unix time of the connection, or of its end */
  guint64  n_in, n_out;      /* PUBLISH packets of this connection */
  guint64  n_dropped;
  guint64  n_withheld;       /* that access rules kept from it */
  guint    n_slowed;         /* times it was not read because it published too fast */
  gsize    queued_bytes;
  guint    n_inflight;
  char   **subscriptions;    /* filters */
  guint8  *subscription_qos; /* one each */
} SolBrokerClient;

void            sol_broker_client_free       (SolBrokerClient      *client);

/* At most @limit clients, connected ones first, and of them the newest */
void            sol_broker_list_clients_async  (SolBroker            *self,
                                                guint                 limit,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* Returns: (transfer full) (element-type SolBrokerClient) */
GPtrArray      *sol_broker_list_clients_finish (SolBroker            *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Closes the connection of @client_id as an error would: its will is published. FALSE in finish: no such client */
void            sol_broker_kick_async        (SolBroker            *self,
                                              const char           *client_id,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        sol_broker_kick_finish       (SolBroker            *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* From inside the process, as a client would; any thread; @message (transfer none). FALSE: not running, or the topic
 * is none */
gboolean        sol_broker_publish           (SolBroker            *self,
                                              SolMessage           *message,
                                              GError              **error);

/**
 * sol_broker_set_users:
 * @users: (element-type utf8): name → hash as crypt(3) writes it
 *
 * All who may connect, replacing the list before; connections of users that are gone or have another hash are closed.
 */
void            sol_broker_set_users         (SolBroker            *self,
                                              GHashTable           *users);

/* The access rules, replacing those before; in force at once, for connected clients too. @acl: (transfer none) */
void            sol_broker_set_acl           (SolBroker            *self,
                                              SolAcl               *acl);

/* Who is kept out, replacing the list before; @bans: (element-type SolBan): copied. Who is connected and on it is
 * disconnected. */
void            sol_broker_set_bans          (SolBroker            *self,
                                              const GPtrArray      *bans);

/* yescrypt at its default cost, 21 ms; off the caller's thread. @password: 1..511 octets, what crypt(3) takes, else
 * %SOL_BROKER_ERROR_INVALID. Returns in finish: (transfer full) the hash */
void            sol_broker_hash_password_async  (const char           *password,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
char           *sol_broker_hash_password_finish (GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
