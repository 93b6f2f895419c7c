/* sol-client-reader-private.h: octets read from a broker, cut into packets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-mqtt-frame.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 *data; /* owned */
  gsize   begin;
  gsize   end;
  gsize   capacity;
  gsize   limit; /* of the body of a packet */
} SolClientReader;

void     sol_client_reader_init  (SolClientReader       *self);
void     sol_client_reader_clear (SolClientReader       *self);

/**
 * sol_client_reader_fill:
 * @may_hold_more: (out): the read filled the room there was
 *
 * Reads once without waiting; invalidates the frames taken before. Memory grows with what arrives, not with what a
 * header announces.
 *
 * Returns: octets read, 0 at the end, -1 with @error
 */
gssize   sol_client_reader_fill  (SolClientReader       *self,
                                  GPollableInputStream  *input,
                                  gboolean              *may_hold_more,
                                  GError               **error);

/* Returns: TRUE with the next packet, FALSE when there is none or, with @error, never will be */
gboolean sol_client_reader_next  (SolClientReader       *self,
                                  SolMqttFrame          *frame,
                                  GError               **error);

G_END_DECLS
