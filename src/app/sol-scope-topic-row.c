/* sol-scope-topic-row.c: a topic that the scope listens to, and why it gives no trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-topic-row.h"

#include <glib/gi18n.h>

#include "sol-decoder-json.h"
#include "sol-ingest-report.h"
#include "sol-row-button.h"

struct _SolScopeTopicRow
{
  AdwActionRow parent_instance;

  /* Owned */
  char           *filter;
  SolScopeTopics *topics;
  GListModel     *reports;

  /* Borrowed: children */
  GtkWidget      *read_as;
};

G_DEFINE_FINAL_TYPE (SolScopeTopicRow, sol_scope_topic_row, ADW_TYPE_ACTION_ROW)

/* @n_reports: of this row. Returns: (transfer full) (nullable): the first of them, one with a proposal before others */
static SolIngestReport *
dup_report (SolScopeTopicRow *self,
            guint            *n_reports)
{
  g_autoptr (SolIngestReport) found = NULL;
  guint n = g_list_model_get_n_items (self->reports);

  *n_reports = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolIngestReport) report = g_list_model_get_item (self->reports, i);

      if (!g_str_equal (sol_ingest_report_get_filter (report), self->filter))
        continue;
      (*n_reports)++;
      if (found == NULL || (sol_ingest_report_get_proposal (found) == SOL_FORMAT_BINARY
                            && sol_ingest_report_get_proposal (report) != SOL_FORMAT_BINARY))
        g_set_object (&found, report);
    }
  return g_steal_pointer (&found);
}

static char *
dup_reason (SolIngestReport *report,
            guint            n_more)
{
  SolFormat proposal = sol_ingest_report_get_proposal (report);
  g_autofree char *reason = NULL;
  g_autofree char *more = NULL;

  if (proposal == SOL_FORMAT_BINARY)
    reason = g_strdup_printf (_("Not readable: %s"), sol_ingest_report_get_text (report));
  else
    reason = g_strdup_printf (_("%s looks like %s. Use it?"), sol_ingest_report_get_topic (report),
                              sol_format_get_nick (proposal));
  if (n_more == 0)
    return g_steal_pointer (&reason);
  more = g_strdup_printf (ngettext ("%u more topic is not readable", "%u more topics are not readable", n_more),
                          n_more);
  return g_strdup_printf ("%s\n%s", reason, more);
}

static void
offer (SolScopeTopicRow *self,
       SolIngestReport  *report)
{
  SolFormat proposal = report != NULL ? sol_ingest_report_get_proposal (report) : SOL_FORMAT_BINARY;
  g_autofree char *label = NULL, *text = NULL;

  gtk_widget_set_visible (self->read_as, proposal != SOL_FORMAT_BINARY);
  if (proposal == SOL_FORMAT_BINARY)
    return;
  label = g_strdup_printf (_("Read as %s"), sol_format_get_nick (proposal));
  text = sol_decoder_settings_to_text (&(SolDecoderSettings) { .format = proposal });
  gtk_button_set_label (GTK_BUTTON (self->read_as), label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read_as), "(ss)", sol_ingest_report_get_topic (report),
                                    text);
}

/* What a person has said of it */
static char *
dup_settings (SolScopeTopicRow *self)
{
  const SolDecoderSettings *settings = sol_scope_topics_get_settings (self->topics, self->filter);
  g_autofree char *more = settings != NULL ? sol_decoder_settings_describe (settings) : NULL;
  gboolean is_auto = settings == NULL || settings->format == SOL_FORMAT_AUTO;

  return g_strjoin (more != NULL && *more != '\0' ? ", " : "",
                    is_auto ? _("Automatic") : sol_format_get_title (settings->format), more, NULL);
}

static void
update (SolScopeTopicRow *self)
{
  guint n_reports;
  g_autoptr (SolIngestReport) report = dup_report (self, &n_reports);
  g_autofree char *reason = report != NULL ? dup_reason (report, n_reports - 1) : dup_settings (self);

  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), reason) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), report != NULL ? sol_ingest_report_get_text (report)
                                                                 : _("Choose How It Is Read"));
  offer (self, report);
}

static void
sol_scope_topic_row_finalize (GObject *object)
{
  SolScopeTopicRow *self = SOL_SCOPE_TOPIC_ROW (object);

  g_free (self->filter);
  g_clear_object (&self->topics);
  g_clear_object (&self->reports);
  G_OBJECT_CLASS (sol_scope_topic_row_parent_class)->finalize (object);
}

static void
sol_scope_topic_row_class_init (SolScopeTopicRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_scope_topic_row_finalize;
}

static void
sol_scope_topic_row_init (SolScopeTopicRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);
}

static void
add_read_as (SolScopeTopicRow *self)
{
  self->read_as = gtk_button_new ();
  gtk_widget_set_valign (self->read_as, GTK_ALIGN_CENTER);
  /* Target before name: GTK warns of a name whose target is not there yet */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read_as), "(ss)", self->filter, "{}");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->read_as), "scope.add-topic-as");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->read_as);
}

/* The row itself asks how the topic is read */
static void
add_actions (SolScopeTopicRow *self)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                             sol_row_button_new ("list-remove-symbolic", _("Remove This Topic"), "scope.remove-topic",
                                                 g_variant_new_string (self->filter)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", self->filter);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "scope.read-topic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
sol_scope_topic_row_new (const char     *filter,
                         SolScopeTopics *topics,
                         GListModel     *reports)
{
  SolScopeTopicRow *self = g_object_new (SOL_TYPE_SCOPE_TOPIC_ROW, NULL);

  self->filter = g_strdup (filter);
  self->topics = g_object_ref (topics);
  self->reports = g_object_ref (reports);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), filter);
  add_read_as (self);
  add_actions (self);
  g_signal_connect_object (reports, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (topics, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
