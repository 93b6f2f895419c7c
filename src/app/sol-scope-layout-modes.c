/* sol-scope-layout-modes.c: spectrum and X-Y in a layout
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-private.h"

static const char *const windows[] = {
  [SOL_SPECTRUM_RECTANGULAR] = "rectangular",
  [SOL_SPECTRUM_HANN] = "hann",
  [SOL_SPECTRUM_FLAT_TOP] = "flat-top",
  [SOL_SPECTRUM_BLACKMAN_HARRIS] = "blackman-harris",
  NULL,
};

static const char *const averages[] = {
  [SOL_SPECTRUM_AVERAGE_NONE] = "none",
  [SOL_SPECTRUM_AVERAGE_LINEAR] = "linear",
  [SOL_SPECTRUM_AVERAGE_EXPONENTIAL] = "exponential",
  [SOL_SPECTRUM_PEAK_HOLD] = "peak-hold",
  NULL,
};

static const char *const scales[] = {
  [SOL_SPECTRUM_IN_RMS] = "rms", [SOL_SPECTRUM_IN_PEAK] = "peak", [SOL_SPECTRUM_IN_DB] = "db", NULL,
};

#define MOST_AVERAGES 10000
#define MIN_RANGE_DB 20
#define MAX_RANGE_DB 240

static JsonObject *
write_spectrum (SolScopeLayout *self)
{
  const SolSpectrumViewSettings *s = sol_spectrum_view_get_settings (sol_scope_modes_get_spectrum (self->page->modes));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "window", windows[s->analysis.window]);
  json_object_set_string_member (object, "average", averages[s->analysis.average]);
  json_object_set_int_member (object, "n_averages", s->analysis.n_averages);
  json_object_set_string_member (object, "scale", scales[s->scale]);
  json_object_set_boolean_member (object, "logarithmic", s->is_log);
  json_object_set_boolean_member (object, "waterfall", s->is_waterfall);
  json_object_set_double_member (object, "range_db", s->range_db);
  return object;
}

static void
read_spectrum (SolScopeLayout *self,
               JsonObject     *object)
{
  SolSpectrumView *view = sol_scope_modes_get_spectrum (self->page->modes);
  SolSpectrumViewSettings s = *sol_spectrum_view_get_settings (view);
  double n_averages = sol_scope_layout_get_number (object, "n_averages", s.analysis.n_averages);
  double range_db = sol_scope_layout_get_number (object, "range_db", s.range_db);

  s.analysis.window = sol_scope_layout_get_word (object, "window", windows, s.analysis.window);
  s.analysis.average = sol_scope_layout_get_word (object, "average", averages, s.analysis.average);
  s.analysis.n_averages = (guint) CLAMP (n_averages, 1, MOST_AVERAGES);
  s.scale = sol_scope_layout_get_word (object, "scale", scales, s.scale);
  s.is_log = sol_scope_layout_get_flag (object, "logarithmic", s.is_log);
  s.is_waterfall = sol_scope_layout_get_flag (object, "waterfall", s.is_waterfall);
  s.range_db = CLAMP (range_db, MIN_RANGE_DB, MAX_RANGE_DB);
  sol_spectrum_view_set_settings (view, &s);
}

/* X-Y knows its channels by their places */
static const char *
get_name (SolScopeLayout *self,
          guint           place)
{
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (self->page->view), place);

  return sol_scope_layout_get_channel (trace); /* the list holds it */
}

static guint
get_place (SolScopeLayout *self,
           const char     *name)
{
  guint n = g_list_model_get_n_items (sol_scope_view_get_traces (self->page->view));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (get_name (self, i), name) == 0)
      return i;
  return G_MAXUINT;
}

static void
add_channel (JsonObject *object,
             const char *member,
             const char *waiting,
             const char *name)
{
  if (waiting != NULL || name != NULL)
    json_object_set_string_member (object, member, waiting != NULL ? waiting : name);
}

static JsonObject *
write_xy (SolScopeLayout *self)
{
  SolXyView *view = sol_scope_modes_get_xy (self->page->modes);
  const SolXyViewSettings *s = sol_xy_view_get_settings (view);
  JsonObject *object = json_object_new ();

  add_channel (object, "x", self->x, get_name (self, sol_xy_view_get_x (view)));
  add_channel (object, "y", self->y, get_name (self, sol_xy_view_get_y (view)));
  json_object_set_boolean_member (object, "line", s->is_line);
  json_object_set_boolean_member (object, "persistence", s->is_persistent);
  return object;
}

static void
read_xy (SolScopeLayout *self,
         JsonObject     *object)
{
  SolXyView *view = sol_scope_modes_get_xy (self->page->modes);
  SolXyViewSettings s = *sol_xy_view_get_settings (view);

  s.is_line = sol_scope_layout_get_flag (object, "line", s.is_line);
  s.is_persistent = sol_scope_layout_get_flag (object, "persistence", s.is_persistent);
  sol_xy_view_set_settings (view, &s);
  g_free (self->x);
  g_free (self->y);
  self->x = g_strdup (sol_json_get_string (object, "x"));
  self->y = g_strdup (sol_json_get_string (object, "y"));
}

void
sol_scope_layout_settle_xy (SolScopeLayout *self)
{
  guint x = self->x != NULL ? get_place (self, self->x) : G_MAXUINT;
  guint y = self->y != NULL ? get_place (self, self->y) : G_MAXUINT;

  if (x == G_MAXUINT || y == G_MAXUINT)
    return;
  g_clear_pointer (&self->x, g_free);
  g_clear_pointer (&self->y, g_free);
  sol_xy_view_choose (sol_scope_modes_get_xy (self->page->modes), x, y);
}

void
sol_scope_layout_write_modes (SolScopeLayout *self,
                              JsonObject     *layout)
{
  json_object_set_object_member (layout, "spectrum", write_spectrum (self));
  json_object_set_object_member (layout, "xy", write_xy (self));
}

void
sol_scope_layout_read_modes (SolScopeLayout *self,
                             JsonObject     *layout)
{
  JsonObject *part;

  if ((part = sol_json_get_object (layout, "spectrum")) != NULL)
    read_spectrum (self, part);
  if ((part = sol_json_get_object (layout, "xy")) != NULL)
    read_xy (self, part);
}
