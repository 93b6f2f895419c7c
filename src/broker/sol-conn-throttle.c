/* sol-conn-throttle.c: what wrong passwords cost the address they come from
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-broker-event-private.h"
#include "sol-conn-private.h"

gboolean
sol_conn_is_throttled (SolConn *self)
{
  SolBrokerCore *core = self->core;
  SolEndpoint peer;

  return sol_endpoint_read_peer (sol_transport_get_fd (&self->transport), &peer)
         && sol_throttle_get_wait_s (core->throttle, &peer, sol_clock_now_us (core->clock)) > 0;
}

static void
tell_pause (SolBrokerCore     *core,
            const SolEndpoint *peer)
{
  g_autofree char *address = sol_endpoint_dup_address (peer);

  core->funcs.event (
      sol_broker_event_new (
          SOL_BROKER_EVENT_WARNING, NULL, NULL, address,
          N_("Too many wrong passwords came from this address: for a while none from it is looked at"), 0),
      core->funcs.user_data);
}

void
sol_conn_count_failure (SolConn        *self,
                        SolAuthVerdict  verdict)
{
  SolBrokerCore *core = self->core;
  SolEndpoint peer;

  if (verdict != SOL_AUTH_REFUSED_PASSWORD && verdict != SOL_AUTH_REFUSED_UNKNOWN_USER)
    return;
  if (sol_endpoint_read_peer (sol_transport_get_fd (&self->transport), &peer)
      && sol_throttle_fail (core->throttle, &peer, sol_clock_now_us (core->clock)))
    tell_pause (core, &peer);
}
