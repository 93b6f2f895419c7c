/* sol-scope-channel-actions.c: scope.channel-*: how a channel is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include "sol-plot.h"

/* The first parameter of each: a channel's name, or `CH2`. Nullable */
static SolScopeTrace *
find_trace (SolScopePage *self,
            GVariant     *parameter)
{
  g_autoptr (GVariant) name = g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING)
                                ? g_variant_ref (parameter)
                                : g_variant_get_child_value (parameter, 0);

  return sol_scope_view_find_trace (self->view, g_variant_get_string (name, NULL));
}

static void
changed (SolScopePage *self)
{
  sol_scope_view_refresh (self->view);
}

static void
select_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);

  if (trace != NULL)
    sol_scope_view_set_selected (self->view, trace);
}

/* What a division is worth, or the offset: the value half-way up */
static void
number_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);
  double value;

  g_variant_get_child (parameter, 1, "d", &value);
  if (trace == NULL)
    return;
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "channel-per-division"))
    sol_scope_scale_set_step (sol_scope_trace_get_scale (trace), value);
  else
    sol_scope_scale_set_middle (sol_scope_trace_get_scale (trace), value);
  changed (self);
}

/* The scale follows the signal from now on */
static void
auto_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);

  if (trace == NULL)
    return;
  *sol_scope_trace_get_scale (trace) = (SolScopeScale) { .is_auto = TRUE };
  changed (self);
}

static void
color_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);
  guint color;

  g_variant_get_child (parameter, 1, "u", &color);
  if (trace == NULL || color >= G_N_ELEMENTS (((SolPlotTheme *) NULL)->traces))
    return;
  sol_scope_trace_set_color (trace, color);
  changed (self);
}

/* Whether it is seen, or on the second axis */
static void
flag_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);
  gboolean is_set;

  g_variant_get_child (parameter, 1, "b", &is_set);
  if (trace == NULL)
    return;
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "channel-visible"))
    sol_scope_trace_set_visible (trace, is_set);
  else
    sol_scope_trace_set_second (trace, is_set);
  changed (self);
}

static const GActionEntry entries[] = {
  { "select-channel", select_activated, "s" },
  { "channel-per-division", number_activated, "(sd)" },
  { "channel-offset", number_activated, "(sd)" },
  { "channel-auto", auto_activated, "s" },
  { "channel-color", color_activated, "(su)" },
  { "channel-visible", flag_activated, "(sb)" },
  { "channel-second-axis", flag_activated, "(sb)" },
};

void
sol_scope_page_add_channel_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}
