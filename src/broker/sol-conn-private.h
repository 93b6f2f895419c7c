/* sol-conn-private.h: one connection
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "sol-ack-queue-private.h"
#include "sol-broker-core-private.h"
#include "sol-buffer.h"
#include "sol-conn-v5-private.h"
#include "sol-endpoint.h"
#include "sol-mqtt-ack.h"
#include "sol-mqtt-connect.h"
#include "sol-mqtt-disconnect.h"
#include "sol-mqtt-error.h"
#include "sol-transport.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_CONN_NEW,        /* CONNECT is to come */
  SOL_CONN_CHECKING,   /* CONNECT is in @input, the password is being checked */
  SOL_CONN_AUTHENTICATING, /* CONNECT is kept in @v5, AUTH is to come */
  SOL_CONN_CONNECTED,
  SOL_CONN_CLOSED,     /* freed when the batch is over */
} SolConnState;

/* An idle one costs this struct, its session and a place in the table of sessions: below 600
 * octets together */
struct _SolConn
{
  SolTransport   transport;    /* must be first */
  SolBrokerCore *core;
  SolSession    *session;      /* NULL before CONNECT is accepted */
  SolOutbox      outbox;
  SolConn       *dirty_next;
  guint64        n_out;

  guint8         state;
  guint8         version;
  guint8         is_dirty : 1;
  guint8         is_blocked : 1;  /* the peer takes no more for now */
  guint8         door : 2;        /* SolDoorKind */
  guint8         is_held : 1;     /* what it was told must be stored first */
  guint8         is_paused : 1;   /* not read until the store has caught up */
  guint8         is_ending : 1;   /* doomed, when what it was told is stored */
  guint8         is_waiting : 1;  /* neither read nor processed: it publishes too fast */
  guint8         is_owed : 1;     /* it sent what was neither taken nor answered */
  guint8         doom_code;    /* SolMqttReason: told with @doom */
  guint8         frame_base;   /* SolFrameKind: at QoS 0, of what goes to it as it came */
  guint16        keep_alive_s;
  guint32        since_s;      /* Unix time */
  guint32        unread_kib;   /* of the output, when the peer took some last */

  gint64         active_us;    /* when the last whole packet came; monotonic */
  guint64        n_in;
  SolBuffer      input;        /* the beginning of a packet that is not complete */
  SolTimer       timer;        /* CONNECT must come; then the keep-alive */
  SolConn       *previous;     /* of the core's list */
  SolConn       *next;
  SolMessage    *will;         /* owned, nullable */
  char          *user_name;    /* owned, nullable */
  union
  {
    SolAuthTicket *ticket;     /* owned; while checking */
    SolAckQueue   *acks;       /* owned, nullable; once connected: what waits for the store */
  };
  const char    *doom;         /* static: why it is closed at the next flush */
  SolConnV5     *v5;           /* owned; NULL unless @version is 5.0 */
};

/* Bounds on what one connection may hold up: output that is written at once, and output that QoS
 * 1 and 2 wait for */
#define SOL_CONN_FLUSH_BYTES (64 * 1024)
#define SOL_CONN_ROOM_BYTES  (256 * 1024)

/* Held of a WebSocket, which cannot be told to wait, while a password is checked or it
 * publishes too fast */
#define SOL_CONN_HELD_BYTES  (1024 * 1024)

/* @fd: (transfer full) */
void     sol_conn_new             (SolBrokerCore  *core,
                                   int             fd);
/* @fd: (transfer full). Its handshake counts against the time for CONNECT. */
void     sol_conn_new_tls         (SolBrokerCore  *core,
                                   int             fd);
/* Its peer speaks HTTP within TLS: hands it to the listeners' server, with what it said, and closes itself */
void     sol_conn_lend            (SolConn        *self,
                                   const guint8   *data,
                                   gsize           length);
/* @websocket: (transfer full) */
void     sol_conn_new_websocket   (SolBrokerCore  *core,
                                   SolWebsocket   *websocket);

