/* sol-problem.c: what is wrong or needs attention, in words, with the way out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-problem.h"

#include <glib/gi18n.h>

static void
add_action (SolProblem *self,
            char       *label,
            char       *action)
{
  for (guint i = 0; i < SOL_PROBLEM_MAX_ACTIONS; i++)
    if (self->actions[i].label == NULL)
      {
        self->actions[i] = (SolProblemAction) { label, action };
        return;
      }
  g_free (label);
  g_free (action);
}

static void
add_use_port (SolProblem *self,
              guint16     port,
              const char *action)
{
  if (port != 0)
    add_action (self, g_strdup_printf (_("Use Port %u"), port), g_strdup_printf ("%s(%u)", action, port));
}

/* `mosquitto version 2.0.11` as people say it: `Mosquitto 2.0.11` */
static char *
dup_broker_name (const char *version)
{
  g_auto (GStrv) parts = g_strsplit (version, " version ", 2);
  g_autofree char *name = g_strjoinv (" ", parts);

  name[0] = g_ascii_toupper (name[0]);
  return g_steal_pointer (&name);
}

static char *
describe_port_owner (guint16               port,
                     const SolProbeResult *answer)
{
  g_autofree char *name = NULL;

  switch (answer->answer)
    {
    case SOL_PROBE_BROKER:
      if (answer->name == NULL)
        return g_strdup_printf (_("Port %u is already used by another MQTT broker on this computer."), port);
      name = dup_broker_name (answer->name);
      return g_strdup_printf (_("Port %u is already used by %s on this computer."), port, name);
    case SOL_PROBE_LOCKED:
      return g_strdup_printf (_("Port %u is already used by another MQTT broker (it asks for a password)."), port);
    case SOL_PROBE_NOBODY:
    case SOL_PROBE_OTHER:
    default:
      return g_strdup_printf (_("Port %u is used by another program."), port);
    }
}

static void
describe_taken (SolProblem           *self,
                const SolTakenPort   *taken,
                const SolProbeResult *answer)
{
  if (taken->is_websocket)
    {
      self->text = g_strdup_printf (_("Port %u, for WebSocket, is used by another program."), taken->port);
      add_use_port (self, taken->free_port, "app.use-websocket-port");
      return;
    }

  self->text = describe_port_owner (taken->port, answer);
  add_use_port (self, taken->free_port, "app.use-port");
  if (answer->answer == SOL_PROBE_BROKER)
    add_action (self, g_strdup (_("Connect to It")), g_strdup_printf ("app.connect-to('localhost:%u')", taken->port));
  if (answer->answer == SOL_PROBE_LOCKED)
    add_action (self, g_strdup (_("Connect to It…")),
                g_strdup_printf ("app.connect-dialog('localhost:%u')", taken->port));
}

SolProblem *
sol_problem_new_for_start (const GError         *error,
                           const SolTakenPort   *taken,
                           const SolProbeResult *answer)
{
  SolProblem *self = g_new0 (SolProblem, 1);

  if (taken != NULL && answer != NULL)
    describe_taken (self, taken, answer);
  else if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_DENIED))
    {
      self->text = g_strdup (_("Ports below 1024 are reserved."));
      add_use_port (self, 1883, "app.use-port");
    }
  else
    {
      self->text = g_strdup_printf (_("The broker could not be started: %s"), error->message);
      add_action (self, g_strdup (_("Preferences")), g_strdup ("app.preferences"));
    }
  return self;
}

SolProblem *
sol_problem_new_for_web (const GError *error,
                         guint16       port,
                         guint16       free_port)
{
  SolProblem *self = g_new0 (SolProblem, 1);

  self->text = g_strdup_printf (_("The admin page is not open on port %u: %s"), port, error->message);
  add_use_port (self, free_port, "app.use-web-port");
  return self;
}

SolProblem *
sol_problem_new_for_state (SolProblemKind  kind,
                           const char     *detail)
{
  SolProblem *self = g_new0 (SolProblem, 1);

  switch (kind)
    {
    case SOL_PROBLEM_ANONYMOUS:
      self->text = g_strdup (_("Anyone on your network can connect without a password."));
      add_action (self, g_strdup (_("Require a Password…")), g_strdup ("broker.require-password"));
      break;
    case SOL_PROBLEM_DESCRIPTORS:
      self->text = g_strdup (_("No more connections fit: the system’s limit of open files is reached. "
                               "New devices wait until others leave."));
      break;
    case SOL_PROBLEM_PUT_ASIDE:
    case SOL_PROBLEM_START:
    case SOL_PROBLEM_WEB:
    default:
      self->text = g_strdup (detail);
      break;
    }
  return self;
}

void
sol_problem_free (SolProblem *self)
{
  for (guint i = 0; i < SOL_PROBLEM_MAX_ACTIONS; i++)
    {
      g_free (self->actions[i].label);
      g_free (self->actions[i].action);
    }
  g_free (self->text);
  g_free (self);
}
