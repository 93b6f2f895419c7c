/* sol-mdns-names-private.h: the names and records of a service that is announced
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mdns-announcer.h"

G_BEGIN_DECLS

typedef struct
{
  char         *type;      /* `_mqtt._tcp.local` */
  char         *name;      /* for people, without a number */
  char         *host;
  char         *instance;  /* in full, with the number */
  char         *target;    /* the host in full, with the number */
  guint         number;    /* 1 is not written */
  guint16       port;
  GInetAddress *address;   /* nullable */
  GBytes       *text;
} SolMdnsNames;

SolMdnsNames *sol_mdns_names_new        (const SolMdnsOffer  *offer);
void          sol_mdns_names_free       (SolMdnsNames        *self);

/* The next number: `Soliton on bench (2)` at `soliton-bench-2.local` */
void          sol_mdns_names_renumber   (SolMdnsNames        *self);

/* Can @link lead to the service? */
gboolean      sol_mdns_names_has_link   (SolMdnsNames        *self,
                                         SolMdnsLink         *link);

/* Adds to @records what is ours alone: SRV, TXT and the addresses of @link */
void          sol_mdns_names_add_unique (SolMdnsNames        *self,
                                         SolMdnsLink         *link,
                                         GPtrArray           *records);
/* Adds to @records the pointers that are shared with others of the service */
void          sol_mdns_names_add_shared (SolMdnsNames        *self,
                                         GPtrArray           *records);

/* Does @record claim one of our names, and say something else than we do on any of @links? */
gboolean      sol_mdns_names_conflicts  (SolMdnsNames        *self,
                                         const SolDnsRecord  *record,
                                         GPtrArray           *links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMdnsNames, sol_mdns_names_free)

G_END_DECLS
