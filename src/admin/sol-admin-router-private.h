/* sol-admin-router-private.h: from method and path to what answers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-handlers-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char      *method;
  const char      *pattern;   /* `{}` stands for one level */
  SolAdminHandler  handler;
  gsize            max_body;  /* octets */
} SolAdminRoute;

typedef enum
{
  SOL_ADMIN_MATCH_ROUTE,
  SOL_ADMIN_MATCH_PAGE,       /* no route: a file of the page, or nothing */
  SOL_ADMIN_MATCH_NO_METHOD,  /* the path is known, the method is not */
} SolAdminMatch;

/**
 * sol_admin_router_match:
 * @path: percent-encoded
 * @route: (out) (transfer none): set for %SOL_ADMIN_MATCH_ROUTE
 * @allow: (out) (transfer full): the methods there are, for %SOL_ADMIN_MATCH_NO_METHOD
 */
SolAdminMatch sol_admin_router_match      (const char           *method,
                                           const char           *path,
                                           const SolAdminRoute **route,
                                           char                **allow);

/* All there are, for what must name each of them */
const SolAdminRoute *sol_admin_router_get_routes (gsize *n_routes);

/* Fills @params from @path. FALSE when one is not UTF-8 after decoding, or holds a zero */
gboolean      sol_admin_router_read_params (const SolAdminRoute *route,
                                            const char          *path,
                                            char               **params);

G_END_DECLS
