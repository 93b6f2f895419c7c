/* sol-mdns-announcer.h: tells the networks of one service of this computer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mdns-links.h"

G_BEGIN_DECLS

typedef struct _SolMdnsAnnouncer SolMdnsAnnouncer;

/* Filled by its maker, copied by the announcer */
typedef struct
{
  const char         *type;     /* `_mqtt._tcp`; the domain is `local` */
  const char         *name;     /* for people: `Soliton on bench` */
  const char         *host;     /* one label; the announcer's own, so that it cannot contradict the system's
                                   responder: `soliton-bench` */
  guint16             port;
  GInetAddress       *address;  /* nullable: only by the interface that has it */
  const char * const *text;     /* of the TXT record: `version=0.1.0` */
} SolMdnsOffer;

/**
 * sol_mdns_announcer_new:
 *
 * Asks three times whether somebody has the names already, then announces and answers. A name that is taken gets
 * a number: `Soliton on bench (2)`. Freeing says goodbye. At most one multicast a second and network is answered, at
 * most 20 questions a second to their senders alone.
 *
 * Thread: one, with a main context. Source: RFC 6762 §6 to §10, RFC 6763.
 */
SolMdnsAnnouncer *sol_mdns_announcer_new      (const SolMdnsScope *scope,
                                               const SolMdnsOffer *offer);
void              sol_mdns_announcer_free     (SolMdnsAnnouncer   *self);

/* The instance in full, as a browser lists it; it changes when the name is taken */
const char       *sol_mdns_announcer_get_name (SolMdnsAnnouncer   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMdnsAnnouncer, sol_mdns_announcer_free)

G_END_DECLS
