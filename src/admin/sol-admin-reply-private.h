/* sol-admin-reply-private.h: answers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-request-private.h"

G_BEGIN_DECLS

/* Each of these ends @request and frees it. JSON arguments are (transfer full). */

void sol_admin_reply_object  (SolAdminRequest *request,
                              JsonObject      *object);
void sol_admin_reply_array   (SolAdminRequest *request,
                              JsonArray       *array);
/* `{"success":true,"message":…}` */
void sol_admin_reply_success (SolAdminRequest *request,
                              const char      *message);
void sol_admin_reply_bytes   (SolAdminRequest *request,
                              const char      *type,
                              GBytes          *bytes);

/* RFC 9457. @pointer: (nullable): JSON pointer of the field at fault, which is named by
 * `pointer` and by `field` */
void sol_admin_reply_problem (SolAdminRequest *request,
                              guint            status,
                              const char      *pointer,
                              const char      *detail);
/* The same with the status that the error's domain and code stand for. @error: (transfer full) */
void sol_admin_reply_error   (SolAdminRequest *request,
                              const char      *pointer,
                              GError          *error);

/* Builds a long answer off the main thread. @data: (transfer full): given to @build, then to
 * @destroy, in any thread */
typedef JsonNode *(*SolAdminBuildFunc) (gpointer data);
void sol_admin_reply_built   (SolAdminRequest   *request,
                              SolAdminBuildFunc  build,
                              gpointer           data,
                              GDestroyNotify     destroy);

/* For a message that did not become a request */
void sol_admin_message_set_problem (SoupServerMessage *message,
                                    guint              status,
                                    const char        *pointer,
                                    const char        *detail);

G_END_DECLS
