/* sol-client-core-private.h: the side of a client that lives in its thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-aliases-private.h"
#include "sol-client-dial-private.h"
#include "sol-client-inflight-private.h"
#include "sol-client-limits-private.h"
#include "sol-client-link-private.h"
#include "sol-client-options-private.h"
#include "sol-client-subscriptions-private.h"
#include "sol-io-thread.h"
#include "sol-mailbox.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_CLIENT_STAY,
  SOL_CLIENT_LEAVE_WHEN_IDLE, /* disconnecting: what is queued goes out first */
  SOL_CLIENT_LEAVING,         /* DISCONNECT is written; the broker closes */
} SolClientLeave;

/* All run in the client's thread; what they are given is borrowed. */
typedef struct
{
  /* @error: (nullable) */
  void (*state_changed) (SolClientState  state,
                         const GError   *error,
                         gpointer        user_data);
  /* Before the state is CONNECTED; @client_id: what the broker calls us */
  void (*accepted)      (guint8          version,
                         SolMqttSlice    properties,
                         const char     *client_id,
                         gpointer        user_data);
  /* Of a filter that was kept, after a reconnection */
  void (*refused)       (const char     *filter,
                         const GError   *error,
                         gpointer        user_data);
} SolClientCoreFuncs;

typedef struct
{
  /* Set once */
  SolIoThread        *thread;  /* borrowed */
  SolMailbox         *mailbox; /* owned: commands and messages in the order of asking */
  SolClientFunc       func;
  gpointer            user_data;
  const SolClientCoreFuncs *funcs;
  gpointer            funcs_data;

  /* Any thread, atomic */
  gsize queued_bytes;
  gsize limit_bytes;
  gsize n_dropped;

  /* The client's thread */
  SolClientState          state;
  SolClientOptions       *options; /* owned, of the latest connect */
  SolClientDial          *dial;    /* owned by itself, NULL when none is wanted */
  guint                   n_dials; /* not yet finished, also cancelled ones */
  SolClientLink          *link;    /* owned, nullable */
  SolClientInflight       inflight;
  SolClientSubscriptions  subscriptions;

  GTask          *connect_task; /* owned: the first attempt */
  GSource        *cancel_source;
  GTask          *leave_task;   /* owned */
  SolClientLeave  leave;

  GSource *timer;       /* deadline, next attempt or keep-alive, by state */
  gint64   deadline_us; /* of connecting or leaving */
  gint64   connected_us;
  gint64   ping_us;     /* PINGREQ without an answer, 0 when there is none */
  guint    n_attempts;  /* since the connection last stood */

  guint8           version;       /* SolMqttVersion of this connection or attempt */
  gboolean         has_connected; /* since the client was told to */
  gboolean         is_resumed;    /* the broker kept the session of the connection before */
  SolClientLimits  limits;        /* of the broker */
  SolClientAliases aliases;
  guint            receive_maximum; /* ours: QoS 1 and 2 at once */
  gboolean         wants_problem_info; /* reason strings and user properties may come with answers */
  GByteArray      *scratch;       /* properties of the message in hand */

  gint64   arrived_us;  /* Unix time of the latest read */
  gsize    n_let_go;    /* octets of messages done since queued_bytes was settled */
  gsize    n_unsent;    /* octets of the writer within queued_bytes */
} SolClientCore;

/* sol-client-core.c: the handle's side; each posts and returns. Tasks, filters, options and
 * messages are handed over. */
SolClientCore *sol_client_core_new        (SolIoThread              *thread,
                                           SolClientFunc             func,
                                           gpointer                  user_data,
                                           const SolClientCoreFuncs *funcs,
                                           gpointer                  funcs_data);
void           sol_client_core_stop       (SolClientCore       *self);
void           sol_client_core_free       (SolClientCore       *self);
void           sol_client_core_connect    (SolClientCore       *self,
                                           SolClientOptions    *options,
                                           GTask               *task);
void           sol_client_core_disconnect (SolClientCore       *self,
                                           GTask               *task);
