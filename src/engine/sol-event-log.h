/* sol-event-log.h: what happened, newest last, bounded
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-broker-event.h"

G_BEGIN_DECLS

#define SOL_TYPE_LOG_ITEM (sol_log_item_get_type ())
G_DECLARE_FINAL_TYPE (SolLogItem, sol_log_item, SOL, LOG_ITEM, GObject)

SolBrokerEvent *sol_log_item_get_event (SolLogItem     *self);
/* One line, translated, without the time. Returns: (transfer full) */
char           *sol_log_item_dup_text  (SolLogItem     *self);

/* A GListModel of SolLogItem: at most 2,000, the oldest go first. Main thread. */
#define SOL_TYPE_EVENT_LOG (sol_event_log_get_type ())
G_DECLARE_FINAL_TYPE (SolEventLog, sol_event_log, SOL, EVENT_LOG, GObject)

SolEventLog    *sol_event_log_new      (void);
void            sol_event_log_add      (SolEventLog    *self,
                                        SolBrokerEvent *event);

G_END_DECLS
