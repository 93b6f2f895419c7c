/* sol-scope-view-persistence.c: the pictures before, below the one that is shown
 *
 * Each picture that the scope takes is added to a count for each pixel, which fades from picture to picture. That costs
 * some milliseconds a channel: it is done a part of the time only, and what it comes to is kept as a node.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include "sol-plot-persistence.h"

#define FADE 0.97  /* of what is there, each picture: half of it in 23 */
#define REST 3     /* times as long as the last picture took */

/* The pictures of one trace, all in the same frame */
typedef struct
{
  SolScopeTrace      *trace;   /* borrowed: only compared */
  SolPlotFrame        frame;
  SolPlotPersistence *pictures;
} Entry;

struct _SolScopePersistence
{
  /* Owned */
  GArray        *entries;  /* Entry */
  GskRenderNode *node;     /* nullable */

  gboolean       is_dark;  /* as @node was drawn for */
  guint64        seen;     /* the picture that was added last */
  gint64         next_us;  /* no other before */
};

static void
clear_entry (gpointer entry)
{
  g_clear_pointer (&((Entry *) entry)->pictures, sol_plot_persistence_free);
}

static SolScopePersistence *
persistence_new (void)
{
  SolScopePersistence *self = g_new0 (SolScopePersistence, 1);

  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

void
sol_scope_persistence_free (SolScopePersistence *self)
{
  g_array_unref (self->entries);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self);
}

gboolean
sol_scope_view_get_persistent (SolScopeView *self)
{
  return self->persistence != NULL;
}

void
sol_scope_view_set_persistent (SolScopeView *self,
                               gboolean      is_persistent)
{
  if (is_persistent == (self->persistence != NULL))
    return;
  if (is_persistent)
    self->persistence = persistence_new ();
  else
    g_clear_pointer (&self->persistence, sol_scope_persistence_free);
  sol_scope_view_refresh (self);
}

/* Pictures of another size, time base or scale do not compare */
static gboolean
is_same_frame (const SolPlotFrame *a,
               const SolPlotFrame *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height
         && a->bottom == b->bottom && a->top == b->top && a->end_ns - a->begin_ns == b->end_ns - b->begin_ns;
}

/* Returns: its entry, at @i from now on */
static Entry *
take_entry (SolScopePersistence *self,
            guint                i,
            SolScopeTrace       *trace,
            const SolPlotFrame  *frame)
{
  Entry *entry;

  if (i >= self->entries->len)
    g_array_set_size (self->entries, i + 1);
  entry = &g_array_index (self->entries, Entry, i);
  if (entry->trace != trace || !is_same_frame (&entry->frame, frame))
    g_clear_pointer (&entry->pictures, sol_plot_persistence_free);
  if (entry->pictures == NULL)
    entry->pictures = sol_plot_persistence_new (MAX ((int) frame->width, 1), MAX ((int) frame->height, 1));
  entry->trace = trace;
  entry->frame = *frame;
  return entry;
}

static void
add_pictures (SolScopeView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  guint n = 0;

  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolPlotFrame frame;
      Entry *entry;

      sol_scope_view_get_frame (self, width, height, trace, &frame);
      if (!sol_scope_trace_get_visible (trace) || sol_scope_trace_get_words (trace) != NULL || frame.width < 1
          || frame.height < 1)
        continue;
      entry = take_entry (self->persistence, n++, trace, &frame);
      sol_plot_persistence_fade (entry->pictures, FADE);
      sol_plot_persistence_add (entry->pictures, &frame, sol_scope_trace_get_channel (trace));
    }
  g_array_set_size (self->persistence->entries, n);
}

void
sol_scope_view_persist (SolScopeView *self,
                        gint64        now_us)
{
  SolScopePersistence *persistence = self->persistence;
  gint64 began_us = g_get_monotonic_time ();

  if (persistence == NULL || !self->is_running || now_us < persistence->next_us
      || !sol_scope_view_is_new_picture (self, &persistence->seen))
    return;
  add_pictures (self);
  g_clear_pointer (&persistence->node, gsk_render_node_unref);
  persistence->next_us = now_us + (g_get_monotonic_time () - began_us) * REST;
}

void
sol_scope_view_draw_persistence (SolScopeView       *self,
                                 cairo_t            *cr,
                                 double              width,
                                 double              height,
                                 const SolPlotTheme *theme)
{
  for (guint i = 0; self->persistence != NULL && i < self->persistence->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->persistence->entries, Entry, i);
      SolPlotFrame frame;

      sol_scope_view_get_frame (self, width, height, entry->trace, &frame);
      sol_plot_persistence_draw (entry->pictures, cr, &frame, sol_scope_view_get_color (theme, entry->trace),
                                 theme == sol_plot_theme_get (TRUE));
    }
}

/* Whether what was added still belongs where it is drawn */
static gboolean
is_current (SolScopeView *self,
            double        width,
            double        height)
{
  for (guint i = 0; i < self->persistence->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->persistence->entries, Entry, i);
      SolPlotFrame frame;
      guint place;

      if (!g_list_store_find (self->traces, entry->trace, &place) || !sol_scope_trace_get_visible (entry->trace))
        return FALSE;
      sol_scope_view_get_frame (self, width, height, entry->trace, &frame);
      if (!is_same_frame (&frame, &entry->frame))
        return FALSE;
    }
  return TRUE;
}

void
sol_scope_view_append_persistence (SolScopeView       *self,
                                   GtkSnapshot        *snapshot,
                                   double              width,
                                   double              height,
                                   const SolPlotTheme *theme)
{
  SolScopePersistence *persistence = self->persistence;
  gboolean is_dark = theme == sol_plot_theme_get (TRUE);
  cairo_t *cr;

  if (persistence == NULL)
    return;
  if (!is_current (self, width, height))
    {
      g_array_set_size (persistence->entries, 0);
      g_clear_pointer (&persistence->node, gsk_render_node_unref);
      persistence->next_us = 0;
    }
  if (persistence->entries->len == 0)
    return;
  if (persistence->is_dark != is_dark)
    g_clear_pointer (&persistence->node, gsk_render_node_unref);
  if (persistence->node == NULL)
    {
      persistence->is_dark = is_dark;
      persistence->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
      cr = gsk_cairo_node_get_draw_context (persistence->node);
      sol_scope_view_draw_persistence (self, cr, width, height, theme);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, persistence->node);
}
