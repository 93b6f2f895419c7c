/* sol-sys-private.h: the broker's own figures as topics below $SYS
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Topics and meanings as in mosquitto(8), so that what reads them there reads them here. They behave
 * as retained messages and are none: made when somebody subscribes, and each interval while somebody
 * is subscribed; not stored, not counted against any limit. QoS 0: nothing of it waits in a queue.
 */
#pragma once

#include <string.h>

#include "sol-broker-core-private.h"

G_BEGIN_DECLS

#define SOL_SYS_TOP "$SYS"

SolSys  *sol_sys_new          (SolBrokerCore *core);
void     sol_sys_free         (SolSys        *self);

/* @interval_s: 0 ends it, and there are no figures to subscribe to */
void     sol_sys_set_interval (SolSys        *self,
                               guint          interval_s);

/* Calls @func for each figure that the valid @filter matches; none is older than a second */
void     sol_sys_foreach      (SolSys        *self,
                               const char    *filter,
                               gsize          filter_len,
                               SolRetainFunc  func,
                               gpointer       user_data);

/* Whether nobody but the broker may publish there */
static inline gboolean
sol_sys_owns_topic (const char *topic,
                    gsize       topic_len)
{
  gsize top_len = strlen (SOL_SYS_TOP);

  return topic_len >= top_len && memcmp (topic, SOL_SYS_TOP, top_len) == 0
         && (topic_len == top_len || topic[top_len] == '/');
}

/* sol-sys-load.c: a counter's growth a minute, averaged over one, five and fifteen minutes so that
 * what is older weighs less and less. Source: mosquitto(8), $SYS/broker/load */
#define SOL_SYS_N_SPANS 3

typedef struct
{
  guint64 count;                   /* at the last look */
  double  spans[SOL_SYS_N_SPANS];  /* a minute */
} SolSysLoad;

extern const guint sol_sys_span_minutes[SOL_SYS_N_SPANS];

void     sol_sys_load_update  (SolSysLoad    *self,
                               guint64        count,
                               double         elapsed_s);

G_END_DECLS
