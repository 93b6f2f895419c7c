/* test-scope-alarms.c: alarms, masks and captures as a person uses them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <unistd.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "sol-analysis-dialog.h"
#include "sol-capture-window.h"
#include "sol-export-dialog.h"
#include "sol-mask-form.h"
#include "sol-mask-json.h"
#include "sol-scope-page.h"
#include "sol-test-wait.h"
#include "window-support.h"

#define MS_NS G_GINT64_CONSTANT (1000000)
#define BATCH 100 /* samples of 1 ms: five periods */
#define WIDTH 800
#define HEIGHT 400

typedef struct
{
  SolEngine    *engine;
  SolAlarmList *alarms;
  SolScopePage *page;
  SolScopeView *view;
  GtkWidget    *window;
  SolChannel   *channel;
  gint64        t0_ns;
} Fixture;

/* A sine of 50 Hz */
static void
feed (Fixture *f,
      double   height)
{
  double values[BATCH];
  SolSampleBlock block = { "", "V", values, BATCH, f->t0_ns, 1000, TRUE };

  for (guint i = 0; i < BATCH; i++)
    values[i] = height * sin (2 * G_PI * i / 20);
  sol_channel_append (f->channel, &block, f->t0_ns / 1000);
  f->t0_ns += BATCH * MS_NS;
}

static void
feed_many (Fixture *f,
           guint    n)
{
  for (guint i = 0; i < n; i++)
    feed (f, 1);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  const SolTrigger trigger = { .edge = SOL_EDGE_RISING, .level = 0.1, .hysteresis = 0.1 };

  f->engine = sol_engine_new (NULL, NULL, config);
  f->alarms = sol_engine_get_alarms (f->engine);
  f->t0_ns = g_get_real_time () * 1000;
  f->channel = sol_channel_new ("lab/wave", "V", 0, 0);
  sol_ingest_add_channel (sol_engine_get_ingest (f->engine), f->channel);
  feed_many (f, 10);
  f->page = SOL_SCOPE_PAGE (sol_scope_page_new (f->engine));
  f->view = sol_scope_page_get_view (f->page);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_widget_insert_action_group (f->window, "scope", sol_scope_page_get_actions (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->view)));
  sol_scope_view_set_time_base (f->view, 5 * MS_NS);
  g_assert_true (sol_scope_view_set_trigger (f->view, &trigger, NULL));
  feed_many (f, 5);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->engine);
  g_object_unref (f->channel);
}

static void
activate (Fixture    *f,
          const char *name,
          GVariant   *parameter)
{
  support_activate (sol_scope_page_get_actions (f->page), name, parameter);
}

typedef struct
{
  GType type;
  guint n_before;
} Nth;

static gboolean
is_nth (GtkWidget *widget,
        gpointer   nth)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), ((Nth *) nth)->type) && ((Nth *) nth)->n_before-- == 0;
}

/* The @nth widget of that type at or below @window */
static gpointer
find_in (gpointer window,
         GType    type,
         guint    nth)
{
  return support_find (window, is_nth, &(Nth) { type, nth });
}

/* As a person does: the plus, Outside a mask, From Screen, Save */
static SolAlarmItem *
add_mask (Fixture *f)
{
  SolAnalysisDialog *dialog;

  activate (f, "add-alarm", NULL);
  dialog = support_find_window (SOL_TYPE_ANALYSIS_DIALOG);
  g_assert_nonnull (dialog);
  adw_combo_row_set_selected (find_in (dialog, ADW_TYPE_COMBO_ROW, 1), SOL_ALARM_MASK);
  sol_mask_form_take (find_in (dialog, SOL_TYPE_MASK_FORM, 0));
  sol_analysis_dialog_save (dialog);
  g_assert_null (support_find_window (SOL_TYPE_ANALYSIS_DIALOG));
  g_assert_cmpuint (sol_analysis_list_get_count (SOL_ANALYSIS_LIST (f->alarms)), ==, 1);
  return SOL_ALARM_ITEM (sol_analysis_list_get (SOL_ANALYSIS_LIST (f->alarms), 0));
}

static guint64
count (SolAlarmItem *item,
       gboolean      failed)
{
  guint64 n_passed, n_failed, n_missed;

  sol_alarm_item_get_pictures (item, &n_passed, &n_failed, &n_missed);
  return failed ? n_failed : n_passed;
}

static void
test_mask_from_the_screen (Fixture       *f,
                           gconstpointer  data)
{
  SolAlarmItem *item = add_mask (f);
  SolMaskRule *rule = sol_alarm_item_get_mask (item);

  g_assert_false (rule->is_per_message);
  g_assert_cmpfloat (rule->trigger.level, ==, 0.1);
  g_assert_cmpfloat_with_epsilon (rule->points[0].t_s, -0.025, 0.002);
  feed_many (f, 5);
  sol_test_wait_until (count (item, FALSE) >= 5);
  g_assert_cmpuint (count (item, TRUE), ==, 0);
  feed (f, 2);
  feed_many (f, 2);
  sol_test_wait_until (count (item, TRUE) > 0);
}

