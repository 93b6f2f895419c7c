/* sol-conflict.c: a port is taken: by whom, and what to do
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <glib/gi18n.h>

#include "sol-lan.h"
#include "sol-probe.h"

typedef struct
{
  GError  *error;
  char    *host;
  guint16  port;  /* the one that is taken */
} Conflict;

static void
conflict_free (Conflict *self)
{
  g_clear_error (&self->error);
  g_free (self->host);
  g_free (self);
}

/* Which of them it was; a port that @broker itself holds is not the one */
static guint16
find_taken_port (SolBroker             *broker,
                 const SolBrokerConfig *config)
{
  if (config->port != 0 && config->port != sol_broker_get_port (broker)
      && !sol_lan_can_bind (config->host, config->port))
    return config->port;
  if (config->tls_port > 0 && config->tls_port != sol_broker_get_tls_port (broker)
      && !sol_lan_can_bind (config->host, (guint16) config->tls_port))
    return (guint16) config->tls_port;
  return config->websocket_port > 0 ? (guint16) config->websocket_port : config->port;
}

static char *
dup_cause (const Conflict       *self,
           const SolProbeResult *result)
{
  switch (result->answer)
    {
    case SOL_PROBE_BROKER:
      if (result->name != NULL)
        return g_strdup_printf (_ ("Port %u is already used by %s on this computer."), self->port,
                                result->name);
      return g_strdup_printf (
          _ ("Port %u is already used by another MQTT broker on this computer."), self->port);
    case SOL_PROBE_LOCKED:
      return g_strdup_printf (
          _ ("Port %u is already used by another MQTT broker (it asks for a password)."),
          self->port);
    case SOL_PROBE_NOBODY:
    case SOL_PROBE_OTHER:
    default:
      return g_strdup_printf (_ ("Port %u is used by another program."), self->port);
    }
}

static char *
dup_cure (const Conflict *self)
{
  guint16 port = sol_engine_find_free_port (self->host, self->port);

  if (port == 0)
    return g_strdup (_ ("Stop that program, or choose another port."));
  return g_strdup_printf (_ ("Use port %u, or stop that program."), port);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SolProbeResult) answer = sol_probe_finish (result, NULL);
  const SolProbeResult nobody = { SOL_PROBE_NOBODY, NULL, 0 };
  Conflict *self = g_task_get_task_data (task);
  g_autofree char *cause = dup_cause (self, answer != NULL ? answer : &nobody);
  g_autofree char *cure = dup_cure (self);

  g_task_return_pointer (task,
                         g_error_new (self->error->domain, self->error->code, "%s %s", cause, cure),
                         (GDestroyNotify)g_error_free);
}

void
sol_conflict_explain_async (GError              *error,
                            SolBroker           *broker,
                            SolBrokerConfig     *config,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Conflict *self = g_new0 (Conflict, 1);

  self->error = error;
  self->host = g_strdup (config->host);
  self->port = find_taken_port (broker, config);
  g_task_set_source_tag (task, sol_conflict_explain_async);
  g_task_set_task_data (task, self, (GDestroyNotify) conflict_free);
  sol_probe_async (sol_lan_get_local_host (config->host), self->port, NULL, probed_cb, task);
}

GError *
sol_conflict_explain_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
