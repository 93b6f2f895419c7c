/* sol-source.h: where messages come from: this broker, or another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-broker.h"
#include "sol-client.h"

G_BEGIN_DECLS

/* One way to subscribe and publish for the Messages, Scope and Generator views, whichever broker
 * it is. Main thread. Properties: `state` (int, SolClientState; this broker's is CONNECTED while
 * it runs), `title` (as people see it), `filters` (strv), notified when changed, read only. */
#define SOL_TYPE_SOURCE (sol_source_get_type ())
G_DECLARE_FINAL_TYPE (SolSource, sol_source, SOL, SOURCE, GObject)

/* @func: runs in the broker's or the client's thread, a message each; never after
 * sol_source_close() or the last unref */
SolSource      *sol_source_new_for_broker     (SolBroker              *broker,
                                               SolClientFunc           func,
                                               gpointer                user_data);
SolSource      *sol_source_new_for_client     (const SolClientOptions *options,
                                               SolClientFunc           func,
                                               gpointer                user_data);

/* A recording's: what sol_source_deliver() is given goes to the filters. It takes no messages */
SolSource      *sol_source_new_for_recording  (const char             *title,
                                               SolClientFunc           func,
                                               gpointer                user_data);
/* Of the same broker, by a connection of its own with another identifier and no filters. NULL for a recording's */
SolSource      *sol_source_new_like           (SolSource              *other,
                                               SolClientFunc           func,
                                               gpointer                user_data);
/* Of a recording's alone; any thread */
void            sol_source_deliver            (SolSource              *self,
                                               SolMessage             *message);

gboolean        sol_source_is_local           (SolSource              *self);
gboolean        sol_source_is_recording       (SolSource              *self);
SolClientState  sol_source_get_state          (SolSource              *self);
const char     *sol_source_get_title          (SolSource              *self);
GError         *sol_source_dup_error          (SolSource              *self);
const char * const *sol_source_get_filters    (SolSource              *self);

/* For a client: connects. For this broker: completes when it runs, with an error otherwise. */
void            sol_source_connect_async      (SolSource              *self,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_source_connect_finish     (SolSource              *self,
                                               GAsyncResult           *result,
                                               GError                **error);
void            sol_source_disconnect         (SolSource              *self);

/* Disconnects for good: when it returns, no call of the function runs, and none will */
void            sol_source_close              (SolSource              *self);

/* Takes effect at once while connected, and again after a reconnection; a filter that is refused
 * is forgotten.
 * @filter: at most 1,000 of them; one that is there already gets the new @qos */
void            sol_source_subscribe_async    (SolSource              *self,
                                               const char             *filter,
                                               guint8                  qos,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_source_subscribe_finish   (SolSource              *self,
                                               GAsyncResult           *result,
                                               GError                **error);
void            sol_source_unsubscribe        (SolSource              *self,
                                               const char             *filter);

void            sol_source_publish_async      (SolSource              *self,
                                               SolMessage             *message,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        sol_source_publish_finish     (SolSource              *self,
                                               GAsyncResult           *result,
                                               GError                **error);

/* Any thread, without an answer: FALSE when nobody is connected or the queue is full */
gboolean        sol_source_post               (SolSource              *self,
                                               SolMessage             *message);

G_END_DECLS
