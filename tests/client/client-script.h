/* client-script.h: a client and a server that plays a script to it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "client-support.h"

G_BEGIN_DECLS

typedef struct
{
  TestClient       self;
  SolClientOptions options;
  GSocketListener *listener;
  GIOStream       *stream;     /* the server's side */
  GAsyncResult    *result;     /* of what was begun */

  /* Of the tests of 5.0 */
  GByteArray      *properties; /* of CONNECT, while it is put together */
  GBytes          *block;      /* the same, as it was given to the client */
  GError          *refusal;    /* of the last subscription that was refused */
} Fixture;

/* Options for a server of this fixture that listens on a free port; 5.0 is what is tried first */
void   fixture_set_up          (Fixture       *self,
                                gconstpointer  unused);
void   fixture_tear_down       (Fixture       *self,
                                gconstpointer  unused);

void   fixture_begin           (Fixture       *self,
                                GCancellable  *cancellable);
/* Reads CONNECT. Returns: its protocol level */
guint8 fixture_take_connect    (Fixture       *self);
void   fixture_await_connected (Fixture       *self);

G_END_DECLS