/* Never within a delivery: there, sol_conn_doom(). @reason: told as the event's; with the will
 * published. */
void     sol_conn_close           (SolConn        *self,
                                   const char     *reason);

/* As sol_conn_close(), and a client of 5.0 is told @code (SolMqttReason) and, if it wants, @reason.
 * Source: MQTT 5.0 §4.13. */
void     sol_conn_close_for       (SolConn        *self,
                                   guint8          code,
                                   const char     *reason);

/* The same for what the peer did wrong: where something that it was told must be stored first, the
 * end is told behind that, and nothing more is taken from it. @reason: static then. */
void     sol_conn_reject          (SolConn        *self,
                                   guint8          code,
                                   const char     *reason);

/* Closes for octets that are not MQTT; @error: of %SOL_MQTT_ERROR */
void     sol_conn_fail            (SolConn        *self,
                                   const GError   *error);

/* sol_conn_close_for() at the next flush. @code: 0 when nothing can be told any more; @reason: static */
void     sol_conn_doom            (SolConn        *self,
                                   guint8          code,
                                   const char     *reason);

/* What the transport calls: something to read or room to write, and a message of a WebSocket */
void     sol_conn_ready_cb        (SolWatch       *watch,
                                   guint32         events);
void     sol_conn_received_cb     (const guint8   *data,
                                   gsize           length,
                                   gpointer        user_data);

/* Handles whole packets at the front of @data; returns the octets used. May close: look at
 * @state then. */
gsize    sol_conn_process         (SolConn        *self,
                                   const guint8   *data,
                                   gsize           length);

/* Handles what was held back while the password was checked */
void     sol_conn_process_held    (SolConn        *self);

/* Writes what waits; the core calls it once a batch for each that is dirty */
void     sol_conn_flush           (SolConn        *self);

/* Writes as far as the peer takes it, and dooms a connection that is gone: safe within a
 * delivery */
void     sol_conn_write           (SolConn        *self);

/* A small packet to the client, whatever waits for it already */
void     sol_conn_put             (SolConn        *self,
                                   const guint8   *data,
                                   gsize           length);

/* Returns: (transfer full): of the peer, as told in events; NULL when it is unknown */
char    *sol_conn_dup_address     (SolConn        *self);

/* Octets of a packet behind its fixed header. What CONNACK of 5.0 allowed stays allowed. */
static inline gsize
sol_conn_get_packet_limit (const SolConn *self)
{
  gsize limit = self->core->max_packet_bytes;

  return G_LIKELY (self->v5 == NULL) ? limit : MAX (limit, self->v5->max_packet_in);
}

static inline gboolean
sol_conn_is_websocket (const SolConn *self)
{
  return sol_transport_get_websocket (&self->transport) != NULL;
}

/* Messages of a WebSocket, when its client is let in and when the limit changes */
static inline void
sol_conn_limit_websocket (SolConn *self)
{
  if (sol_conn_is_websocket (self))
    sol_websocket_set_limit (sol_transport_get_websocket (&self->transport),
                             sol_conn_get_packet_limit (self) + SOL_BROKER_INPUT_BYTES);
}

static inline gboolean
sol_conn_has_room (const SolConn *self)
{
  return self->outbox.n_bytes < SOL_CONN_ROOM_BYTES;
}

static inline void
sol_conn_mark_dirty (SolConn *self)
{
  SolBrokerCore *core = self->core;

  if (self->is_dirty)
    return;
  self->is_dirty = TRUE;
  self->dirty_next = NULL;
  if (core->dirty_tail != NULL)
    core->dirty_tail->dirty_next = self;
  else
    core->dirty_head = self;
  core->dirty_tail = self;
  sol_reactor_wake (core->reactor);
}

static inline void
sol_conn_put_ack (SolConn *self,
                  guint8   type,
                  guint16  packet_id)
{
  sol_mqtt_ack_put (sol_outbox_reserve (&self->outbox, self->core->outbox_pool, SOL_MQTT_ACK_SIZE),
                    type, packet_id);
  self->core->n_others_out++;
  sol_conn_mark_dirty (self);
}

