/* sol-journal-open-private.h: the journal, as its own files see it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-journal-private.h"
#include "sol-mailbox.h"

G_BEGIN_DECLS

/* One acknowledgement, or what else waits for a batch */
typedef struct
{
  SolConn *conn;           /* borrowed; NULL when nobody waits any more */
  guint32  n_left;         /* deliveries of the message that are not acknowledged */
  gboolean needs_commit;   /* something else changed as well */
} SolJournalWait;

/* A message that several deliveries have in common */
typedef struct
{
  guint64 row;
  guint64 first;           /* of its deliveries; an older one has the content itself */
  guint32 n;
} SolJournalShared;

struct _SolJournal
{
  SolBrokerCore *core;     /* borrowed */
  SolDurability  durability;

  /* Owned */
  SolStore      *store;    /* nullable */
  SolMailbox    *answers;
  SolStoreBatch *open;
  SolStoreBatch *spare;    /* NULL while one is at the store */
  GArray        *waits;    /* of @open: SolJournalWait; the first is nobody's */
  GArray        *sent_waits;
  GHashTable    *shared;   /* SolMessage → SolJournalShared */
  GHashTable    *rows;     /* of retained messages and wills: SolMessage → guint64 */
  SolTimer       retry;

  /* Borrowed */
  SolStoreBatch *sent;     /* at the store, or waiting to be sent once more; NULL without */

  gsize          max_open_bytes;
  gint64         sent_us;  /* when @sent was handed over; monotonic */
  guint64        batch;    /* the open one's number; those before it, but @sent, are committed */
  guint64        owed_batch; /* with it all is committed that was taken while the store failed; or 0 */
  guint64        first_row; /* of @open */
  guint64        next_row; /* the first that @open has not */
  guint64        new_rows; /* those from here on are not committed */
  guint64        last_row; /* of a delivery that has its content itself, perhaps to be shared */
  guint32        last_session;
  gboolean       is_failing;
};

void             sol_journal_begin_batch  (SolJournal        *self);

/* What the packet changes can be acknowledged only by a commit */
void             sol_journal_touch        (SolJournal       *self);

/* Returns: the wait of the packet that is being handled, made when it has none */
guint32          sol_journal_get_wait     (SolJournal       *self);

/* A receiver of it has acknowledged: perhaps it was the last */
void             sol_journal_receiver_done (SolJournal      *self,
                                            guint32          wait);

guint64          sol_journal_add          (SolJournal        *self,
                                           const SolStoreRow *row);

/* A row's content, which holds a reference */
SolStoreContent  sol_journal_content      (SolMessage        *message);

/* Notes all that there is in the core, or that there is to be nothing any more */
void             sol_journal_put_all      (SolJournal        *self);
void             sol_journal_forget_all   (SolJournal        *self);

G_END_DECLS
