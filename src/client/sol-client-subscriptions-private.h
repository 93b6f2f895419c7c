/* sol-client-subscriptions-private.h: filters kept, and requests about them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A SUBSCRIBE or UNSUBSCRIBE that waits for its answer */
typedef struct
{
  GTask   *task;      /* owned, nullable */
  char    *filter;    /* owned */
  guint16  packet_id;
  guint8   qos;
  gboolean is_removal;
} SolClientRequest;

typedef struct
{
  GHashTable *kept;     /* filter (owned) to QoS: what the broker granted */
  GQueue      requests; /* SolClientRequest in order of asking */
  guint       n_asked;
} SolClientSubscriptions;

void              sol_client_subscriptions_init   (SolClientSubscriptions *self);

/* Completes all requests with @error and forgets all filters */
void              sol_client_subscriptions_clear  (SolClientSubscriptions *self,
                                                   const GError           *error);

/**
 * sol_client_subscriptions_ask:
 * @filter: (transfer full)
 * @task: (transfer full) (nullable)
 *
 * Returns: (nullable): the request, kept until its answer; NULL when all packet identifiers are taken and nothing was
 *   taken over
 */
SolClientRequest *sol_client_subscriptions_ask    (SolClientSubscriptions *self,
                                                   char                   *filter,
                                                   guint8                  qos,
                                                   gboolean                is_removal,
                                                   GTask                  *task);

/* Appends the packet of one request */
void              sol_client_request_write        (const SolClientRequest *request,
                                                   GByteArray             *out);

/* Appends what a new connection needs: all filters when the broker has lost the session, and the open requests */
void              sol_client_subscriptions_resume (SolClientSubscriptions *self,
                                                   gboolean                session_present,
                                                   GByteArray             *out);

/* @code: of SUBACK; 0 for UNSUBACK */
void              sol_client_subscriptions_answer (SolClientSubscriptions *self,
                                                   guint16                 packet_id,
                                                   gboolean                is_removal,
                                                   guint8                  code);

G_END_DECLS
