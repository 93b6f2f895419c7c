/* octets-support.h: a broker of its own for each test, and clients made of octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdatomic.h>

#include "sol-ban.h"
#include "sol-broker.h"
#include "sol-clock.h"

G_BEGIN_DECLS

typedef struct
{
  SolBroker       *broker;
  SolBrokerConfig *config;  /* change a field, then octets_apply() */
  SolClock         clock;   /* the broker's: the computer's, ahead by @ahead_us */
  atomic_llong     ahead_us;
} Octets;

/* Its parts: a configuration, then a broker by it over @store (not taken), which ends before the next
   is started */
void     octets_prepare       (Octets        *self);
void     octets_start         (Octets        *self,
                               SolStore      *store);
void     octets_stop          (Octets        *self);

/* A running broker: loopback, a port of its own, anonymous clients may */
void     octets_set_up        (Octets        *self,
                               gconstpointer  data);
void     octets_tear_down     (Octets        *self,
                               gconstpointer  data);
void     octets_apply         (Octets        *self);
/* Sets the broker's clock ahead, and waits until it has done what is due then */
void     octets_advance       (Octets        *self,
                               guint          seconds);
/* One user, replacing the users before */
void     octets_set_user      (Octets        *self,
                               const char    *name,
                               const char    *password);

/* Access rules as sol_acl_rule_new_from_words() reads them, ended by NULL; in force when it returns */
void     octets_set_rules     (Octets        *self,
                               const char   **rules);
/* Bans one; in force when it returns */
void     octets_ban           (Octets        *self,
                               SolBanKind     kind,
                               const char    *value);

/* A connection on which nothing was sent. All below wait at most 5 s, then fail the test. */
int      octets_connect       (Octets        *self);

/* A WebSocket with nothing sent; frames are the script's */
int      octets_open_websocket (Octets       *self);

/* Sends what @script says (octets_compile()) and expects what @reply says */
void     octets_talk          (int            fd,
                               const char    *script,
                               const char    *reply);
void     octets_send          (int            fd,
                               const char    *script);
void     octets_send_id       (int            fd,
                               const char    *script,
                               guint16        id);
/* Returns: the packet identifier that stood where @script has `##` */
guint16  octets_expect        (int            fd,
                               const char    *script);
/* As octets_expect(), and it must be @id */
void     octets_expect_id     (int            fd,
                               const char    *script,
                               guint16        id);
/* The end of the connection, and no octet before it; closes @fd */
void     octets_expect_close  (int            fd);
/* Nothing has come that was not expected: PINGRESP is the next packet after a PINGREQ */
void     octets_expect_quiet  (int            fd);
void     octets_close         (int            fd);
/* DISCONNECT, then waits until the broker has closed */
void     octets_leave         (int            fd);

/* A client with a clean session, connected; no keep-alive */
int      octets_open          (Octets        *self,
                               const char    *client_id);
/* A client with a lasting session; CONNACK must say @is_present */
int      octets_resume        (Octets        *self,
                               const char    *client_id,
                               gboolean       is_present);
/* octets_open() and one subscription */
int      octets_subscribe     (Octets        *self,
                               const char    *client_id,
                               const char    *filter,
                               guint8         qos);

/* octets_talk() on a client of its own: no matter then whether an answer or a delivery is first */
void     octets_publish       (Octets        *self,
                               const char    *script,
                               const char    *reply);

/* The terms of a CONNACK of 5.0 with the limits as octets_set_up() has them: Receive Maximum, Maximum
 * Packet Size, Topic Alias Maximum */
#define OCTETS5_TERMS "21 0064 27 0100 0005 22 0020"

/* CONNECT of 5.0 with what follows its protocol level in @connect; CONNACK must say @is_present and
 * nothing but its terms */
int      octets5_connect      (Octets        *self,
                               const char    *connect,
                               gboolean       is_present);
/* A clean start, a session that ends with its connection, errors without words */
int      octets5_open         (Octets        *self,
                               const char    *client_id);
/* DISCONNECT with @reason and without words, then the end; closes @fd */
void     octets5_expect_end   (int            fd,
                               guint8         reason);

/* Octets as they come. Returns: (transfer full) */
GByteArray *octets_receive    (int            fd,
                               gsize          length);

/* Each of @scripts (ended by NULL), on a connection of its own, closes it without an answer: as the
 * first octets, or after an accepted CONNECT */
void     octets_check_refused (Octets        *self,
                               const char   **scripts);
void     octets_check_fatal   (Octets        *self,
                               const char   **scripts);

#define OCTETS_ADD(name, func) \
  g_test_add ("/broker/octets/" name, Octets, NULL, octets_set_up, func, octets_tear_down)

G_END_DECLS
