/* sol-app-fixture.c: the application inside the test's own process
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-app-fixture.h"

#include <string.h>
#include <unistd.h>

void
sol_app_test_init (int    *argc,
                   char ***argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  gtk_test_init (argc, argv, NULL);
  adw_init ();
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
sol_app_wait (SolCondition condition,
              gpointer     data,
              guint        timeout_ms)
{
  gint64 deadline_us = g_get_monotonic_time () + timeout_ms * (gint64) 1000;
  guint id = g_timeout_add (10, wake_cb, NULL);
  gboolean holds;

  while (!(holds = condition (data)) && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  return holds;
}

static gboolean
is_null (gpointer location)
{
  return *(gpointer *) location == NULL;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

void
sol_app_run_for (guint duration_ms)
{
  sol_app_wait (never, NULL, duration_ms);
}

static gboolean
is_drawn (gpointer window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  return gtk_widget_get_mapped (window) && clock != NULL && gdk_frame_clock_get_frame_counter (clock) > 0;
}

SolAppFixture *
sol_app_fixture_new (guint16 port)
{
  SolAppFixture *self = g_new0 (SolAppFixture, 1);
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (GError) error = NULL;

  config->broker->port = port;
  config->broker->websocket_port = 0;
  config->web_enabled = FALSE;
  self->engine = sol_engine_new (NULL, NULL, config);
  self->mdns_scope = (SolMdnsScope) { (guint16) (10000 + getpid () % 20000), TRUE };
  sol_engine_set_mdns_scope (self->engine, &self->mdns_scope);
  self->application = sol_application_new (self->engine);
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (self->application));
  self->window = SOL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  g_assert_true (sol_app_wait (is_drawn, self->window, 10000));
  return self;
}

/* Nothing may hold @object for longer than the answers that are under way */
static void
assert_is_let_go (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  g_assert_true (sol_app_wait (is_null, &weak, 5000));
}

static gboolean
is_stopped (gpointer engine)
{
  return sol_engine_get_broker_state (engine) == SOL_BROKER_STOPPED;
}

void
sol_app_fixture_free (SolAppFixture *self)
{
  sol_generator_list_stop_all (sol_engine_get_generators (self->engine));
  sol_engine_stop_broker_async (self->engine, NULL, NULL, NULL);
  g_assert_true (sol_app_wait (is_stopped, self->engine, 10000));
  /* Only the end of a run shuts an application down */
  g_object_ref (self->window);
  g_idle_add_once ((GSourceOnceFunc) g_application_quit, self->application);
  g_application_run (G_APPLICATION (self->application), 0, NULL);
  assert_is_let_go (self->window);
  assert_is_let_go (self->application);
  assert_is_let_go (self->engine);
  g_free (self);
}

void
sol_app_fixture_activate (SolAppFixture *self,
                          const char    *detailed_action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_action_parse_detailed_name (detailed_action, &name, &target, &error);
  g_assert_no_error (error);
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, target));
}

static gboolean
is_running (gpointer engine)
{
  return sol_engine_get_broker_state (engine) == SOL_BROKER_RUNNING;
}

void
sol_app_fixture_start (SolAppFixture *self)
{
  sol_app_fixture_activate (self, "app.start-broker");
  g_assert_true (sol_app_wait (is_running, self->engine, 10000));
}

void
sol_app_fixture_publish (SolAppFixture *self,
                         const char    *topic,
                         const char    *payload,
                         gboolean       retain)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) payload, strlen (payload),
                                                    0, retain, g_get_real_time ());
  g_autoptr (GError) error = NULL;

  sol_broker_publish (sol_engine_get_broker (self->engine), message, &error);
  g_assert_no_error (error);
}
