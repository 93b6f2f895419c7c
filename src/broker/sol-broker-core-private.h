/* sol-broker-core-private.h: all state of the broker's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-auth-method.h"
#include "sol-auth.h"
#include "sol-broker.h"
#include "sol-delivery-private.h"
#include "sol-denials-private.h"
#include "sol-match-memo-private.h"
#include "sol-outbox.h"
#include "sol-reactor.h"
#include "sol-refusals-private.h"
#include "sol-retain-private.h"
#include "sol-throttle.h"
#include "sol-timer-wheel.h"
#include "sol-tls-context.h"
#include "sol-topic-tree-private.h"

G_BEGIN_DECLS

typedef struct _SolBrokerCore SolBrokerCore;
typedef struct _SolBrokerListeners SolBrokerListeners;
typedef struct _SolConn SolConn;
typedef struct _SolPermits SolPermits;
typedef struct _SolSession SolSession;
typedef struct _SolJournal SolJournal;
typedef struct _SolSys SolSys;

/* One receive buffer for all connections: the most that one read takes */
#define SOL_BROKER_INPUT_BYTES (256 * 1024)

/* How the core speaks to its handle; called in the broker's thread */
typedef struct
{
  void (*event) (SolBrokerEvent       *event,   /* (transfer full) */
                 gpointer              user_data);
  void (*stats) (const SolBrokerStats *stats,
                 gpointer              user_data);
  gpointer user_data;
} SolBrokerCoreFuncs;

/* Everything of one broker; nothing is global, so that one process could run several. */
struct _SolBrokerCore
{
  const SolClock *clock;        /* borrowed */
  GMainContext   *context;      /* borrowed */
  SolBrokerCoreFuncs funcs;
  const SolAuthMethod *const *methods; /* borrowed, nullable, ended by NULL: the seam, of which the product has none */

  /* Owned */
  SolReactor      *reactor;
  SolTimerWheel   *wheel;
  SolOutboxPool   *outbox_pool;
  SolAuth         *auth;
  SolTopicTree    *topics;
  SolMatchMemo    *memo;
  SolRetain       *retained;
  SolRefusals     *refusals;
  SolThrottle     *throttle;
  SolDenials      *denials;
  SolPermits      *permits;     /* NULL: no access rules, everything is allowed */
  GHashTable      *bans;        /* NULL: nobody is banned */
  GHashTable      *away_users;  /* SolSession without a connection → its user's name */
  GHashTable      *withheld;    /* SolSession → how many messages rules kept from it, where any */
  GHashTable      *sessions;    /* set of SolSession by client identifier */
  GHashTable      *users;       /* name → hash */
  GHashTable      *paces;       /* SolConn → how fast it publishes */
  SolJournal      *journal;
  SolSys          *sys;
  SolBrokerConfig *config;      /* NULL while stopped */
  SolTlsContext   *tls;         /* what new connections get; nullable */
  SolBrokerListeners *listeners;
  GSource         *stats_timer;
  guint8          *input;       /* %SOL_BROKER_INPUT_BYTES */
  GByteArray      *head;        /* a packet's head while it is put together */
  GByteArray      *forwarded;   /* properties of the PUBLISH at hand, where some do not go on */

  /* Every open connection */
  SolConn         *conns;
  guint            n_conns;
  guint            n_paused;    /* of them not read until the store has caught up */

  /* Connections with something to write, in the order in which they got it */
  SolConn         *dirty_head;
  SolConn         *dirty_tail;

  guint64          id_seed;    /* of the hash of client identifiers */
  gsize            queued_bytes;   /* in the queues of sessions */
  guint            n_queued;       /* messages there */

  /* Of @config, where every message looks */
  gsize            max_packet_bytes;
  gsize            max_queue_bytes;
  guint            max_queued_messages; /* G_MAXUINT is no limit */
  gsize            max_total_bytes;
  guint            max_inflight;
  guint            max_retained;
  gsize            max_retained_bytes;

  gint64           real_offset_us; /* of the time of day to the monotonic clock, at the start */
  SolTimer         retain_timer;   /* armed while retained messages expire */

  guint8           publish_checks; /* SOL_CHECK_*: what each PUBLISH is looked at for */
  guint32          packet_wait; /* the journal's: 0 while the packet has changed nothing stored */

  SolBrokerStats   stats;
  guint64          n_others_out;   /* packets to clients that are not PUBLISH */
  gint64           stats_told_us;
  SolTimer         tls_timer;      /* looks at the end of the certificate */
  gboolean         is_retain_full; /* said so once */
};

/* @store: (nullable) */
SolBrokerCore *sol_broker_core_new             (GMainContext             *context,
                                                SolStore                 *store,
                                                const SolClock           *clock,
                                                const SolBrokerCoreFuncs *funcs);

/* After the thread of its context has ended */
void           sol_broker_core_free            (SolBrokerCore            *self);

/* @tls: (nullable): made of the files that @config names */
gboolean       sol_broker_core_start           (SolBrokerCore            *self,
                                                SolBrokerConfig          *config,
                                                SolTlsContext            *tls,
                                                GError                  **error);
/* Connections keep the certificate that they were made with */
gboolean       sol_broker_core_apply           (SolBrokerCore            *self,
                                                SolBrokerConfig          *config,
                                                SolTlsContext            *tls,
                                                GError                  **error);
