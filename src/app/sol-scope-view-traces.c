/* sol-scope-view-traces.c: the channels on the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

static void
choose_selected (SolScopeView *self)
{
  g_autoptr (SolScopeTrace) first = g_list_model_get_item (G_LIST_MODEL (self->traces), 0);

  if (self->selected == NULL || !g_list_store_find (self->traces, self->selected, NULL))
    sol_scope_view_set_selected (self, first);
  if (self->source != NULL && !g_list_store_find (self->traces, self->source, NULL))
    sol_scope_view_set_source (self, NULL);
}

/* The lowest number that no trace has */
static guint
find_free_number (SolScopeView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->traces));

  for (guint number = 0;; number++)
    {
      gboolean is_free = TRUE;

      for (guint i = 0; i < n && is_free; i++)
        {
          g_autoptr (SolScopeTrace) trace = g_list_model_get_item (G_LIST_MODEL (self->traces), i);

          is_free = sol_scope_trace_get_number (trace) != number;
        }
      if (is_free)
        return number;
    }
}

static void
channels_changed_cb (GListModel   *channels,
                     guint         position,
                     guint         n_removed,
                     guint         n_added,
                     SolScopeView *self)
{
  g_list_store_splice (self->traces, position, n_removed, NULL, 0);
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (channels, i);
      g_autoptr (SolScopeTrace) trace = sol_scope_trace_new (channel, find_free_number (self));

      g_signal_connect_object (trace, "notify", G_CALLBACK (sol_scope_view_move), self, G_CONNECT_SWAPPED);
      g_list_store_insert (self->traces, i, trace);
    }
  choose_selected (self);
  sol_scope_view_move (self);
}

void
sol_scope_view_set_channels (SolScopeView *self,
                             GListModel   *channels)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  if (self->channels == channels)
    return;
  if (self->channels != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->channels, channels_changed_cb, self);
      channels_changed_cb (self->channels, 0, g_list_model_get_n_items (self->channels), 0, self);
    }
  g_set_object (&self->channels, channels);
  if (channels == NULL)
    return;
  g_signal_connect_object (channels, "items-changed", G_CALLBACK (channels_changed_cb), self, 0);
  channels_changed_cb (channels, 0, 0, g_list_model_get_n_items (channels), self);
}

GListModel *
sol_scope_view_get_traces (SolScopeView *self)
{
  return G_LIST_MODEL (self->traces);
}

SolScopeTrace *
sol_scope_view_get_selected (SolScopeView *self)
{
  return self->selected;
}

void
sol_scope_view_set_selected (SolScopeView  *self,
                             SolScopeTrace *trace)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  if (!g_set_object (&self->selected, trace))
    return;
  sol_scope_view_move (self);
  g_object_notify (G_OBJECT (self), "selected");
}

SolScopeTrace *
sol_scope_view_find_trace (SolScopeView *self,
                           const char   *name)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      g_autofree char *label = sol_scope_trace_dup_label (trace);

      if (g_str_equal (label, name) || g_str_equal (sol_channel_get_name (sol_scope_trace_get_channel (trace)), name))
        return trace;
    }
  return NULL;
}

void
sol_scope_view_refresh (SolScopeView *self)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  sol_scope_view_move (self);
  g_signal_emit_by_name (self, "changed");
}

gboolean
sol_scope_view_get_stacked (SolScopeView *self)
{
  return self->is_stacked;
}

void
sol_scope_view_set_stacked (SolScopeView *self,
                            gboolean      is_stacked)
{
  if (self->is_stacked == is_stacked)
    return;
  self->is_stacked = is_stacked;
  sol_scope_view_refresh (self);
}
