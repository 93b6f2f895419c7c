/* sol-broker-config.c: an immutable snapshot of what the broker is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-config.h"

G_DEFINE_BOXED_TYPE (SolBrokerConfig,
                     sol_broker_config,
                     sol_broker_config_ref,
                     sol_broker_config_unref)

SolBrokerConfig *
sol_broker_config_new (void)
{
  SolBrokerConfig *self = g_new (SolBrokerConfig, 1);

  *self = (SolBrokerConfig) {
    .host = g_strdup ("127.0.0.1"),
    .port = 1883,
    .websocket_port = 9001,
    .tls_port = -1,
    .tls_certificate = g_strdup (""),
    .tls_key = g_strdup (""),
    .tls_client_ca = g_strdup (""),
    .allow_anonymous = TRUE,
    .max_connections = 100,
    .max_login_failures = 5,
    .max_keepalive_s = 60,
    .max_packet_bytes = 16 * 1024 * 1024,
    .max_queue_bytes = 64 * 1024 * 1024,
    .max_total_bytes = 1024 * 1024 * 1024,
    .max_retained = 1000000,
    .max_retained_bytes = 1024 * 1024 * 1024,
    .max_inflight = 100,
    .durability = SOL_DURABILITY_RELAXED,
    .max_sessions = 10000,
    .sys_interval_s = 10,
  };
  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

SolBrokerConfig *
sol_broker_config_copy (const SolBrokerConfig *self)
{
  SolBrokerConfig *copy = g_new (SolBrokerConfig, 1);

  *copy = *self;
  copy->host = g_strdup (self->host);
  copy->tls_certificate = g_strdup (self->tls_certificate);
  copy->tls_key = g_strdup (self->tls_key);
  copy->tls_client_ca = g_strdup (self->tls_client_ca);
  g_atomic_ref_count_init (&copy->ref_count);
  return copy;
}

SolBrokerConfig *
sol_broker_config_ref (SolBrokerConfig *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_broker_config_unref (SolBrokerConfig *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->host);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->tls_client_ca);
  g_free (self);
}
