/* sol-absence-private.h: a session whose client is away: its end, and the will that may come before
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-timer-wheel.h"

G_BEGIN_DECLS

/* A Session Expiry Interval that never ends. Source: MQTT 5.0 §3.1.2.11.2 */
#define SOL_SESSION_NEVER_EXPIRES G_MAXUINT32

typedef struct _SolSession SolSession;

/* Allocated only while the client is away. Times are of the monotonic clock in µs but where they
 * say otherwise, %G_MAXINT64 is never. */
typedef struct
{
  SolTimer    timer;         /* must be first: for what comes next */
  SolSession *session;       /* borrowed */
  gint64      since_real_us; /* Unix time at which the client went */
  gint64      ends_us;       /* then the session is deleted */
  gint64      will_us;       /* then the will is published */
  SolMessage *will;          /* owned, nullable */
} SolAbsence;

/**
 * sol_session_leave:
 * @will: (transfer full) (nullable): published after @will_delay_s, or when the session ends before
 * @since_real_us: Unix time at which the client went, so that one that was away before the process
 *   began can be away for longer
 *
 * The connection of the session is gone. What is due is done at once: publishing the will, and
 * deleting the session, so that @self may not be used afterwards.
 * Source: MQTT 5.0 §3.1.2.5, §3.1.2.11.2, §3.1.3.2.2.
 */
void sol_session_leave  (SolSession *self,
                         SolMessage *will,
                         guint32     will_delay_s,
                         gint64      since_real_us);

/* The client is back: its session goes on, and the will that waited is not published.
 * Source: MQTT 5.0 [MQTT-3.1.3-9] */
void sol_session_return (SolSession *self);

/* Publishes @will (transfer full) of @self now, unless its client may not any more */
void sol_session_publish_will (SolSession *self,
                               SolMessage *will);

/* The session's expiry has changed: what is due by it is done within a tick of the wheel */
void sol_absence_change_end (SolAbsence *self);

/* Returns: (transfer full) (nullable): the will to be published now; NULL when there is none, or its
 * client may not publish to its topic any more */
SolMessage *sol_absence_take_will (SolAbsence *self);

G_END_DECLS