/* Counts @message into the queue before it is published; Returns: FALSE when the queue is full, which is counted too */
gboolean       sol_client_core_reserve    (SolClientCore       *self,
                                           const SolMessage    *message);
void           sol_client_core_publish    (SolClientCore       *self,
                                           SolMessage          *message,
                                           GTask               *task);
/* @properties: (transfer full) (nullable) */
void           sol_client_core_request    (SolClientCore       *self,
                                           char                *filter,
                                           guint8               options,
                                           GBytes              *properties,
                                           gboolean             is_removal,
                                           GTask               *task);

/* sol-client-core-connect.c: from here on the client's thread only */
void     sol_client_core_handle_connect    (SolClientCore    *self,
                                            SolClientOptions *options,
                                            GTask            *task);
void     sol_client_core_handle_disconnect (SolClientCore    *self,
                                            GTask            *task);
void     sol_client_core_handle_stop       (SolClientCore    *self);
void     sol_client_core_handle_connack    (SolClientCore        *self,
                                            const SolMqttConnack *connack);
void     sol_client_core_retry             (SolClientCore    *self);
/* The connection, or an attempt at one, is over. @error: in our domain */
void     sol_client_core_lose              (SolClientCore    *self,
                                            const GError     *error);

/* sol-client-core-link.c: callbacks of the connection */
gboolean sol_client_core_timer_cb          (gpointer          user_data);
void     sol_client_core_arm               (SolClientCore    *self,
                                            gint64            ready_us);
void     sol_client_core_start_dial        (SolClientCore    *self);
void     sol_client_core_drop_link         (SolClientCore    *self,
                                            const GError     *error);
void     sol_client_core_settle            (SolClientCore    *self);

/* sol-client-core-send.c */
void     sol_client_core_handle_publish    (SolClientCore    *self,
                                            SolMessage       *message,
                                            GTask            *task);
void     sol_client_core_handle_request    (SolClientCore    *self,
                                            char             *filter,
                                            guint8            options,
                                            GBytes           *properties,
                                            gboolean          is_removal,
                                            GTask            *task);
void     sol_client_core_acknowledge       (SolClientCore    *self,
                                            guint16           packet_id,
                                            guint8            qos,
                                            guint8            reason);
/* The broker refused a message: @error completes it */
void     sol_client_core_give_back         (SolClientCore    *self,
                                            guint16           packet_id,
                                            const GError     *error);
void     sol_client_core_put_ack           (SolClientCore    *self,
                                            guint8            type,
                                            guint16           packet_id);
void     sol_client_core_put_empty         (SolClientCore    *self,
                                            guint8            type);
/* Tells a broker of 5.0 why we go; nothing before */
void     sol_client_core_put_disconnect    (SolClientCore    *self,
                                            guint8            reason);
void     sol_client_core_resume            (SolClientCore    *self,
                                            gboolean          session_present);
void     sol_client_core_try_leave         (SolClientCore    *self);

/* sol-client-core-receive.c: Returns: FALSE when the link is gone */
gboolean sol_client_core_receive           (gpointer          user_data);

/* sol-client-core-receive-v5.c: Returns: FALSE with @error when the link must go. What a server may not send to a
 * client that did not ask for it is a protocol error. */
gboolean sol_client_core_check_connack_v5     (const SolClientCore   *self,
                                               const SolMqttConnack  *connack,
                                               GError               **error);
/* @properties: of an answer, which may have nothing but words: MQTT-3.1.2-29 */
gboolean sol_client_core_check_words          (const SolClientCore   *self,
                                               SolMqttSlice           properties,
                                               GError               **error);
gboolean sol_client_core_handle_publish_v5    (SolClientCore       *self,
                                               const SolMqttFrame  *frame,
                                               GError             **error);
gboolean sol_client_core_handle_ack_v5        (SolClientCore       *self,
                                               const SolMqttFrame  *frame,
                                               GError             **error);
gboolean sol_client_core_handle_disconnect_v5 (SolClientCore       *self,
                                               const SolMqttFrame  *frame,
                                               GError             **error);

G_END_DECLS
