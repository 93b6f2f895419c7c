/* sol-generator-page.c: the Generator view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scenario.h"

#define ESTIMATE_POINTS 1000 /* a message of more is estimated from these */
#define NEXT_CHARS 120
#define COUNT_EVERY_MS 500
#define DEFAULT_TOPIC "soliton/signal"

G_DEFINE_FINAL_TYPE (SolGeneratorPage, sol_generator_page, ADW_TYPE_BIN)

/* The rows' and numbers' names in the template, by SolGeneratorNumber */
static const char *const names[] = { "frequency", "amplitude", "offset", "noise", "duty", "rate", "points" };

static gboolean
is_text (SolFormat format)
{
  return !sol_format_is_raw (format) && format != SOL_FORMAT_SOL1
         && (format < SOL_FORMAT_CBOR || format > SOL_FORMAT_GZIP);
}

static void
show_next (SolGeneratorPage *self,
           GBytes           *payload,
           SolFormat         format)
{
  gsize length;
  const char *octets = g_bytes_get_data (payload, &length);
  g_autofree char *text = NULL;

  if (is_text (format))
    text = g_strndup (octets, MIN (length, NEXT_CHARS));
  else
    text = g_strdup (_("Binary"));
  gtk_label_set_label (self->next, g_strdelimit (text, "\r\n", ' '));
}

/* A message is made to see how large it is */
static void
show_estimate (SolGeneratorPage           *self,
               const SolGeneratorSettings *settings)
{
  SolGeneratorSettings part = *settings;
  g_autoptr (SolGenerator) generator = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *size = NULL, *flow = NULL, *rate = NULL, *text = NULL;
  double octets, per_second = settings->rate_hz / settings->n_points;

  part.n_points = MIN (part.n_points, ESTIMATE_POINTS);
  generator = sol_generator_new (&part, 1);
  payload = sol_generator_next_payload (generator, g_get_real_time () * 1000);
  octets = (double) g_bytes_get_size (payload);
  if (settings->format != SOL_FORMAT_NUMBER && settings->format != SOL_FORMAT_PAIRS)
    octets *= (double) settings->n_points / part.n_points;
  size = g_format_size ((guint64) octets);
  flow = g_format_size ((guint64) (octets * per_second));
  rate = sol_plot_format_si (per_second, NULL, 3);
  /* Translators: messages per second, size of one, size per second: "50.0 messages/s, each about 1.2 kB: 61 kB/s" */
  text = g_strdup_printf (_("%s messages/s, each about %s: %s/s"), rate, size, flow);
  gtk_label_set_label (self->estimate, text);
  show_next (self, payload, settings->format);
}

static gboolean
uses_duty (SolShape shape)
{
  return shape == SOL_SHAPE_SQUARE || shape == SOL_SHAPE_PULSE;
}

static void
update_visible_rows (SolGeneratorPage *self,
                     SolShape          shape)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rows[SOL_GENERATOR_DUTY]), uses_duty (shape));
  gtk_widget_set_visible (GTK_WIDGET (self->rows[SOL_GENERATOR_FREQUENCY]),
                          shape != SOL_SHAPE_NOISE && shape != SOL_SHAPE_DC);
  gtk_widget_set_visible (self->table_row, shape == SOL_SHAPE_TABLE);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[SOL_GENERATOR_AMPLITUDE]), shape != SOL_SHAPE_DC);
}

/* What runs takes it at once */
void
sol_generator_page_form_changed (SolGeneratorPage *self)
{
  SolGeneratorSettings settings;

  if (self->is_filling || self->engine == NULL)
    return;
  sol_generator_page_read_form (self, &settings);
  update_visible_rows (self, settings.shape);
  sol_generator_page_update_actions (self);
  if (!sol_generator_settings_check (&settings, NULL))
    return;
  sol_generator_preview_set_settings (self->preview, &settings);
  show_estimate (self, &settings);
  sol_engine_set_generator (self->engine, &settings);
}

/* A square has half a period high, a pulse a tenth */
static void
shape_changed_cb (SolGeneratorPage *self)
{
  SolGeneratorSettings settings;

  sol_generator_page_read_form (self, &settings);
  if (!self->is_filling && uses_duty (settings.shape))
    gtk_spin_button_set_value (self->numbers[SOL_GENERATOR_DUTY], settings.shape == SOL_SHAPE_PULSE ? 10 : 50);
  sol_generator_page_form_changed (self);
}

/* With Return or when the entry is left, not with every letter: each would be a topic */
static void
topic_applied_cb (SolGeneratorPage *self)
{
  sol_generator_page_form_changed (self);
  if (self->engine != NULL && sol_engine_is_generating (self->engine) && sol_generator_page_check_form (self))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "start", NULL);
}

static gboolean
count_cb (gpointer user_data)
{
  SolGeneratorPage *self = user_data;
  guint64 n_sent, n_lost;
  g_autofree char *sent = NULL, *lost = NULL, *text = NULL;

  sol_engine_get_generator_counts (self->engine, &n_sent, &n_lost);
  sent = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " message sent", "%" PRIu64 " messages sent",
                                       n_sent), n_sent);
  lost = g_strdup_printf (_("%" PRIu64 " not taken by the broker"), n_lost);
  text = n_lost > 0 ? g_strdup_printf (_("%s, %s"), sent, lost) : g_strdup (sent);
  gtk_label_set_label (self->sent, text);
  return G_SOURCE_CONTINUE;
}

