/* test-picture.c: a picture in a payload is shown beside the topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-app-fixture.h"
#include "sol-inspector.h"
#include "sol-messages-page.h"
#include "window-support.h"

#define WIDTH 6
#define HEIGHT 4
#define WIDTH_AT 16  /* where a PNG says how wide it is */

typedef struct
{
  SolAppFixture   *app;
  SolMessagesPage *page;
  SolInspector    *inspector;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->app = sol_app_fixture_new (0);
  f->page = support_get (f->app->window, "messages_page");
  f->inspector = support_get (f->page, "inspector");
  sol_app_fixture_start (f->app);
  sol_app_fixture_activate (f->app, "win.view('messages')");
  sol_app_fixture_activate (f->app, "messages.subscribe('#')");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_app_fixture_free (f->app);
}

static cairo_status_t
write_cb (void                *octets,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (octets, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
make_png (void)
{
  GByteArray *octets = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, write_cb, octets), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return octets;
}

typedef struct
{
  Fixture    *fixture;
  const char *topic;
} Arrival;

static gboolean
has_topic (gpointer data)
{
  Arrival *arrival = data;

  return sol_topic_list_find (sol_engine_get_topics (arrival->fixture->app->engine), arrival->topic) != NULL;
}

static void
show_payload (Fixture      *f,
              const char   *topic,
              const guint8 *payload,
              gsize         length)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), payload, length, 0, FALSE, 0);
  Arrival arrival = { f, topic };

  g_assert_true (sol_broker_publish (sol_engine_get_broker (f->app->engine), message, NULL));
  g_assert_true (sol_app_wait (has_topic, &arrival, 10000));
  sol_messages_page_select_topic (f->page, topic);
}

static gboolean
shows_tab (Fixture    *f,
           const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (support_get (f->inspector, "views")), name) == 0;
}

static gboolean
shows_picture (gpointer data)
{
  Fixture *f = data;
  GdkPaintable *shown = gtk_picture_get_paintable (support_get (f->inspector, "picture"));

  return shows_tab (f, "picture") && shown != NULL && gdk_paintable_get_intrinsic_width (shown) == WIDTH
         && gdk_paintable_get_intrinsic_height (shown) == HEIGHT;
}

static gboolean
shows_error (gpointer data)
{
  Fixture *f = data;

  return shows_tab (f, "picture") && gtk_widget_get_visible (support_get (f->inspector, "picture_error"));
}

static gboolean
shows_text (gpointer data)
{
  return shows_tab (data, "text");
}

/* Its tab comes by itself, and goes with the next payload that is none */
static void
test_comes_and_goes (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (GByteArray) png = make_png ();
  GtkStackPage *page = support_get (f->inspector, "picture_page");

  show_payload (f, "cam/photo", png->data, png->len);
  g_assert_true (sol_app_wait (shows_picture, f, 10000));
  g_assert_true (gtk_stack_page_get_visible (page));
  show_payload (f, "lab/temp", (const guint8 *) "21.5", 4);
  g_assert_true (sol_app_wait (shows_text, f, 10000));
  g_assert_false (gtk_stack_page_get_visible (page));
}

static void
check_error (Fixture      *f,
             const char   *topic,
             const guint8 *octets,
             gsize         length,
             const char   *words)
{
  GtkLabel *error = support_get (f->inspector, "picture_error");

  show_payload (f, topic, octets, length);
  g_assert_true (sol_app_wait (shows_error, f, 10000));
  g_assert_nonnull (strstr (gtk_label_get_label (error), words));
  g_assert_null (gtk_picture_get_paintable (support_get (f->inspector, "picture")));
}

static void
test_cut_off_is_said (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr (GByteArray) png = make_png ();

  check_error (f, "cam/cut", png->data, 20, "damaged or cut off");
}

/* What it says of its size is looked at before memory is taken for it */
static void
test_too_large_is_said (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr (GByteArray) png = make_png ();

  png->data[WIDTH_AT] = 0x7f;
  check_error (f, "cam/large", png->data, png->len, "too large");
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/app/picture/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("comes-and-goes", test_comes_and_goes);
  ADD ("cut-off-is-said", test_cut_off_is_said);
  ADD ("too-large-is-said", test_too_large_is_said);
#undef ADD
  return g_test_run ();
}
