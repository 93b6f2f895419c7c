/* sol-probe.h: who answers on a port
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_PROBE_NOBODY,      /* refused, or no answer */
  SOL_PROBE_BROKER,      /* CONNACK 0; @name from $SYS/broker/version when it tells */
  SOL_PROBE_LOCKED,      /* a broker that wants a password */
  SOL_PROBE_OTHER,       /* accepts connections, and does not speak MQTT */
} SolProbeAnswer;

typedef struct
{
  SolProbeAnswer answer;
  char          *name;      /* nullable: `mosquitto version 2.0.11` */
  guint          latency_us;
} SolProbeResult;

void            sol_probe_result_free (SolProbeResult       *result);

/* Answers within 1.5 s. Source: SCREENS.md's catalogue: CONNECT, CONNACK code, then
 * $SYS/broker/version. */
void            sol_probe_async       (const char           *host,
                                       guint16               port,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
/* Returns: (transfer full); NULL only when cancelled or the name does not resolve */
SolProbeResult *sol_probe_finish      (GAsyncResult         *result,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolProbeResult, sol_probe_result_free)

G_END_DECLS
