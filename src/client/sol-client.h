/* sol-client.h: an MQTT client on a thread of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-message.h"

G_BEGIN_DECLS

#define SOL_CLIENT_ERROR (sol_client_error_quark ())

typedef enum
{
  SOL_CLIENT_ERROR_RESOLVE,         /* no such host */
  SOL_CLIENT_ERROR_REFUSED,         /* nobody listens there */
  SOL_CLIENT_ERROR_TIMEOUT,
  SOL_CLIENT_ERROR_TLS,             /* certificate: the message says which fault */
  SOL_CLIENT_ERROR_NOT_MQTT,        /* something answers that is not a broker */
  SOL_CLIENT_ERROR_VERSION,
  SOL_CLIENT_ERROR_CLIENT_ID,
  SOL_CLIENT_ERROR_UNAVAILABLE,
  SOL_CLIENT_ERROR_CREDENTIALS,
  SOL_CLIENT_ERROR_NOT_AUTHORIZED,
  SOL_CLIENT_ERROR_NOT_CONNECTED,
  SOL_CLIENT_ERROR_CLOSED,          /* the connection ended before the answer */
  SOL_CLIENT_ERROR_SUBSCRIBE,       /* the broker refused a filter */
  SOL_CLIENT_ERROR_INVALID,         /* a topic that is none, a QoS over 2 … */
  SOL_CLIENT_ERROR_FULL,            /* the outgoing queue is at its limit */
  SOL_CLIENT_ERROR_REASON,          /* the broker refused for a reason of MQTT 5.0 that has no code of its own here */
  SOL_CLIENT_ERROR_LIMIT,           /* more than the broker said that it takes: size, QoS, retain … */
  SOL_CLIENT_ERROR_EXPIRED,         /* the message expired before it could be sent */
} SolClientError;

GQuark sol_client_error_quark (void);

typedef enum
{
  SOL_CLIENT_DISCONNECTED,
  SOL_CLIENT_CONNECTING,
  SOL_CLIENT_CONNECTED,
  SOL_CLIENT_WAITING,       /* lost, and will try again */
} SolClientState;

typedef enum
{
  SOL_CLIENT_PROTOCOL_AUTO,  /* 5.0; 3.1.1 when the broker does not know it and no properties are set */
  SOL_CLIENT_PROTOCOL_3_1_1,
  SOL_CLIENT_PROTOCOL_5,
} SolClientProtocol;

/* Filled by its maker, copied by the client; init gives the defaults. Blocks of properties are made with
 * sol_mqtt_properties_add_number() and its like, and are for 5.0 only. */
typedef struct
{
  const char *host;             /* localhost */
  guint16     port;             /* 1883, 8883 with TLS */
  gboolean    use_tls;
  const char *ca_file;          /* nullable: PEM; NULL is the system's */
  gboolean    accept_any_certificate;
  const char *certificate_file; /* nullable: PEM; shown when the broker asks */
  const char *key_file;         /* nullable: PEM; NULL is in @certificate_file too */
  const char *client_id;        /* nullable: a new one `soliton-xxxxxxxx` */
  const char *user_name;        /* nullable */
  const char *password;         /* nullable */
  gboolean    clean_session;    /* TRUE */
  guint16     keep_alive_s;     /* 60 */
  guint       timeout_s;        /* of connecting, 10 */
  gboolean    reconnect;        /* TRUE: back-off 1, 2, 4 … 30 s after a connection that once stood was lost */
  SolMessage *will;             /* nullable: topic, payload, qos, retain */
  gsize       max_queue_bytes;  /* outgoing, 16 MiB */
  guint       max_inflight;     /* 100; a broker of 5.0 may allow fewer */

  SolClientProtocol protocol;   /* AUTO */
  GBytes     *properties;       /* nullable: of CONNECT. The limits in it are enforced. Without a Session Expiry
                                 * Interval a session that is not clean never expires */
  GBytes     *will_properties;  /* nullable: of the will */
  guint16     max_topic_aliases; /* 0: topics that are sent as an alias, as far as the broker allows */
} SolClientOptions;

void sol_client_options_init (SolClientOptions *options);

#define SOL_TYPE_CLIENT (sol_client_get_type ())