/* How much of the picture is as @other is not */
static guint
draw_and_compare (Fixture         *f,
                  cairo_surface_t *surface,
                  cairo_surface_t *other)
{
  cairo_t *cr = cairo_create (surface);
  const guchar *a, *b;
  guint n = 0;

  sol_scope_view_draw (f->view, cr, WIDTH, HEIGHT, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (other == NULL)
    return 0;
  a = cairo_image_surface_get_data (surface);
  b = cairo_image_surface_get_data (other);
  for (gsize i = 0; i < (gsize) cairo_image_surface_get_stride (surface) * HEIGHT; i += 4)
    n += a[i] != b[i] || a[i + 1] != b[i + 1] || a[i + 2] != b[i + 2];
  return n;
}

/* What is forbidden is a good part of the picture */
static void
test_mask_is_drawn (Fixture       *f,
                    gconstpointer  data)
{
  cairo_surface_t *before = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_surface_t *after = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);

  sol_scope_view_set_running (f->view, FALSE);
  draw_and_compare (f, before, NULL);
  add_mask (f);
  g_assert_cmpuint (draw_and_compare (f, after, before), >, WIDTH * HEIGHT / 10);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* Why the form has no mask says so */
static gboolean
is_refused (SolMaskForm *form,
            const char  *word)
{
  g_autoptr (GError) error = NULL;

  return sol_mask_form_get_rule (form, &error) == NULL && strstr (error->message, word) != NULL;
}

static void
test_mask_from_a_file (Fixture       *f,
                       gconstpointer  data)
{
  static const char text[] = "{\"picture\":\"message\",\"points\":[[0,-1.2,1.2],[0.09,-1.2,1.2]]}";
  g_autofree char *folder = g_dir_make_tmp ("soliton-mask-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "mask.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), device = g_file_new_for_path ("/dev/zero");
  SolAnalysisDialog *dialog;
  SolMaskForm *form;

  activate (f, "add-alarm", NULL);
  dialog = support_find_window (SOL_TYPE_ANALYSIS_DIALOG);
  form = find_in (dialog, SOL_TYPE_MASK_FORM, 0);
  adw_combo_row_set_selected (find_in (dialog, ADW_TYPE_COMBO_ROW, 1), SOL_ALARM_MASK);
  g_assert_true (g_file_set_contents (path, "{\"points\":1}", -1, NULL));
  sol_mask_form_read (form, file);
  sol_test_wait_until (is_refused (form, "points"));
  /* Sparse, and more than fits into the memory */
  g_assert_cmpint (truncate (path, (off_t) 64 << 30), ==, 0);
  sol_mask_form_read (form, file);
  sol_test_wait_until (is_refused (form, "larger than 1.0"));
  sol_mask_form_read (form, device);
  sol_test_wait_until (is_refused (form, "no file with data"));
  sol_analysis_dialog_save (dialog);
  g_assert_true (support_find_window (SOL_TYPE_ANALYSIS_DIALOG) == dialog);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  sol_mask_form_read (form, file);
  sol_test_wait_until (sol_mask_form_get_rule (form, NULL) != NULL);
  g_assert_true (sol_mask_form_get_rule (form, NULL)->is_per_message);
  sol_analysis_dialog_save (dialog);
  g_assert_cmpuint (sol_analysis_list_get_count (SOL_ANALYSIS_LIST (f->alarms)), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_change_is_undone (Fixture       *f,
                       gconstpointer  data)
{
  add_mask (f);
  activate (f, "remove-alarm", g_variant_new_uint32 (0));
  g_assert_cmpuint (sol_analysis_list_get_count (SOL_ANALYSIS_LIST (f->alarms)), ==, 0);
  activate (f, "undo-alarm", NULL);
  g_assert_cmpuint (sol_analysis_list_get_count (SOL_ANALYSIS_LIST (f->alarms)), ==, 1);
}

static void
test_capture_is_shown_and_removed (Fixture       *f,
                                   gconstpointer  data)
{
  SolAlarmCaptures *captures = sol_alarm_list_get_captures (f->alarms);
  gint64 begin_ns = f->t0_ns;

  sol_alarm_captures_keep (captures, "lab/wave above 1", f->channel, begin_ns, 10 * MS_NS);
  feed_many (f, 2);
  sol_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (captures)) == 1);
  activate (f, "show-capture", g_variant_new_uint32 (0));
  g_assert_nonnull (support_find_window (SOL_TYPE_CAPTURE_WINDOW));
  gtk_window_destroy (support_find_window (SOL_TYPE_CAPTURE_WINDOW));
  activate (f, "save-capture", g_variant_new_uint32 (0));
  g_assert_nonnull (support_find_window (SOL_TYPE_EXPORT_DIALOG));
  gtk_window_destroy (support_find_window (SOL_TYPE_EXPORT_DIALOG));
  gtk_window_destroy (support_find_window (SOL_TYPE_CAPTURE_WINDOW));
  activate (f, "remove-capture", g_variant_new_uint32 (0));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (captures)), ==, 0);
}

static void
add_test (const char *path,
          void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add_test ("/scope-alarms/mask-from-the-screen", test_mask_from_the_screen);
  add_test ("/scope-alarms/mask-is-drawn", test_mask_is_drawn);
  add_test ("/scope-alarms/mask-from-a-file", test_mask_from_a_file);
  add_test ("/scope-alarms/change-is-undone", test_change_is_undone);
  add_test ("/scope-alarms/capture-is-shown-and-removed", test_capture_is_shown_and_removed);
  return g_test_run ();
}
