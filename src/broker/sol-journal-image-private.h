/* sol-journal-image-private.h: what was stored, read in the store's thread for the broker's
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-store-broker.h"

G_BEGIN_DECLS

/* A row; its octets are in @message */
typedef struct
{
  SolMessage *message;        /* owned; NULL of a delivery that was released */
  guint32    *identifiers;    /* owned, nullable */
  char       *share;          /* owned, nullable */
  guint64     id;
  guint64     shared;         /* the row that has its content; 0 is its own */
  guint32     session;
  guint32     delay_s;
  guint16     n_identifiers;
  guint16     packet_id;
  guint8      kind;
  guint8      qos;
  guint8      retain;
  guint8      is_released;
} SolJournalImageRow;

typedef struct
{
  GArray     *sessions;       /* SolStoreSession; owns its strings */
  GArray     *subscriptions;  /* SolStoreSubscription; owns its strings */
  GArray     *received;       /* SolJournalImageRow: @session and @packet_id */
  GArray     *rows;           /* SolJournalImageRow: deliveries in their order, retained, wills */
  GHashTable *messages;       /* of shared rows: guint64 → SolMessage */
  guint64     last_row;
} SolJournalImage;

SolJournalImage      *sol_journal_image_new        (void);
void                  sol_journal_image_free       (SolJournalImage *self);

/* Fills the image that is its user data; 1,000,000 deliveries take about a second and a half */
const SolStoreReader *sol_journal_image_get_reader (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolJournalImage, sol_journal_image_free)

G_END_DECLS