/* Closes everything; sessions and retained messages stay */
void           sol_broker_core_stop            (SolBrokerCore            *self);

/* Returns: (nullable) */
const SolAuthMethod *sol_broker_core_find_method (SolBrokerCore           *self,
                                                  SolMqttSlice             name);

/* @users: (transfer full): replaces the users, and closes the connections of those gone or
 * changed */
void           sol_broker_core_set_users       (SolBrokerCore            *self,
                                                GHashTable               *users);
gboolean       sol_broker_core_kick            (SolBrokerCore            *self,
                                                const char               *client_id);

/* The topic must be a valid name: delivers, and keeps it when it is to be retained. Returns: 0,
 * %SOL_MQTT_REASON_NO_MATCHING_SUBSCRIBERS, or %SOL_MQTT_REASON_QUOTA_EXCEEDED when it was to be
 * retained and could not */
guint8         sol_broker_core_publish         (SolBrokerCore            *self,
                                                const SolMatch           *match,
                                                SolDelivery              *delivery);
/* Whether anything of the message would be stored: it is retained, or reaches a stored session */
gboolean       sol_broker_core_needs_store     (SolBrokerCore            *self,
                                                const SolMatch           *match,
                                                gboolean                  is_retained);
/* @publisher: (nullable): the subscriber to whom No Local applies */
void           sol_broker_core_publish_message (SolBrokerCore            *self,
                                                SolMessage               *message,
                                                gconstpointer             publisher);

/* Brings those figures of @stats up to date that are counted elsewhere. Cost: O(1) */
void           sol_broker_core_update_stats    (SolBrokerCore            *self);

/* Calls @func for each retained message, and each of the broker's own figures, that the valid @filter matches */
void           sol_broker_core_foreach_retained (SolBrokerCore           *self,
                                                 const char              *filter,
                                                 gsize                    filter_len,
                                                 SolRetainFunc            func,
                                                 gpointer                 user_data);

/* A #SolTimerFunc: retained messages that have expired go */
void           sol_broker_core_expire_retained_cb (SolTimer              *timer);

/* sol_broker_core_match() of a topic that is not remembered */
const SolMatch *sol_broker_core_learn_match    (SolBrokerCore            *self,
                                                const char               *topic,
                                                gsize                     topic_len);

/* Returns: (nullable): whom the topic reaches; NULL when it is not a valid name */
static inline const SolMatch *
sol_broker_core_match (SolBrokerCore *self,
                       const char    *topic,
                       gsize          topic_len)
{
  const SolMatch *match = sol_match_memo_find (self->memo, topic, topic_len);

  return G_LIKELY (match != NULL) ? match : sol_broker_core_learn_match (self, topic, topic_len);
}

/* The table: sessions by client identifier, compared by their octets */
GHashTable    *sol_broker_core_new_sessions    (void);
void           sol_broker_core_free_sessions   (SolBrokerCore            *self);

SolSession    *sol_broker_core_find_session    (SolBrokerCore            *self,
                                                const char               *client_id,
                                                gsize                     id_len);

/* The seam for sessions that outlast the process: every session comes and goes by these */
SolSession    *sol_broker_core_add_session     (SolBrokerCore            *self,
                                                const char               *client_id,
                                                gsize                     id_len,
                                                guint32                   expiry_s);
/* With the will that waits for it published. Source: MQTT 5.0 §3.1.3.2.2 */
void           sol_broker_core_remove_session  (SolBrokerCore            *self,
                                                SolSession               *session);

/* @expiry_s: how long it lasts without its client, in s: 0 ends with the connection,
 * %SOL_SESSION_NEVER_EXPIRES */
void           sol_broker_core_set_session_expiry (SolBrokerCore         *self,
                                                SolSession               *session,
                                                guint32                   expiry_s);

/* The configuration's max_session_expiry has changed: sessions before 5.0, which were told none, follow */
void           sol_broker_core_limit_sessions  (SolBrokerCore            *self);

/* Unix time as expiry reckons: goes on evenly when somebody sets the clock. Within a batch, free. */
static inline gint64
sol_broker_core_get_real_us (SolBrokerCore *self)
{
  return sol_reactor_now_us (self->reactor) + self->real_offset_us;
}

/* Octets that wait for clients, in their queues and in their outboxes */
static inline gsize
sol_broker_core_get_queued (SolBrokerCore *self)
{
  return self->queued_bytes + sol_outbox_pool_get_held (self->outbox_pool);
}

/* @reason: a sentence, untranslated, or translated with its numbers */
void           sol_broker_core_warn            (SolBrokerCore            *self,
                                                SolSession               *session,
                                                const char               *reason);
void           sol_broker_core_tell            (SolBrokerCore            *self,
                                                SolBrokerEventType        type,
                                                SolConn                  *conn,
                                                const char               *reason);

/* A refusal, told unless the same address was refused often before. @client_id, @user_name:
 * nullable */
void           sol_broker_core_tell_refusal    (SolBrokerCore            *self,
                                                SolConn                  *conn,
                                                const char               *client_id,
                                                const char               *user_name,
                                                const char               *reason);

/* Returns: (transfer full) (element-type SolBrokerClient) */
GPtrArray     *sol_broker_core_list_clients    (SolBrokerCore            *self,
                                                guint                     limit);

G_END_DECLS