/* @reason: left out before 5.0 */
static inline void
sol_conn_put_ack_reason (SolConn *self,
                         guint8   type,
                         guint16  packet_id,
                         guint8   reason)
{
  guint8 octets[SOL_MQTT_ACK_REASON_SIZE];

  if (G_UNLIKELY (self->v5 != NULL)
      && (type == SOL_MQTT_PUBACK || type == SOL_MQTT_PUBCOMP
          || (type == SOL_MQTT_PUBREC && sol_mqtt_reason_is_failure (reason))))
    sol_conn_v5_end_receiving (self->v5);
  if (G_LIKELY (reason == SOL_MQTT_REASON_SUCCESS || self->v5 == NULL))
    sol_conn_put_ack (self, type, packet_id);
  else
    sol_conn_put (self, octets, sol_mqtt_ack_put_reason (octets, type, packet_id, reason));
}

/* sol-conn-acknowledge.c: what is promised when what the packet changed is stored */
void     sol_conn_put_later         (SolConn            *self,
                                     guint8              type,
                                     guint16             packet_id,
                                     guint8              reason);

/* Now when nothing was changed that is stored, else when it is; never before earlier ones */
static inline void
sol_conn_acknowledge (SolConn *self,
                      guint8   type,
                      guint16  packet_id,
                      guint8   reason)
{
  if (G_LIKELY (self->core->packet_wait == 0 && self->acks == NULL))
    sol_conn_put_ack_reason (self, type, packet_id, reason);
  else
    sol_conn_put_later (self, type, packet_id, reason);
}

/* Keeps all output from here on back until what the packet changed is stored */
void     sol_conn_hold              (SolConn            *self);
void     sol_conn_unhold            (SolConn            *self);
/* Pumps the session's queue when what it has now is stored */
void     sol_conn_await_queue       (SolConn            *self);
/* A batch was stored, or a message needs it no more: sends what waited for that */
void     sol_conn_release           (SolConn            *self);
void     sol_conn_drop_acks         (SolConn            *self);
/* No longer reads from a publisher that is faster than the store, or does again */
void     sol_conn_pause             (SolConn            *self);
void     sol_conn_unpause           (SolConn            *self);
/* Ends a connection that is owed an answer, now that the store is well: its client comes back and sends
 * again what was not acknowledged */
void     sol_conn_settle            (SolConn            *self);
/* Reads from a connected client unless something above or its pace forbids it */
void     sol_conn_update_reading    (SolConn            *self);

/* sol-conn-connect.c */
void     sol_conn_handle_connect    (SolConn            *self,
                                     const SolMqttFrame *frame);
/* Lets it in or not, by what is known of who it is */
void     sol_conn_judge             (SolConn              *self,
                                     const SolMqttConnect *connect,
                                     SolAuthVerdict        verdict);
/* Returns: (transfer full) (nullable): by its certificate, by its authentication method, or as it says */
char    *sol_conn_dup_user_name     (SolConn              *self,
                                     const SolMqttConnect *connect);

/* sol-conn-accept.c */
void     sol_conn_accept            (SolConn              *self,
                                     const SolMqttConnect *connect);
/* How long its session would last without it, in s */
guint32  sol_conn_choose_expiry     (SolConn              *self,
                                     const SolMqttConnect *connect);

static inline guint32
sol_conn_limit_expiry (const SolConn *self,
                       guint32        wanted_s)
{
  guint32 limit_s = self->core->config->max_session_expiry_s;

  return limit_s > 0 ? MIN (wanted_s, limit_s) : wanted_s;
}

/* sol-conn-connack.c: reasons are left out where the client does not want them, or takes no packet
 * as long. @code: SolMqttReason, also before 5.0; @reason: nullable */
void     sol_conn_put_refusal       (SolConn              *self,
                                     guint8                code,
                                     const char           *reason);
void     sol_conn_put_farewell      (SolConn              *self,
                                     guint8                code,
                                     const char           *reason);