/* Properties: `state` (int, SolClientState), notified in the maker's context; when it goes to DISCONNECTED or WAITING
 * the cause is sol_client_dup_error(). Signal: `subscription-refused` (filter, GError), in the maker's context: a
 * filter that was kept, and that the broker refused after a reconnection. None a message. */
G_DECLARE_FINAL_TYPE (SolClient, sol_client, SOL, CLIENT, GObject)

/**
 * SolClientFunc:
 * @message: borrowed; take a reference to keep it. In 5.0 its properties are those of the PUBLISH without Topic Alias
 *   and Message Expiry Interval (that is expires_us): Subscription Identifiers are among them
 *
 * Runs in the client's thread: post it on and return.
 */
typedef void (*SolClientFunc) (SolMessage *message,
                               gpointer    user_data);

/* @func: (nullable). Completions come in the caller's thread-default context; dropping the last reference
 * disconnects. */
SolClient      *sol_client_new                (SolClientFunc           func,
                                               gpointer                user_data);

SolClientState  sol_client_get_state          (SolClient              *self);
/* The one that the broker assigned, once connected with an empty one in 5.0 */
const char     *sol_client_get_client_id      (SolClient              *self);
/* SolMqttVersion of the latest connection that stood, 0 before */
guint8          sol_client_get_version        (SolClient              *self);
/* Returns: (transfer full): the properties of the latest CONNACK, empty in 3.1.1 */
GBytes         *sol_client_dup_properties     (SolClient              *self);
/* Messages refused because the queue was full; any thread */
guint64         sol_client_get_dropped        (SolClient              *self);
/* Octets that wait to be written or acknowledged, at most max_queue_bytes; any thread */
gsize           sol_client_get_queued_bytes   (SolClient              *self);
/* Returns: (nullable) (transfer full): why it is not connected */
GError         *sol_client_dup_error          (SolClient              *self);

/* Completes with the first CONNACK, or the first failure: the first attempt is not repeated by itself */
void            sol_client_connect_async      (SolClient              *self,
                                               const SolClientOptions *options,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
/* @session_present: (out) (optional) */
gboolean        sol_client_connect_finish     (SolClient              *self,
                                               GAsyncResult           *result,
                                               gboolean               *session_present,
                                               GError                **error);

/* Sends what is queued, DISCONNECT, closes */
void            sol_client_disconnect_async   (SolClient              *self,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_client_disconnect_finish  (SolClient              *self,
                                               GAsyncResult           *result,
                                               GError                **error);

/* Completes at QoS 0 when written to the socket, at 1 with PUBACK, at 2 with PUBCOMP, also over a reconnection.
 * @message: (transfer none): its qos and retain are used, in 5.0 its properties and its expiry too. @callback nullable:
 * nothing is allocated for an answer then. */
void            sol_client_publish_async      (SolClient              *self,
                                               SolMessage             *message,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_client_publish_finish     (SolClient              *self,
                                               GAsyncResult           *result,
                                               GError                **error);
/* The same with the reason code of the answer: SolMqttReason below 0x80, 0 in 3.1.1. @reason: (out) */
gboolean        sol_client_publish_finish_reason (SolClient           *self,
                                               GAsyncResult           *result,
                                               guint8                 *reason,
                                               GError                **error);

/* Any thread, without an answer: for a publisher with a clock of its own. FALSE when not connected or when the queue
 * is at its limit: the message is not taken. */
gboolean        sol_client_post               (SolClient              *self,
                                               SolMessage             *message);

/* Kept, and subscribed again after a reconnection. @granted_qos: (out) (optional) */
void            sol_client_subscribe_async    (SolClient              *self,
                                               const char             *filter,
                                               guint8                  qos,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
/* The same for 5.0. @options: SOL_MQTT_OPTION_*; @properties: (nullable): of SUBSCRIBE */
void            sol_client_subscribe_full_async (SolClient            *self,
                                               const char             *filter,
                                               guint8                  options,
                                               GBytes                 *properties,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_client_subscribe_finish   (SolClient              *self,
                                               GAsyncResult           *result,
                                               guint8                 *granted_qos,
                                               GError                **error);

void            sol_client_unsubscribe_async  (SolClient              *self,
                                               const char             *filter,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_client_unsubscribe_finish (SolClient              *self,
                                               GAsyncResult           *result,
                                               GError                **error);

G_END_DECLS
