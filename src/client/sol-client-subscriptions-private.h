/* sol-client-subscriptions-private.h: filters kept, and requests about them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-mqtt-subscribe.h"

G_BEGIN_DECLS

/* A SUBSCRIBE or UNSUBSCRIBE that waits for its answer */
typedef struct
{
  GTask   *task;       /* owned, nullable: nobody waits for the answer to a filter that is subscribed again */
  char    *filter;     /* owned */
  GBytes  *properties; /* owned, nullable: of SUBSCRIBE */
  guint16  packet_id;
  guint8   options;    /* SOL_MQTT_OPTION_* */
  gboolean is_removal;
} SolClientRequest;

typedef struct
{
  GHashTable *kept;     /* filter (owned) to SolClientRequest (owned): what the broker granted */
  GPtrArray  *resumed;  /* filters (owned) of the packet that subscribes again, until its answer; nullable */
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
 * @properties: (transfer full) (nullable)
 * @task: (transfer full) (nullable)
 *
 * Returns: (nullable): the request, kept until its answer; NULL when all packet identifiers are taken and nothing was
 *   taken over
 */
SolClientRequest *sol_client_subscriptions_ask    (SolClientSubscriptions *self,
                                                   char                   *filter,
                                                   guint8                  options,
                                                   GBytes                 *properties,
                                                   gboolean                is_removal,
                                                   GTask                  *task);

/* Appends the packet of one request */
void              sol_client_request_write        (const SolClientRequest *request,
                                                   guint8                  version,
                                                   GByteArray             *out);

/* Appends what a new connection needs: all filters when the broker has lost the session, and the open requests */
void              sol_client_subscriptions_resume (SolClientSubscriptions *self,
                                                   gboolean                session_present,
                                                   guint8                  version,
                                                   GByteArray             *out);

/* Both borrowed; a filter that was kept is refused now */
typedef void (*SolClientRefusedFunc) (const char   *filter,
                                      const GError *error,
                                      gpointer      user_data);

/* @suback: a SUBACK, or with @is_removal an UNSUBACK */
void              sol_client_subscriptions_answer (SolClientSubscriptions *self,
                                                   const SolMqttSuback    *suback,
                                                   gboolean                is_removal,
                                                   SolClientRefusedFunc    refused,
                                                   gpointer                user_data);

G_END_DECLS
