/* sol-replay-bar.c: steers the replay under way
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-bar-private.h"

#include <glib/gi18n.h>

#include "sol-format.h"
#include "sol-replay-speed.h"

#define SETTLE_US 400000 /* a seek is looked for so long */

G_DEFINE_FINAL_TYPE (SolReplayBar, sol_replay_bar, ADW_TYPE_BIN)

/* `bench.soliton · 1 204 messages sent, 3 lost` */
static char *
describe (SolReplayer           *replayer,
          const SolReplayStatus *status)
{
  g_autofree char *name = g_filename_display_basename (sol_replayer_get_path (replayer));
  g_autofree char *sent = sol_format_count (status->n_sent);
  g_autofree char *lost = sol_format_count (status->n_lost);
  g_autofree char *sent_text
    = g_strdup_printf (ngettext ("%s message sent", "%s messages sent", (gulong) status->n_sent), sent);
  g_autofree char *lost_text = g_strdup_printf (_("%s lost"), lost);

  if (status->n_lost == 0)
    return g_strdup_printf ("%s · %s", name, sent_text);
  return g_strdup_printf ("%s · %s · %s", name, sent_text, lost_text);
}

static void
set_play_look (SolReplayBar *self,
               gboolean      is_playing)
{
  gtk_button_set_icon_name (self->play, is_playing ? "media-playback-pause-symbolic"
                                                   : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), is_playing ? _("Pause") : _("Play"));
}

static void
set_time (GtkLabel *label,
          gint64    time_ns)
{
  g_autofree char *text = sol_format_duration (time_ns / 1000);

  gtk_label_set_label (label, text);
}

static void
show_position (SolReplayBar          *self,
               const SolReplayStatus *status)
{
  gint64 length_ns = status->info.last_ns - status->info.first_ns;
  gint64 position_ns = CLAMP (status->position_ns - status->info.first_ns, 0, length_ns);
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (self->scale));

  set_time (self->position, position_ns);
  set_time (self->length, length_ns);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), length_ns > 0);
  if (g_get_monotonic_time () - self->sought_us < SETTLE_US)
    return;
  gtk_adjustment_configure (adjustment, (double) position_ns / 1e9, 0.0, MAX ((double) length_ns / 1e9, 0.001), 1.0,
                            10.0, 0.0);
}

static void
show_problem (SolReplayBar          *self,
              const SolReplayStatus *status)
{
  const char *problem = sol_replayer_get_problem (self->replayer);
  g_autofree char *text = describe (self->replayer, status);

  gtk_label_set_label (self->label, problem != NULL ? problem : text);
  if (problem != NULL || status->n_lost > 0)
    gtk_widget_add_css_class (self->strip, "warning");
  else
    gtk_widget_remove_css_class (self->strip, "warning");
}

static void
update (SolReplayBar *self)
{
  SolReplayStatus status;

  if (self->replayer == NULL)
    return;
  sol_replayer_get_status (self->replayer, &status);
  set_play_look (self, status.state == SOL_REPLAY_PLAYING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->play), status.state != SOL_REPLAY_FAILED);
  gtk_drop_down_set_selected (self->speed, sol_replay_speed_find (status.speed));
  show_position (self, &status);
  show_problem (self, &status);
  sol_replay_bar_update_actions (self);
}

/* A recording that is shown is read by a replayer too, which nobody steers */
static void
replayer_changed_cb (SolReplayBar *self)
{
  SolReplayer *replayer = sol_engine_get_replayer (self->engine);

  if (sol_source_is_recording (sol_engine_get_source (self->engine)))
    replayer = NULL;
  if (self->replayer != NULL)
    g_signal_handlers_disconnect_by_func (self->replayer, update, self);
  g_set_object (&self->replayer, replayer);
  if (replayer != NULL)
    g_signal_connect_object (replayer, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  sol_replay_bar_update_actions (self);
  gtk_revealer_set_reveal_child (self->revealer, replayer != NULL);
}

static gboolean
change_value_cb (SolReplayBar *self,
                 GtkScrollType scroll,
                 double        value)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "seek", g_variant_new_double (value));
  return GDK_EVENT_PROPAGATE;
}

static void
speed_selected_cb (SolReplayBar *self)
{
  guint position = gtk_drop_down_get_selected (self->speed);
  SolReplayStatus status;

  if (self->replayer == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  sol_replayer_get_status (self->replayer, &status);
  if (position != sol_replay_speed_find (status.speed))
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "speed",
                                        g_variant_new_double (sol_replay_speed_get (position)));
}

static void
sol_replay_bar_dispose (GObject *object)
{
  SolReplayBar *self = SOL_REPLAY_BAR (object);

  g_clear_object (&self->replayer);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_REPLAY_BAR);
  g_clear_object (&self->actions);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_replay_bar_parent_class)->dispose (object);
}

static void
sol_replay_bar_class_init (SolReplayBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_replay_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/replay-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, strip);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, play);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, position);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, length);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, scale);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, speed);
  gtk_widget_class_bind_template_child (widget_class, SolReplayBar, label);
  gtk_widget_class_bind_template_callback (widget_class, change_value_cb);
  gtk_widget_class_bind_template_callback (widget_class, speed_selected_cb);
}

static void
sol_replay_bar_init (SolReplayBar *self)
{
  g_autoptr (GListModel) speeds = sol_replay_speed_new_model ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sol_replay_bar_add_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "replay", G_ACTION_GROUP (self->actions));
  gtk_drop_down_set_model (self->speed, speeds);
}

void
sol_replay_bar_set_engine (SolReplayBar *self,
                           SolEngine    *engine)
{
  g_return_if_fail (SOL_IS_REPLAY_BAR (self));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "notify::replayer", G_CALLBACK (replayer_changed_cb), self, G_CONNECT_SWAPPED);
  replayer_changed_cb (self);
}

GActionGroup *
sol_replay_bar_get_actions (SolReplayBar *self)
{
  g_return_val_if_fail (SOL_IS_REPLAY_BAR (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

const char *
sol_replay_bar_get_text (SolReplayBar *self)
{
  g_return_val_if_fail (SOL_IS_REPLAY_BAR (self), NULL);
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}
