/* sol-config.c: the application's configuration: immutable, with a revision
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config.h"

G_DEFINE_QUARK (sol-config-error-quark, sol_config_error)

G_DEFINE_BOXED_TYPE (SolConfig, sol_config, sol_config_ref, sol_config_unref)

SolConfig *
sol_config_new (void)
{
  SolConfig *self = g_new0 (SolConfig, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->broker = sol_broker_config_new ();
  self->web_enabled = TRUE;
  self->web_host = g_strdup ("127.0.0.1");
  self->web_port = 8000;
  self->mdns = TRUE;
  return self;
}

SolConfig *
sol_config_copy (const SolConfig *self)
{
  SolConfig *copy = g_new0 (SolConfig, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->broker = sol_broker_config_copy (self->broker);
  copy->web_host = g_strdup (self->web_host);
  copy->web_password = g_strdup (self->web_password);
  return copy;
}

SolConfig *
sol_config_ref (SolConfig *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_config_unref (SolConfig *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sol_broker_config_unref (self->broker);
  g_free (self->web_host);
  g_free (self->web_password);
  g_free (self);
}
