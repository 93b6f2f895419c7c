/* sol-acl-expand-private.h: a rule's filter with the names of one client in it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acl.h"

G_BEGIN_DECLS

gboolean    sol_acl_has_names (const char          *filter);

/**
 * sol_acl_expand:
 * @room: used when it is large enough
 * @large: (out): owned by the caller, used otherwise
 *
 * Returns: (nullable): @filter with its names; NULL when a name is missing, could reach over its
 *   level, or would make a `$` topic of it
 */
const char *sol_acl_expand    (const char          *filter,
                               const SolAclClient  *client,
                               char                *room,
                               gsize                room_size,
                               char               **large,
                               gsize               *length);

G_END_DECLS
