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
select_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);

  if (trace != NULL)
    sol_scope_view_set_selected (self->view, trace);
}

static void
set_per_division (SolScopeTrace *trace,
                  GVariant      *value)
{
  sol_scope_scale_set_step (sol_scope_trace_get_scale (trace), g_variant_get_double (value));
}

/* The value half-way up */
static void
set_offset (SolScopeTrace *trace,
            GVariant      *value)
{
  sol_scope_scale_set_middle (sol_scope_trace_get_scale (trace), g_variant_get_double (value));
}

/* The scale follows the signal from now on */
static void
set_auto (SolScopeTrace *trace,
          GVariant      *value)
{
  *sol_scope_trace_get_scale (trace) = (SolScopeScale) { .is_auto = TRUE };
}

static void
set_color (SolScopeTrace *trace,
           GVariant      *value)
{
  if (g_variant_get_uint32 (value) < G_N_ELEMENTS (((SolPlotTheme *) NULL)->traces))
    sol_scope_trace_set_color (trace, g_variant_get_uint32 (value));
}

static void
set_visible (SolScopeTrace *trace,
             GVariant      *value)
{
  sol_scope_trace_set_visible (trace, g_variant_get_boolean (value));
}

static void
set_second (SolScopeTrace *trace,
            GVariant      *value)
{
  sol_scope_trace_set_second (trace, g_variant_get_boolean (value));
}

/* @value: the second parameter, or the only one */
static const struct
{
  const char *action;
  const char *type;
  void      (*set) (SolScopeTrace *trace,
                    GVariant      *value);
} settings[] = {
  { "channel-per-division", "(sd)", set_per_division },
  { "channel-offset", "(sd)", set_offset },
  { "channel-auto", "s", set_auto },
  { "channel-color", "(su)", set_color },
  { "channel-visible", "(sb)", set_visible },
  { "channel-second-axis", "(sb)", set_second },
};

static void
setting_activated (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = find_trace (self, parameter);
  g_autoptr (GVariant) value = g_variant_is_container (parameter) ? g_variant_get_child_value (parameter, 1)
                                                                  : g_variant_ref (parameter);
  guint i = 0;

  if (trace == NULL)
    return;
  while (!g_str_equal (settings[i].action, g_action_get_name (G_ACTION (action))))
    i++;
  settings[i].set (trace, value);
  sol_scope_view_refresh (self->view);
}

static void
add (SolScopePage *self,
     GActionEntry  entry)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
}

void
sol_scope_page_add_channel_actions (SolScopePage *self)
{
  add (self, (GActionEntry) { "select-channel", select_activated, "s" });
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    add (self, (GActionEntry) { settings[i].action, setting_activated, settings[i].type });
}
