/* client-support.h: a client awaited, a server scripted, a mosquitto started
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client.h"

G_BEGIN_DECLS

/* A client whose messages arrive in a queue, and whose calls are waited for */
typedef struct
{
  SolClient   *client;
  GAsyncQueue *messages; /* SolMessage */
} TestClient;

void        test_client_init        (TestClient         *self);
void        test_client_clear       (TestClient         *self);
gboolean    test_client_connect     (TestClient             *self,
                                     const SolClientOptions *options,
                                     GError                **error);
void        test_client_disconnect  (TestClient         *self);
guint8      test_client_subscribe   (TestClient         *self,
                                     const char         *filter,
                                     guint8              qos);
void        test_client_unsubscribe (TestClient         *self,
                                     const char         *filter);
gboolean    test_client_publish     (TestClient         *self,
                                     const char         *topic,
                                     const char         *payload,
                                     guint8              qos,
                                     gboolean            retain,
                                     GError            **error);
void        test_client_await_state (TestClient         *self,
                                     SolClientState      state);
SolMessage *test_client_pop         (TestClient         *self);

/* A pending answer: pass test_done_cb and the address of a GAsyncResult pointer that is NULL */
void        test_done_cb            (GObject            *source,
                                     GAsyncResult       *result,
                                     gpointer            user_data);
void        test_await              (GAsyncResult      **result);

SolMessage *test_message            (const char         *topic,
                                     const char         *payload,
                                     guint8              qos);

/* Listens on a free port of this computer */
GSocketListener *test_listen        (guint16            *port);
GIOStream       *test_accept        (GSocketListener    *listener);
/* Reads exactly @length octets; they must be @octets */
void             test_expect        (GIOStream          *stream,
                                     const char         *octets,
                                     gsize               length);
void             test_send          (GIOStream          *stream,
                                     const char         *octets,
                                     gsize               length);
/* Reads CONNECT and answers */
GIOStream       *test_accept_client (GSocketListener    *listener,
                                     gboolean            session_present);

#define TEST_EXPECT(stream, octets) test_expect ((stream), (octets), sizeof (octets) - 1)
#define TEST_SEND(stream, octets)   test_send ((stream), (octets), sizeof (octets) - 1)

G_END_DECLS
