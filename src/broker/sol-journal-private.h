/* sol-journal-private.h: what outlives the process, on its way to the store
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-core-private.h"
#include "sol-inflight-private.h"
#include "sol-journal-image-private.h"
#include "sol-store-broker.h"

G_BEGIN_DECLS

/* The promise: an acknowledged message is not lost when the process is killed; with strict
 * durability it is not lost when the power fails.
 *
 * Every change of what lasts is noted in the open batch. After each turn of the reactor the batch
 * goes to the store, unless one is there still: then it grows meanwhile. What a packet changed is
 * acknowledged when its batch is committed, or when every receiver of the message has
 * acknowledged it before it was written. The broker's thread; one a core. */

/* @store: (nullable): NULL keeps nothing */
SolJournal *sol_journal_new            (SolBrokerCore    *core,
                                        SolStore         *store);

/* Hands the store what is left, and does not wait for it. After the thread has ended. */
void        sol_journal_free           (SolJournal       *self);

/* Where every packet looks: whether anything is stored at all */
gboolean    sol_journal_is_on          (const SolJournal *self);

/* As the configuration says. What there is already is stored when it goes on, and forgotten when
 * it goes off. */
void        sol_journal_set_durability (SolJournal       *self,
                                        SolDurability     durability);

/**
 * sol_journal_restore:
 * @image: what was stored; what it holds is taken
 * @window: how many messages a client that was connected may have got without acknowledging them
 *
 * Makes the sessions and retained messages of a core that has none, before it is reached by anybody.
 */
void        sol_journal_restore        (SolJournal       *self,
                                        SolJournalImage  *image,
                                        SolDurability     durability,
                                        guint             window);

/* Whether the store fails, or is too far behind to take more: what needs it is refused then */
gboolean    sol_journal_is_failing     (const SolJournal *self);
gboolean    sol_journal_is_full        (const SolJournal *self);
/* Twice as much waits: what those brought who cannot be told to wait */
gboolean    sol_journal_is_flooded     (const SolJournal *self);

/* From where it is full: 64 MiB unless a test has less */
void        sol_journal_set_limit      (SolJournal       *self,
                                        gsize             max_bytes);

/* Octets of contents that are not at the store yet */
gsize       sol_journal_get_bytes      (const SolJournal *self);

/* Once a turn of the reactor */
void        sol_journal_flush          (SolJournal       *self);

/**
 * sol_journal_wait:
 * @conn: told by sol_conn_release() when what the packet that is being handled changed is stored
 * @wait: (out): names it within the batch
 *
 * Where core->packet_wait is 0 it has changed nothing.
 *
 * Returns: the batch
 */
guint64     sol_journal_wait           (SolJournal       *self,
                                        SolConn          *conn,
                                        guint32          *wait);

/* The same for all that the open batch has now */
guint64     sol_journal_watch          (SolJournal       *self,
                                        SolConn          *conn,
                                        guint32          *wait);
gboolean    sol_journal_is_done        (const SolJournal *self,
                                        guint64           batch,
                                        guint32           wait);
gboolean    sol_journal_is_open        (const SolJournal *self,
                                        guint64           batch);
/* @conn goes: nobody is to be told */
void        sol_journal_forget_wait    (SolJournal       *self,
                                        guint64           batch,
                                        guint32           wait);

/* Whether the row is committed */
gboolean    sol_journal_has_row        (const SolJournal *self,
                                        guint64           row);

/* Sessions: put again when it begins and ends to be connected. The journal gives the number. */
void        sol_journal_put_session    (SolJournal       *self,
                                        SolSession       *session);
/* With all that it has */
void        sol_journal_remove_session (SolJournal       *self,
                                        SolSession       *session);
void        sol_journal_subscribe      (SolJournal       *self,
                                        SolSession       *session,
                                        const SolSubscription *subscription);
/* Before it is removed */
void        sol_journal_unsubscribe    (SolJournal       *self,
                                        SolSession       *session,
                                        const SolSubscription *subscription);
void        sol_journal_add_received   (SolJournal       *self,
                                        SolSession       *session,
                                        guint16           packet_id);
void        sol_journal_drop_received  (SolJournal       *self,
                                        SolSession       *session,
                                        guint16           packet_id);

/* One message for one session */
typedef struct
{
  SolSession    *session;
  SolMessage    *message;
  SolRoute      *route;          /* nullable */
  guint16        packet_id;      /* that it has, or will have when its turn comes */
  guint8         qos;
  guint8         retain;
  guint8         is_released;
} SolJournalDelivery;

/**
 * sol_journal_deliver:
 *
 * Receivers of one message share its content from the second on.
 *
 * Returns: the row
 */
guint64     sol_journal_deliver        (SolJournal               *self,
                                        const SolJournalDelivery *delivery);
/* @message: (nullable): of the row, while it has one */
void        sol_journal_release        (SolJournal       *self,
                                        guint64           row,
                                        SolMessage       *message);
/* @is_received: its client has it; else it was dropped, or goes with its session */
void        sol_journal_finish         (SolJournal       *self,
                                        guint64           row,
                                        SolMessage       *message,
                                        gboolean          is_received);

/* Retained messages and wills, known by their messages. */
void        sol_journal_retain         (SolJournal       *self,
                                        SolMessage       *message);
/* @session: (nullable): that it belongs to, when that lasts */
void        sol_journal_put_will       (SolJournal       *self,
                                        SolMessage       *message,
                                        SolSession       *session,
                                        guint32           delay_s);
/* It is no longer retained, or was published or given up; nothing when it was not stored */
void        sol_journal_drop_retained  (SolJournal       *self,
                                        SolMessage       *message);
void        sol_journal_drop_will      (SolJournal       *self,
                                        SolMessage       *message);

G_END_DECLS
