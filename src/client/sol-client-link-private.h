/* sol-client-link-private.h: one standing connection: reads, writes, watches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-reader-private.h"
#include "sol-client-writer-private.h"

G_BEGIN_DECLS

typedef struct _SolClientLink SolClientLink;

/* All run in the client's thread. */
typedef struct
{
  /* Octets came in: take packets from @reader. Returns: FALSE when it freed the link */
  gboolean (*received) (gpointer      user_data);
  /* All that was appended has been written */
  void     (*drained)  (gpointer      user_data);
  /* After each flush; accounts for memory */
  void     (*flushed)  (gpointer      user_data);
  /* The connection ended; frees the link. @error: in GIO's domains, borrowed */
  void     (*closed)   (const GError *error,
                        gpointer      user_data);
} SolClientLinkFuncs;

struct _SolClientLink
{
  SolClientReader reader;
  SolClientWriter writer;
  gint64          last_read_us;  /* monotonic clock */
  gint64          last_write_us;

  /* The link's own */
  GSocketConnection        *connection;
  GSource                  *read_source;
  GSource                  *write_source; /* only while the socket is full */
  GSource                  *flush_source; /* ready once a loop iteration in which something was appended */
  const SolClientLinkFuncs *funcs;
  gpointer                  user_data;
  gboolean                  is_flush_due;
};

/* @connection: (transfer full) */
SolClientLink *sol_client_link_new      (GSocketConnection        *connection,
                                         const SolClientLinkFuncs *funcs,
                                         gpointer                  user_data);

/* Closes; @error completes what was not written */
void           sol_client_link_free     (SolClientLink            *self,
                                         const GError             *error);

/* Call after appending to the writer: the octets leave with all others of this loop iteration */
void           sol_client_link_touch    (SolClientLink            *self);

/* Writes now what goes without waiting, and reports nothing */
void           sol_client_link_push     (SolClientLink            *self);

/* Tells the peer that nothing more will come; what it still sends is read */
void           sol_client_link_shutdown (SolClientLink            *self);

G_END_DECLS
