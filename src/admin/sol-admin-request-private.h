/* sol-admin-request-private.h: one request on its way to an answer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-private.h"

G_BEGIN_DECLS

#define SOL_ADMIN_MAX_PARAMS 1

/* Main thread. Made when the request was read whole; exactly one sol_admin_reply_… () ends and
 * frees it. Until then the message is paused, so a handler may wait for whatever it needs. */
typedef struct
{
  SolAdmin          *admin;    /* owned */
  SoupServerMessage *message;  /* owned */
  char              *path;     /* as the client wrote it, percent-encoded */
  GHashTable        *query;    /* nullable: string → string */
  char              *params[SOL_ADMIN_MAX_PARAMS]; /* what stood for `{}` in the route's pattern, decoded */
  JsonObject        *body;     /* NULL when the request has none */
} SolAdminRequest;

SolAdminRequest *sol_admin_request_new         (SolAdmin          *admin,
                                                SoupServerMessage *message,
                                                const char        *path,
                                                GHashTable        *query);
/* Of the replies alone */
void             sol_admin_request_free        (SolAdminRequest   *self);

static inline SolEngine *
sol_admin_request_get_engine (const SolAdminRequest *self)
{
  return self->admin->engine;
}

/* Field readers. Each returns FALSE after it answered with a problem that names the field: 400
 * when it is missing and @is_required, 422 when it is of another type or out of range. A field
 * that may be missing leaves @value as it is. */
gboolean         sol_admin_request_read_string  (SolAdminRequest   *self,
                                                 const char        *name,
                                                 gboolean           is_required,
                                                 const char       **value);
gboolean         sol_admin_request_read_boolean (SolAdminRequest   *self,
                                                 const char        *name,
                                                 gboolean          *value);
gboolean         sol_admin_request_read_int     (SolAdminRequest   *self,
                                                 const char        *name,
                                                 gint64             least,
                                                 gint64             most,
                                                 gint64            *value);
/* A number of the query string; one that is none is answered by 422 */
gboolean         sol_admin_request_read_query   (SolAdminRequest   *self,
                                                 const char        *name,
                                                 guint              least,
                                                 guint              most,
                                                 guint             *value);

G_END_DECLS
