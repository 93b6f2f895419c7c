/* sol-source-private.h: what the two kinds of source share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-source-gate-private.h"
#include "sol-source.h"
#include "sol-tap.h"

G_BEGIN_DECLS

/* What a source does in its own way. Every @task is (transfer full) and answered, with a
 * boolean. */
typedef struct
{
  SolClientState (*get_state)   (SolSource  *self);
  GError        *(*dup_error)   (SolSource  *self);
  void           (*connect)     (SolSource  *self,
                                 GTask      *task);
  void           (*disconnect)  (SolSource  *self);
  /* @filter stands in the filters by now */
  void           (*subscribe)   (SolSource  *self,
                                 const char *filter,
                                 guint8      qos,
                                 GTask      *task);
  /* @filter stands in the filters no more */
  void           (*unsubscribe) (SolSource  *self,
                                 const char *filter);
  void           (*publish)     (SolSource  *self,
                                 SolMessage *message,
                                 GTask      *task);
  gboolean       (*post)        (SolSource  *self,
                                 SolMessage *message);
  void           (*close)       (SolSource  *self);
} SolSourceKind;

struct _SolSource
{
  GObject parent_instance;

  const SolSourceKind *kind;

  /* Owned */
  SolSourceGate *gate;
  char          *title;
  GPtrArray     *filters;      /* of strings, the last one NULL */
  GByteArray    *filter_qos;   /* one each */

  /* Owned, of this broker */
  SolBroker     *broker;
  SolTap        *tap;          /* NULL while there is no filter */
  GPtrArray     *waiting;      /* GTasks of those who wait for it to run */

  /* Owned, of another one */
  SolClient        *client;
  SolClientOptions  options;   /* with strings of its own */
  gboolean          is_joined; /* was connected since it was asked to: the client keeps the filters over a loss */

  /* Owned, of a recording */
  GMutex  lock;
  char  **wanted;              /* under @lock: the filters, for the thread that delivers */

  SolClientState state;        /* as notified */
};

extern const SolSourceKind sol_source_broker_kind;
extern const SolSourceKind sol_source_client_kind;
extern const SolSourceKind sol_source_recording_kind;

SolSource *sol_source_new            (const SolSourceKind *kind,
                                      SolClientFunc        func,
                                      gpointer             user_data,
                                      char                *title);
/* Notifies `state` when it is another than before */
void       sol_source_update_state   (SolSource           *self);
/* Forgets a filter that the broker refused */
void       sol_source_forget_filter  (SolSource           *self,
                                      const char          *filter);
/* Frees what sol_source_new_for_client() made */
void       sol_source_client_free    (SolSource           *self);

G_END_DECLS
