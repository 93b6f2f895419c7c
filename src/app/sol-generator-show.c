/* sol-generator-show.c: what is seen of the generator's selected source besides its form
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "sol-payload-text.h"
#include "sol-payload-view.h"
#include "sol-plot.h"

#define ESTIMATE_POINTS 1000 /* a message of more is estimated from these */
#define NEXT_OCTETS 400
#define HEX_OCTETS 64
#define COUNT_EVERY_MS 500

/* As text where it is one, opened up where it is packed, octets else */
static void
show_next (SolGeneratorPage *self,
           GBytes           *payload)
{
  gsize length;
  const guint8 *octets = g_bytes_get_data (payload, &length);
  g_autofree char *what = NULL;
  g_autofree char *text = sol_payload_dup_fields (octets, length, NEXT_OCTETS, &what);

  if (text == NULL && g_utf8_validate_len ((const char *) octets, length, NULL))
    text = sol_payload_dup_text (octets, length, NEXT_OCTETS);
  else if (text == NULL)
    text = sol_payload_dup_hex (octets, length, HEX_OCTETS);
  gtk_label_set_label (self->next, text);
}

/* Formats of a message with one sample only do not grow with the samples */
static gboolean
holds_all (SolFormat format)
{
  return format != SOL_FORMAT_NUMBER && format != SOL_FORMAT_FLAT_JSON && format != SOL_FORMAT_PAIRS;
}

static void
show_estimate (SolGeneratorPage           *self,
               const SolGeneratorSettings *settings,
               GBytes                     *payload,
               guint                       n_points)
{
  double octets = (double) g_bytes_get_size (payload);
  double messages_hz = sol_generator_settings_get_messages_hz (settings);
  g_autofree char *size = NULL, *flow = NULL, *rate = NULL, *text = NULL;

  if (holds_all (settings->format))
    octets *= (double) settings->n_points / n_points;
  size = g_format_size ((guint64) octets);
  flow = g_format_size ((guint64) (octets * messages_hz));
  rate = sol_plot_format_si (messages_hz, NULL, 3);
  /* Translators: messages per second, size of one, size per second: "50.0 messages/s, each about 1.2 kB: 61 kB/s" */
  text = g_strdup_printf (_("%s messages/s, each about %s: %s/s"), rate, size, flow);
  gtk_label_set_label (self->estimate, text);
}

void
sol_generator_page_show_settings (SolGeneratorPage *self)
{
  const SolGeneratorSettings *settings = &sol_generator_item_get_config (self->selected)->settings;
  SolGeneratorSettings part = *settings;
  g_autoptr (SolGenerator) generator = NULL;
  g_autoptr (GBytes) payload = NULL;

  if (!sol_generator_settings_check (settings, NULL))
    return;
  part.n_points = MIN (part.n_points, ESTIMATE_POINTS);
  generator = sol_generator_new (&part, 1);
  payload = sol_generator_next_payload (generator, g_get_real_time () * 1000);
  sol_generator_preview_set_settings (self->preview, settings);
  show_estimate (self, settings, payload, part.n_points);
  show_next (self, payload);
}

/* What runs without a broker is told of, with the way out */
static gboolean
is_unheard (SolGeneratorPage *self)
{
  return sol_generator_item_is_running (self->selected)
         && sol_source_get_state (sol_engine_get_source (self->engine)) != SOL_CLIENT_CONNECTED;
}

void
sol_generator_page_show_counts (SolGeneratorPage *self)
{
  SolWaveCounts counts;
  g_autoptr (GString) text = NULL;

  sol_generator_item_get_counts (self->selected, &counts);
  text = g_string_new (NULL);
  g_string_printf (text, g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " message sent", "%" PRIu64 " messages sent",
                                      counts.n_sent), counts.n_sent);
  if (counts.n_lost > 0)
    g_string_append_printf (text, _(", %" PRIu64 " not taken by the broker"), counts.n_lost);
  if (counts.n_late > 0)
    g_string_append_printf (text, _(", %" PRIu64 " sent late"), counts.n_late);
  if (is_unheard (self))
    g_string_append_printf (text, "\n%s", _("Nobody takes them: start the broker, or connect to another one"));
  gtk_label_set_label (self->sent, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->sent), counts.n_sent + counts.n_lost > 0);
}

static gboolean
count_cb (gpointer user_data)
{
  sol_generator_page_show_counts (user_data);
  return G_SOURCE_CONTINUE;
}

static void
show_start (SolGeneratorPage *self,
            gboolean          is_running)
{
  adw_button_content_set_icon_name (self->start_content, is_running ? "media-playback-stop-symbolic"
                                                                    : "media-playback-start-symbolic");
  adw_button_content_set_label (self->start_content, is_running ? _("Stop") : _("Start"));
  if (is_running)
    gtk_widget_remove_css_class (self->start, "suggested-action");
  else
    gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->start), is_running ? "generator.stop" : "generator.start");
}

void
sol_generator_page_show_state (SolGeneratorPage *self)
{
  gboolean is_running = sol_generator_item_is_running (self->selected);
  const char *problem = sol_generator_item_get_problem (self->selected);

  gtk_label_set_label (self->title, sol_generator_item_get_name (self->selected));
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->estimate), problem == NULL);
  show_start (self, is_running);
  sol_generator_page_show_counts (self);
  if (!is_running)
    g_clear_handle_id (&self->count_id, g_source_remove);
  else if (self->count_id == 0)
    self->count_id = g_timeout_add (COUNT_EVERY_MS, count_cb, self);
  sol_generator_page_update_actions (self);
}
