/* sol-admin-publish-private.h: a message out of a request
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-request-private.h"

G_BEGIN_DECLS

/* Publishes what the body's topic, message, qos and retain say, and answers: 400 without topic
 * or message, 422 for what they cannot be, 409 when the broker is stopped */
void     sol_admin_publish_body  (SolAdminRequest  *request);

/* Reads the body's qos, 0 without one. FALSE after a problem was answered */
gboolean sol_admin_read_qos      (SolAdminRequest  *request,
                                  guint8           *qos);

G_END_DECLS
