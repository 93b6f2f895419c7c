/* shoot.c: pictures of windows, for data/screenshots/take
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "shoot.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "window-support.h"

/* Time for transitions to end and traces to fill the screen */
#define SETTLE_MS 1200

static const char *out_dir;
static const char *suffix;

gboolean
shoot_init (int    *argc,
            char ***argv)
{
  if (*argc < 2)
    {
      g_printerr ("Usage: %s FOLDER [SUFFIX]\n", (*argv)[0]);
      return FALSE;
    }
  out_dir = (*argv)[1];
  suffix = *argc > 2 ? (*argv)[2] : "";
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SOLITON_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  sol_app_test_init (argc, argv);
  /* A picture is looked at: what the tests forbid must not stop it */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  return TRUE;
}

/* NULL until the window was drawn once with the paintable looking on */
static GskRenderNode *
take_node (GdkPaintable *paintable)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  return gtk_snapshot_free_to_node (snapshot);
}

void
shoot_window (GtkWindow  *window,
              const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s%s.png", out_dir, name, suffix);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  sol_app_run_for (SETTLE_MS);
  while ((node = take_node (paintable)) == NULL)
    {
      gtk_widget_queue_draw (GTK_WIDGET (window));
      sol_app_run_for (100);
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

void
shoot_view (SolAppFixture *fixture,
            const char    *view,
            const char    *name)
{
  g_autofree char *action = g_strdup_printf ("win.view('%s')", view);

  sol_app_fixture_activate (fixture, action);
  shoot_window (GTK_WINDOW (fixture->window), name);
}

void
shoot_dialog (SolAppFixture *fixture,
              const char    *action,
              const char    *name)
{
  GtkWindow *dialog;

  sol_app_fixture_activate (fixture, action);
  sol_app_run_for (200);
  dialog = support_find_other (fixture->window);
  g_assert_nonnull (dialog);
  shoot_window (dialog, name);
  gtk_window_destroy (dialog);
}

void
shoot_resize (SolAppFixture *fixture,
              int            width,
              int            height)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  sol_app_run_for (300);
}
