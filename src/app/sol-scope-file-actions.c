/* sol-scope-file-actions.c: scope.*: what leaves for a file, and what comes from one
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <glib/gi18n.h>

#include "sol-engine-recording.h"
#include "sol-export-dialog.h"

#define MOST_SHOWN 8 /* channels of a recording: more of them are lines that nobody tells apart */

static void
show_all (SolScopeView *view)
{
  gint64 first_ns, last_ns, per_div_ns, before_ns = 0;

  if (!sol_scope_view_get_extent (view, &first_ns, &last_ns))
    return;
  for (per_div_ns = SOL_SCOPE_TIME_BASE_MIN_NS;
       per_div_ns * SOL_SCOPE_DIVISIONS <= last_ns - first_ns && per_div_ns != before_ns;
       per_div_ns = sol_scope_time_base_step (per_div_ns, 1))
    before_ns = per_div_ns;
  sol_scope_view_show (view, first_ns, per_div_ns);
}

static void
show_all_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  show_all (SOL_SCOPE_PAGE (user_data)->view);
}

/* Its time counts from its begin: no trigger has set a zero */
static void
show_recording (SolScopeView *view)
{
  gint64 first_ns, last_ns;

  show_all (view);
  if (sol_scope_view_get_extent (view, &first_ns, &last_ns))
    sol_scope_view_set_zero (view, first_ns);
}

/* What is not in the list of channels is found as any other topic is */
static void
tell_of_the_rest (SolScopePage *self)
{
  guint n = sol_engine_get_n_unlisted (self->engine);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u more signal of the recording can be added",
                                    "%u more signals of the recording can be added", n),
                          n);
  sol_scope_page_toast_with (self, text, _("_Add…"), "scope.add-channel", NULL);
}

static void
show_recording_activated (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeView *view = self->view;
  GListModel *traces = sol_scope_view_get_traces (view);

  for (guint i = MOST_SHOWN; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      sol_scope_trace_set_visible (trace, FALSE);
    }
  show_recording (view);
  tell_of_the_rest (self);
}

static void
saved_cb (SolScopePage *self,
          const char   *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("Saved as “%s”"), name);

  sol_scope_page_toast (self, text);
}

static void
export (SolScopePage *self,
        const char   *nick)
{
  SolExportDialog *dialog
    = sol_export_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->view, self->modes, nick);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  export (user_data, "csv");
}

static void
save_picture_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  export (user_data, "png");
}

static const GActionEntry entries[] = {
  { "export", export_activated },
  { "save-picture", save_picture_activated },
  { "show-all", show_all_activated },
  { "show-recording", show_recording_activated },
};

void
sol_scope_page_add_file_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

GListModel *
sol_scope_page_get_topics (SolScopePage *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_PAGE (self), NULL);
  return sol_scope_topics_get_model (self->topics_bound);
}
