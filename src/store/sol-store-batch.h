/* sol-store-batch.h: changes of the broker's state that become one transaction
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_STORE_ROW_NONE,      /* was taken back before it was written */
  SOL_STORE_ROW_DELIVERY,  /* a message for one session */
  SOL_STORE_ROW_MESSAGE,   /* what several deliveries share */
  SOL_STORE_ROW_RETAINED,
  SOL_STORE_ROW_WILL,
  SOL_STORE_N_ROWS,
} SolStoreRowKind;

/* Octets are borrowed from @owner, in a row that is read from the database only for the call */
typedef struct
{
  const char   *topic;
  const guint8 *payload;
  const guint8 *properties;      /* of MQTT 5.0, as on the wire; NULL without */
  const char   *publisher;       /* of what is retained and of a will: its client identifier; nullable */
  gpointer      owner;           /* given to the batch's destroy function when it was written */
  gint64        arrived_us;      /* Unix time */
  gint64        expires_us;      /* Unix time; G_MAXINT64 is never */
  guint32       payload_len;
  guint32       properties_len;
  guint16       topic_len;
  guint8        qos;             /* as published */
  guint8        retain;          /* as published */
} SolStoreContent;

typedef struct
{
  SolStoreContent content;       /* zeroed where another row has it, or nobody needs it any more */
  guint64         message;       /* of a delivery: the row with its content, 0 is its own */
  guint32        *identifiers;   /* of a delivery: its subscriptions'; freed with the row */
  char           *share;         /* of a delivery: the shared subscription; freed with the row */
  guint32         delay_s;       /* of a will */
  guint32         session;       /* 0 is none: of a will, that of a session that is not stored */
  guint32         wait;          /* the maker's, not stored */
  guint16         n_identifiers;
  guint16         packet_id;     /* of a delivery */
  guint8          kind;
  guint8          qos;           /* of a delivery */
  guint8          retain;        /* of a delivery: the flag it is sent with */
  guint8          is_released;   /* of a delivery of QoS 2: PUBREC has come */
} SolStoreRow;

typedef struct
{
  const char *client_id;         /* with a zero behind it */
  const char *user_name;         /* nullable */
  guint64     sent_row;          /* the newest delivery that was sent, when it ended; 0 is none */
  gint64      ended_us;          /* Unix time at which the connection ended; 0 while connected */
  guint32     id;                /* > 0 */
  guint32     expiry_s;          /* G_MAXUINT32 is never */
  guint8      version;           /* of MQTT, as in CONNECT */
} SolStoreSession;

typedef struct
{
  const char *filter;
  guint32     session;
  guint32     identifier;        /* of MQTT 5.0; 0 is none */
  guint16     filter_len;
  guint8      options;           /* as in SUBSCRIBE */
} SolStoreSubscription;

/* Belongs to one thread at a time: to the maker, and between sol_store_commit() and its answer to
 * the store */
typedef struct _SolStoreBatch SolStoreBatch;

/* @release: frees a content's owner, in any thread */
SolStoreBatch *sol_store_batch_new                 (GDestroyNotify             release);
void           sol_store_batch_free                (SolStoreBatch             *self);

/* Empties it for the next transaction, whose first row has the number @first_row */
void           sol_store_batch_begin               (SolStoreBatch             *self,
                                                    guint64                    first_row);
gboolean       sol_store_batch_is_empty            (const SolStoreBatch       *self);

/* Octets of the contents that are to be written */
gsize          sol_store_batch_get_bytes           (const SolStoreBatch       *self);

/**
 * sol_store_batch_add:
 * @row: copied; its content's owner, its identifiers and share (transfer full)
 *
 * Cost: an append, no allocation once the batch has its size.
 *
 * Returns: the row's number, one more than the row before it
 */
guint64        sol_store_batch_add                 (SolStoreBatch             *self,
                                                    const SolStoreRow         *row);

/* Returns: (nullable): row @id, if it stands in this batch and was not taken back; until the next
 * is added */
SolStoreRow   *sol_store_batch_find                (SolStoreBatch             *self,
                                                    guint64                    id);

/* Takes the row back when it stands in this batch, else notes that it is to be deleted */
void           sol_store_batch_remove              (SolStoreBatch             *self,
                                                    SolStoreRowKind            kind,
                                                    guint64                    id);

/* PUBREC has come for a delivery: it keeps nothing but its packet identifier */
void           sol_store_batch_release             (SolStoreBatch             *self,
                                                    guint64                    id);

/* What comes and goes by its name; in the order of calling. Strings are copied. */
void           sol_store_batch_put_session         (SolStoreBatch              *self,
                                                    const SolStoreSession      *session);
/* With its subscriptions and received identifiers; its deliveries are removed one by one */
void           sol_store_batch_remove_session      (SolStoreBatch              *self,
                                                    guint32                     session);
void           sol_store_batch_put_subscription    (SolStoreBatch              *self,
                                                    const SolStoreSubscription *subscription);
void           sol_store_batch_remove_subscription (SolStoreBatch              *self,
                                                    guint32                     session,
                                                    const char                 *filter,
                                                    gsize                       filter_len);
void           sol_store_batch_put_received        (SolStoreBatch              *self,
                                                    guint32                     session,
                                                    guint16                     packet_id);
void           sol_store_batch_remove_received     (SolStoreBatch              *self,
                                                    guint32                     session,
                                                    guint16                     packet_id);

/* All that any broker has stored, first of all in the transaction */
void           sol_store_batch_forget_all          (SolStoreBatch              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolStoreBatch, sol_store_batch_free)

G_END_DECLS