static void
running_changed_cb (SolGeneratorPage *self)
{
  gboolean is_running = sol_engine_is_generating (self->engine);

  adw_button_content_set_icon_name (self->start_content, is_running ? "media-playback-stop-symbolic"
                                                                    : "media-playback-start-symbolic");
  adw_button_content_set_label (self->start_content, is_running ? _("Stop") : _("Start"));
  if (is_running)
    gtk_widget_remove_css_class (self->start, "suggested-action");
  else
    gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->start), is_running ? "generator.stop" : "generator.start");
  g_clear_handle_id (&self->count_id, g_source_remove);
  gtk_label_set_label (self->sent, "");
  if (is_running)
    {
      count_cb (self);
      self->count_id = g_timeout_add (COUNT_EVERY_MS, count_cb, self);
    }
  sol_generator_page_update_actions (self);
}

static void
sol_generator_page_dispose (GObject *object)
{
  SolGeneratorPage *self = SOL_GENERATOR_PAGE (object);

  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_pointer (&self->fields, g_free);
  g_clear_pointer (&self->table, sol_shape_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_GENERATOR_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_generator_page_parent_class)->dispose (object);
}

static void
bind_numbers (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < SOL_GENERATOR_N_NUMBERS; i++)
    {
      g_autofree char *row = g_strconcat (names[i], "_row", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, row, FALSE,
                                                 G_STRUCT_OFFSET (SolGeneratorPage, rows) + i * sizeof (gpointer));
      gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                                 G_STRUCT_OFFSET (SolGeneratorPage, numbers) + i * sizeof (gpointer));
    }
}

static void
sol_generator_page_class_init (SolGeneratorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_generator_page_dispose;
  g_type_ensure (SOL_TYPE_GENERATOR_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/generator-page.ui");
  bind_numbers (widget_class);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, preview);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, shape);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, modulation);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, impairments);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, more);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, sweep);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, table_row);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, topic);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, topic_problem);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, format);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, qos);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, start);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, start_content);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, estimate);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, sent);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, next);
  gtk_widget_class_bind_template_callback_full (widget_class, "form_changed_cb",
                                                G_CALLBACK (sol_generator_page_form_changed));
  gtk_widget_class_bind_template_callback (widget_class, shape_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, topic_applied_cb);
}

/* What the shape from a file is before one was opened: a heartbeat */
static void
take_default_table (SolGeneratorPage *self)
{
  SolGeneratorSettings settings;

  sol_scenario_fill (sol_scenario_find ("ecg"), 0, &settings);
  sol_generator_page_take_table (self, settings.table);
}

/* What Show Me a Signal sends, so that the form shows it */
static void
fill_defaults (SolGeneratorPage *self)
{
  SolGeneratorSettings settings;

  sol_generator_settings_init (&settings);
  settings.shape = SOL_SHAPE_SINE;
  settings.frequency_hz = 5;
  settings.noise = 0;
  settings.rate_hz = 1000;
  settings.n_points = 20;
  sol_generator_page_fill_form (self, &settings);
  gtk_editable_set_text (GTK_EDITABLE (self->topic), DEFAULT_TOPIC);
}

static void
sol_generator_page_init (SolGeneratorPage *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  sol_generator_page_add_actions (self);
  sol_generator_page_add_rows (self);
  take_default_table (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "generator", G_ACTION_GROUP (self->actions));
  fill_defaults (self);
}

GtkWidget *
sol_generator_page_new (SolEngine *engine)
{
  SolGeneratorPage *self = g_object_new (SOL_TYPE_GENERATOR_PAGE, NULL);

  sol_generator_page_set_engine (self, engine);
  return GTK_WIDGET (self);
}

void
sol_generator_page_set_engine (SolGeneratorPage *self,
                               SolEngine        *engine)
{
  g_return_if_fail (SOL_IS_GENERATOR_PAGE (self));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "notify::generator-running", G_CALLBACK (running_changed_cb), self,
                           G_CONNECT_SWAPPED);
  running_changed_cb (self);
  sol_generator_page_form_changed (self);
}

GActionGroup *
sol_generator_page_get_actions (SolGeneratorPage *self)
{
  g_return_val_if_fail (SOL_IS_GENERATOR_PAGE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

void
sol_generator_page_set_settings (SolGeneratorPage           *self,
                                 const SolGeneratorSettings *settings)
{
  g_return_if_fail (SOL_IS_GENERATOR_PAGE (self));
  sol_generator_page_fill_form (self, settings);
  sol_generator_page_form_changed (self);
}

gboolean
sol_generator_page_get_settings (SolGeneratorPage      *self,
                                 SolGeneratorSettings  *settings,
                                 GError               **error)
{
  g_return_val_if_fail (SOL_IS_GENERATOR_PAGE (self), FALSE);
  sol_generator_page_read_form (self, settings);
  sol_generator_page_check_form (self);
  return sol_generator_settings_check (settings, error);
}
