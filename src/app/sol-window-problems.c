/* sol-window-problems.c: which banners the window shows, from the state of broker and admin page
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-window-private.h"

#include "sol-lan.h"

static void
set_problem (SolWindow      *self,
             SolProblemKind  kind,
             SolProblem     *problem)
{
  sol_banner_set_problem (self->banners[kind], problem);
}

static void
set_state_problem (SolWindow      *self,
                   SolProblemKind  kind,
                   gboolean        is_there,
                   const char     *detail)
{
  set_problem (self, kind, is_there ? sol_problem_new_for_state (kind, detail) : NULL);
}

typedef struct
{
  SolWindow *window;  /* owned */
  GError    *error;   /* owned */
} Start;

static void
start_free (Start *start)
{
  g_object_unref (start->window);
  g_error_free (start->error);
  g_free (start);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Start, start_free)

/* Nobody answers on the MQTT port, so it is the other one that is taken */
static SolTakenPort
find_taken (const SolBrokerConfig *config,
            const SolProbeResult  *answer)
{
  SolTakenPort taken = { .port = config->port };

  if (answer->answer == SOL_PROBE_NOBODY && config->websocket_port > 0)
    {
      taken.port = (guint16) config->websocket_port;
      taken.is_websocket = TRUE;
    }
  taken.free_port = sol_engine_find_free_port (config->host, taken.port);
  return taken;
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Start) start = user_data;
  g_autoptr (SolProbeResult) answer = sol_probe_finish (result, NULL);
  SolTakenPort taken;

  if (start->window->engine == NULL || sol_engine_get_broker_state (start->window->engine) == SOL_BROKER_RUNNING)
    return;
  if (answer == NULL)
    {
      set_problem (start->window, SOL_PROBLEM_START, sol_problem_new_for_start (start->error, NULL, NULL));
      return;
    }
  taken = find_taken (sol_engine_get_config (start->window->engine)->broker, answer);
  set_problem (start->window, SOL_PROBLEM_START, sol_problem_new_for_start (start->error, &taken, answer));
}

/* Where the one who holds the port can be asked: its own address, or this computer for every interface */
static const char *
get_probe_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address == NULL || g_inet_address_get_is_any (address) ? "127.0.0.1" : host;
}

void
sol_window_show_start_error (SolWindow    *self,
                             const GError *error)
{
  const SolBrokerConfig *config = sol_engine_get_config (self->engine)->broker;
  Start *start;

  if (!g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE))
    {
      set_problem (self, SOL_PROBLEM_START, sol_problem_new_for_start (error, NULL, NULL));
      return;
    }

  start = g_new0 (Start, 1);
  start->window = g_object_ref (self);
  start->error = g_error_copy (error);
  sol_probe_async (get_probe_host (config->host), config->port, NULL, probed_cb, start);
}

static void
update_web_problem (SolWindow *self)
{
  const GError *error = sol_admin_get_error (self->admin);
  const SolConfig *config = sol_engine_get_config (self->engine);
  guint16 free_port;

  if (error == NULL || !config->web_enabled)
    {
      set_problem (self, SOL_PROBLEM_WEB, NULL);
      return;
    }
  free_port = sol_engine_find_free_port (config->web_host, config->web_port);
  set_problem (self, SOL_PROBLEM_WEB, sol_problem_new_for_web (error, config->web_port, free_port));
}

void
sol_window_update_problems (SolWindow *self)
{
  const SolBrokerConfig *config = sol_engine_get_config (self->engine)->broker;
  gboolean running = sol_engine_get_broker_state (self->engine) == SOL_BROKER_RUNNING;
  const char *warning = sol_engine_get_warning (self->engine);
  SolBrokerStats stats = { .is_accepting = TRUE };

  if (running)
    sol_broker_get_stats (sol_engine_get_broker (self->engine), &stats);
  if (running)
    set_problem (self, SOL_PROBLEM_START, NULL);
  set_state_problem (self, SOL_PROBLEM_ANONYMOUS,
                     running && config->allow_anonymous && sol_lan_is_reachable (config->host), NULL);
  /* The first snapshot of a broker that just started says nothing yet */
  set_state_problem (self, SOL_PROBLEM_DESCRIPTORS, running && stats.started_us != 0 && !stats.is_accepting, NULL);
  set_state_problem (self, SOL_PROBLEM_PUT_ASIDE, warning != NULL, warning);
  update_web_problem (self);
}

void
sol_window_add_banners (SolWindow *self)
{
  for (guint kind = 0; kind < SOL_N_PROBLEMS; kind++)
    {
      self->banners[kind] = SOL_BANNER (sol_banner_new ());
      gtk_box_append (self->banner_box, GTK_WIDGET (self->banners[kind]));
    }
}

const char *
sol_window_get_problem (SolWindow      *self,
                        SolProblemKind  kind)
{
  g_return_val_if_fail (SOL_IS_WINDOW (self), NULL);
  return sol_banner_get_text (self->banners[kind]);
}
