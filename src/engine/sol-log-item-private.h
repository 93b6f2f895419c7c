/* sol-log-item-private.h: how the log makes its items
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-event-log.h"

G_BEGIN_DECLS

SolLogItem *sol_log_item_new (SolBrokerEvent *event);

G_END_DECLS
