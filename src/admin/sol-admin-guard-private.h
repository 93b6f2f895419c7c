/* sol-admin-guard-private.h: refuses what a foreign page makes a browser send
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-door-private.h"

G_BEGIN_DECLS

/* Octets of a request's body, by what it asks for */
#define SOL_ADMIN_MAX_BODY (64 * 1024)
#define SOL_ADMIN_MAX_PUBLISH (16 * 1024 * 1024)

/**
 * sol_admin_guard_check:
 * @is_page: a file of the page is asked for, which other pages may link to
 *
 * From this computer no password is asked for, so a page that a browser shows must not be able
 * to use that: the Host must be this computer's (DNS rebinding), the Origin the admin's own, and
 * nothing may come from another site.
 * Source: RFC 6454 §7, Fetch Metadata §2.3.
 *
 * Returns: (nullable): why it is refused, translated
 */
const char *sol_admin_guard_check       (SoupServerMessage *message,
                                         gboolean           is_page);

/* Of all requests together; the one that is over it is told 503 */
#define SOL_ADMIN_MAX_BODIES (64 * 1024 * 1024)

/**
 * sol_admin_guard_limit_body:
 * @all_bytes: of g_rc_box_new0(): what all requests hold
 *
 * Before the body is read: refuses more than @limit octets with 413, whether the request tells
 * its length or not; of much more than that, @door is told to cut the connection.
 */
void        sol_admin_guard_limit_body  (SoupServerMessage *message,
                                         SolAdminDoor      *door,
                                         gsize             *all_bytes,
                                         gsize              limit);

/* The answer is known before the body: it is read, but not kept */
void        sol_admin_guard_drop_body   (SoupServerMessage *message);

/* Is there no body, or is it JSON? */
gboolean    sol_admin_guard_is_json     (SoupServerMessage *message);

G_END_DECLS
