/* sol-ban.h: who is kept out: one ban, as it is kept
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_BAN_CLIENT,   /* by its client identifier */
  SOL_BAN_USER,     /* by its user name */
  SOL_BAN_ADDRESS,  /* by its network address, without a port */
  SOL_BAN_N_KINDS,
} SolBanKind;

typedef struct
{
  SolBanKind kind;
  char      *value;
  gint64     since_s;  /* Unix time */
  gint64     until_s;  /* Unix time; 0 is for ever */
} SolBan;

SolBan     *sol_ban_new       (SolBanKind        kind,
                               const char       *value,
                               gint64            since_s,
                               gint64            until_s);
SolBan     *sol_ban_copy      (const SolBan     *self);
void        sol_ban_free      (SolBan           *self);

/* Whether it is over at @now_s, Unix time */
gboolean    sol_ban_is_over   (const SolBan     *self,
                               gint64            now_s);

/* `client`, `user`, `address`: as the command line and the interface write it */
const char *sol_ban_kind_name (SolBanKind        kind);
gboolean    sol_ban_kind_parse (const char      *name,
                                SolBanKind      *kind);

/* Returns: (transfer full) (element-type SolBan): an empty list that frees what is in it */
GPtrArray  *sol_bans_new      (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolBan, sol_ban_free)

G_END_DECLS
