/* sol-load-private.h: the load generator's peers and what they share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <netdb.h>

#include "sol-buffer.h"
#include "sol-load-latency.h"
#include "sol-load.h"
#include "sol-mqtt-frame.h"
#include "sol-mqtt-publish.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_LOAD_PEER_CONNECTING,  /* the socket is being connected */
  SOL_LOAD_PEER_GREETING,    /* waits for CONNACK */
  SOL_LOAD_PEER_SUBSCRIBING, /* waits for SUBACK */
  SOL_LOAD_PEER_READY,
} SolLoadPeerState;

typedef enum
{
  SOL_LOAD_ROLE_PUBLISHER,
  SOL_LOAD_ROLE_SUBSCRIBER,
  SOL_LOAD_ROLE_IDLE,
} SolLoadRole;

typedef struct _SolLoad SolLoad;

/* One connection. The fields of the other role are unused. */
typedef struct
{
  SolLoad          *load;
  SolBuffer         in;       /* the beginning of a packet whose end has not come */
  GByteArray       *out;      /* octets to send */
  gsize             out_sent;
  int               fd;
  guint             index;    /* among those of its role */
  SolLoadRole       role;
  SolLoadPeerState  state;
  gboolean          is_dirty; /* stands in load->dirty */
  gboolean          is_blocked; /* the socket took no more: waits for EPOLLOUT */

  /* Publisher: message k is `template` with its number, time and packet identifier written over */
  guint8  *template;
  gsize    template_len;
  gsize    id_at;             /* offset of the packet identifier */
  gsize    stamp_at;          /* offset of the payload */
  guint64  n_sent;
  guint64  n_arrived;         /* all before this one are with all their subscribers */
  guint64  n_acked;
  guint32 *arrivals;          /* (array length=window): subscribers that have message k, at k modulo window */

  /* Subscriber: number of the next message of each publisher it hears */
  guint32 *expected;
} SolLoadPeer;

/* A moment of the run */
typedef struct
{
  gint64  time_us;
  gint64  cpu_ns;
  guint64 n_delivered;
} SolLoadMark;

struct _SolLoad
{
  const SolLoadSettings *settings;
  SolLoadResult         *result;
  GError                *error;  /* the first thing that went wrong: ends the run */
  int                    epoll;
  guint8                *input;  /* SOL_LOAD_INPUT_SIZE octets, of the peer being read */
  GPtrArray             *dirty;  /* (element-type SolLoadPeer): have output or credit */
  char                   prefix[32]; /* of client identifiers and topics, new each run */

  SolLoadPeer *peers;
  guint        n_peers;
  guint        n_subscribers;    /* the first of @peers */
  guint        n_publishers;     /* behind them */
  guint        n_opened;
  guint        n_ready;

  guint        fan_out;          /* subscribers of a publisher */
  guint        n_sources;        /* publishers a subscriber hears */
  guint64      n_quota;          /* messages a publisher sends at most */
  guint        window;           /* of a publisher: as set, or less when the broker of 5.0 takes fewer */
  guint64      n_published;
  gboolean     is_publishing;    /* publishers may send new messages */
  gint64       now_us;           /* read once a turn */
  gint64       progress_us;      /* when something last arrived */
  SolLoadMark  begin, end;
  SolLoadLatency latency;
};

#define SOL_LOAD_INPUT_SIZE (256 * 1024)

/* sol-load-peer.c: connection and octets */
void         sol_load_peer_init         (SolLoadPeer             *self,
                                         SolLoad                 *load,
                                         SolLoadRole              role,
                                         guint                    index);
/* @address: a struct sockaddr. An error goes to load->error, as in all below */
void         sol_load_peer_open         (SolLoadPeer             *self,
                                         gconstpointer            address,
                                         guint                    address_len);
void         sol_load_peer_handle_event (SolLoadPeer             *self,
                                         guint32                  events);
/* Publishes what its window allows and sends all output */
void         sol_load_peer_flush        (SolLoadPeer             *self);
/* To be flushed at the end of the turn */
void         sol_load_peer_mark_dirty   (SolLoadPeer             *self);
void         sol_load_peer_send_ack     (SolLoadPeer             *self,
                                         guint8                   type,
                                         guint16                  packet_id);
/* @what: what it means for the person, behind the cause in errno */
void         sol_load_peer_fail         (SolLoadPeer             *self,
                                         int                      code,
                                         const char              *what);
void         sol_load_peer_clear        (SolLoadPeer             *self);

/* sol-load-receive.c: takes what the socket has, and does what each packet asks */
void         sol_load_peer_read         (SolLoadPeer             *self);

/* sol-load-handshake.c: CONNECT and SUBSCRIBE */
void         sol_load_peer_greet        (SolLoadPeer             *self);
gboolean     sol_load_peer_handle_connack (SolLoadPeer           *self,
                                           const SolMqttFrame    *frame,
                                           GError               **error);
gboolean     sol_load_peer_handle_suback (SolLoadPeer            *self,
                                          const SolMqttFrame     *frame,
                                          GError                **error);

/* sol-load-publisher.c */
void         sol_load_publisher_init    (SolLoadPeer             *self);
/* Appends to the output as many messages as the window allows, when that is half of it: few large writes */
void         sol_load_publisher_fill    (SolLoadPeer             *self);
gboolean     sol_load_publisher_is_due  (const SolLoadPeer       *self);
void         sol_load_publisher_handle_ack (SolLoadPeer          *self,
                                            guint8                type,
                                            guint16               packet_id);
/* One more subscriber has message number @k */
void         sol_load_publisher_arrived (SolLoadPeer             *self,
                                         guint32                  k);

/* sol-load-subscriber.c */
void         sol_load_subscriber_init   (SolLoadPeer             *self);
void         sol_load_subscriber_handle_publish (SolLoadPeer          *self,
                                                 const SolMqttPublish *publish);

/* sol-load-connect.c. Returns: (nullable): to be freed by freeaddrinfo () */
struct addrinfo *sol_load_resolve       (SolLoad                 *self);
/* Of several addresses of a name (::1 and 127.0.0.1) the first that takes a connection. A try that blocks, before the
 * load. */
const struct addrinfo *sol_load_choose  (const struct addrinfo   *addresses);
/* Opens peers until @n of them are ready */
gboolean     sol_load_connect           (SolLoad                 *self,
                                         const struct addrinfo   *address,
                                         guint                    n);

/* One batch of events, then all output. Returns: FALSE when the run is over by an error */
gboolean     sol_load_turn              (SolLoad                 *self);

/* `PREFIX/NUMBER` or `PREFIX`: what the publisher @index publishes to */
char        *sol_load_get_topic         (SolLoad                 *self,
                                         guint                    index);

/* Takes @error */
void         sol_load_fail              (SolLoad                 *self,
                                         GError                  *error);

static inline SolLoadPeer *
sol_load_get_publisher (SolLoad *self,
                        guint    index)
{
  return &self->peers[self->n_subscribers + index];
}

G_END_DECLS