/* FALSE: the client takes no packet as long as its CONNACK */
gboolean sol_conn_put_acceptance    (SolConn              *self,
                                     const SolMqttConnect *connect,
                                     gboolean              session_present);

/* AUTH with the exchange's data. One that the client does not take is not sent. */
void     sol_conn_put_auth          (SolConn              *self,
                                     guint8                reason);

/* sol-conn-disconnect.c */
void     sol_conn_handle_disconnect (SolConn            *self,
                                     const SolMqttFrame *frame);

/* sol-conn-auth.c: a CONNECT that names @method, whose body is @frame's; AUTH; and any packet before CONNACK */
void     sol_conn_begin_auth        (SolConn              *self,
                                     const SolAuthMethod  *method,
                                     const SolMqttFrame   *frame,
                                     const SolMqttConnect *connect);
void     sol_conn_handle_auth       (SolConn            *self,
                                     const SolMqttFrame *frame);
void     sol_conn_handle_early      (SolConn            *self,
                                     const SolMqttFrame *frame);

/* sol-conn-throttle.c: whether a password from its address is not looked at for now */
gboolean sol_conn_is_throttled      (SolConn            *self);
/* Remembers a wrong password, and says when a pause begins */
void     sol_conn_count_failure     (SolConn            *self,
                                     SolAuthVerdict      verdict);

/* sol-conn-publish.c */
void     sol_conn_handle_publish    (SolConn            *self,
                                     const SolMqttFrame *frame);

/* sol-conn-ack.c */
void     sol_conn_handle_ack        (SolConn            *self,
                                     const SolMqttFrame *frame);

/* sol-conn-subscribe.c */
void     sol_conn_handle_subscribe   (SolConn            *self,
                                      const SolMqttFrame *frame);
void     sol_conn_handle_unsubscribe (SolConn            *self,
                                      const SolMqttFrame *frame);

/* How a message is sent to one receiver; given by value, which is two registers */
typedef struct
{
  SolRoute *route;       /* borrowed, nullable */
  guint16   packet_id;   /* 0 at QoS 0 */
  guint8    qos;
  guint8    retain;
  guint8    dup;
} SolSending;

static inline guint8
sol_sending_get_first_octet (SolSending self)
{
  return (guint8) (SOL_MQTT_PUBLISH << 4 | (self.dup ? SOL_MQTT_FLAG_DUP : 0)
                  | self.qos << SOL_MQTT_FLAG_QOS_SHIFT | (self.retain ? SOL_MQTT_FLAG_RETAIN : 0));
}

/* sol-conn-deliver.c: QoS 0 when the client's queue has room, else dropped and counted */
void     sol_conn_deliver           (SolConn            *self,
                                     SolDelivery        *delivery,
                                     SolSending          sending);
void     sol_conn_put_publish       (SolConn            *self,
                                     SolDelivery        *delivery,
                                     SolSending          sending);

/* sol-conn-frame.c: the packet, which cannot be the one that came */
void     sol_conn_put_frame         (SolConn            *self,
                                     SolDelivery        *delivery,
                                     SolSending          sending);

/* sol_conn_takes() of a client that named a maximum */
gboolean sol_conn_takes_size        (SolConn            *self,
                                     const SolDelivery  *delivery,
                                     const SolRoute     *route,
                                     guint8              qos);

/* Whether the packet is one that the client's Maximum Packet Size allows: MQTT-3.1.2-24 */
static inline gboolean
sol_conn_takes (SolConn           *self,
                const SolDelivery *delivery,
                const SolRoute    *route,
                guint8             qos)
{
  if (G_LIKELY (self->v5 == NULL || self->v5->max_packet_bytes == G_MAXUINT32))
    return TRUE;
  return sol_conn_takes_size (self, delivery, route, qos);
}

/* How many QoS 1 and 2 messages may be unacknowledged: MQTT-3.3.4-9 */
static inline guint
sol_conn_get_window (const SolConn *self)
{
  guint own = self->core->max_inflight;

  return self->v5 == NULL ? own : MIN (own, self->v5->receive_max);
}

G_END_DECLS
