/* sol-admin-test-clients-private.h: the MQTT clients that live in the server, for trying things out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-broker.h"

G_BEGIN_DECLS

#define SOL_ADMIN_MAX_TEST_CLIENTS 16
#define SOL_ADMIN_MAX_TEST_FILTERS 100

typedef struct _SolAdminTestClient SolAdminTestClient;

/* Main thread. Each hears the broker through a tap: it needs no password and no port. One that
 * nobody used for 10 minutes is taken away. */
typedef struct _SolAdminTestClients SolAdminTestClients;

SolAdminTestClients *sol_admin_test_clients_new     (SolBroker           *broker);
void                 sol_admin_test_clients_free    (SolAdminTestClients *self);

/* Returns: (transfer none) (nullable): the client of that id; being asked for counts as being
 * used */
SolAdminTestClient  *sol_admin_test_clients_find    (SolAdminTestClients *self,
                                                     const char          *client_id);
/* Returns: (nullable): one that is there already, or a new one; NULL when there are too many */
SolAdminTestClient  *sol_admin_test_clients_add     (SolAdminTestClients *self,
                                                     const char          *client_id);
void                 sol_admin_test_clients_remove  (SolAdminTestClients *self,
                                                     const char          *client_id);

/* @qos: what the caller asked for, 0..2. FALSE: there are too many filters */
gboolean             sol_admin_test_client_subscribe   (SolAdminTestClient *self,
                                                        const char         *filter,
                                                        guint8              qos);
/* FALSE: it was not subscribed */
gboolean             sol_admin_test_client_unsubscribe (SolAdminTestClient *self,
                                                        const char         *filter);

/* What came since the last call: at most 1,000 messages and 1 MiB, but always one; the oldest go
 * first.
 * @n_dropped: (out): those that went. Returns: (transfer full) (element-type SolMessage) */
GPtrArray           *sol_admin_test_client_take        (SolAdminTestClient *self,
                                                        guint64            *n_dropped);

/* All of them as the broker lists its own: (transfer full) (element-type SolBrokerClient) */
GPtrArray           *sol_admin_test_clients_list       (SolAdminTestClients *self);

G_END_DECLS
