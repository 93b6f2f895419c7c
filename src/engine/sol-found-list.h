/* sol-found-list.h: the brokers that were found on the networks and on this computer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-found-broker.h"
#include "sol-mdns-links.h"

G_BEGIN_DECLS

#define SOL_TYPE_FOUND_LIST (sol_found_list_get_type ())

/* A GListModel of SolFoundBroker: localhost first, then `_mqtt._tcp` and `_secure-mqtt._tcp` by name. It looks for
 * them as long as it lives; it connects to none but this computer's port 1883, to see whether a broker answers.
 * Property: `problem`. Main thread. */
G_DECLARE_FINAL_TYPE (SolFoundList, sol_found_list, SOL, FOUND_LIST, GObject)

typedef struct _SolEngine SolEngine;

/* @engine: whose own broker is left out; a weak reference is kept */
SolFoundList *sol_found_list_new         (SolEngine          *engine,
                                          const SolMdnsScope *scope);

/* Returns: (transfer none) (nullable): why the networks cannot be asked */
const char   *sol_found_list_get_problem (SolFoundList       *self);

G_END_DECLS
