/* sol-counter-strip.c: the broker's counters, once a second
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-counter-strip.h"

#include <glib/gi18n.h>

#include "sol-format.h"

typedef enum
{
  COUNTER_IN,
  COUNTER_OUT,
  COUNTER_CLIENTS,
  COUNTER_RETAINED,
  COUNTER_QUEUED,
  COUNTER_DROPPED,
  COUNTER_REFUSED,
  COUNTER_TOO_LARGE,
  N_COUNTERS,
} Counter;

static const struct
{
  const char *caption;
  const char *tooltip;
} captions[N_COUNTERS] = {
  [COUNTER_IN] = { N_("in, msg/s"), N_("Messages received each second") },
  [COUNTER_OUT] = { N_("out, msg/s"), N_("Messages delivered each second") },
  [COUNTER_CLIENTS] = { N_("clients"), N_("Connected now") },
  [COUNTER_RETAINED] = { N_("retained"), N_("Messages kept for new subscribers") },
  [COUNTER_QUEUED] = { N_("waiting"), N_("Octets queued for slow clients") },
  [COUNTER_DROPPED] = { N_("dropped"), N_("Messages not delivered because a queue was full") },
  [COUNTER_REFUSED] = { N_("refused"), N_("Connections refused: password, limit of connections, wrong protocol") },
  [COUNTER_TOO_LARGE] = { N_("too large"), N_("Packets over the size limit") },
};

struct _SolCounterStrip
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine *engine;
  guint      timer_id;

  /* Borrowed */
  GtkLabel *values[N_COUNTERS];

  /* For the rates */
  SolBrokerStats before;
  gint64         before_us;
};

G_DEFINE_FINAL_TYPE (SolCounterStrip, sol_counter_strip, ADW_TYPE_BIN)

static void
set_text (SolCounterStrip *self,
          Counter          counter,
          char            *text)
{
  if (g_strcmp0 (gtk_label_get_label (self->values[counter]), text) != 0)
    gtk_label_set_label (self->values[counter], text);
  g_free (text);
}

/* A loss is shown in the warning's colour */
static void
set_loss (SolCounterStrip *self,
          Counter          counter,
          guint64          count)
{
  set_text (self, counter, sol_format_count (count));
  if (count > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->values[counter]), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->values[counter]), "warning");
}

static void
set_rates (SolCounterStrip      *self,
           const SolBrokerStats *stats)
{
  gint64 now_us = g_get_monotonic_time ();
  double elapsed_s = (double) (now_us - self->before_us) / G_USEC_PER_SEC;
  gboolean known = self->before_us != 0 && self->before.started_us == stats->started_us && elapsed_s > 0.0;
  double in = known ? (double) (stats->n_messages_in - self->before.n_messages_in) / elapsed_s : 0.0;
  double out = known ? (double) (stats->n_messages_out - self->before.n_messages_out) / elapsed_s : 0.0;

  set_text (self, COUNTER_IN, sol_format_rate (in));
  set_text (self, COUNTER_OUT, sol_format_rate (out));
  self->before = *stats;
  self->before_us = now_us;
}

static gboolean
update_cb (gpointer user_data)
{
  SolCounterStrip *self = user_data;
  SolBrokerStats stats = { 0 };

  sol_broker_get_stats (sol_engine_get_broker (self->engine), &stats);
  set_rates (self, &stats);
  set_text (self, COUNTER_CLIENTS, sol_format_count (stats.n_connections));
  set_text (self, COUNTER_RETAINED, sol_format_count (stats.n_retained));
  set_text (self, COUNTER_QUEUED, g_format_size (stats.queued_bytes));
  set_loss (self, COUNTER_DROPPED, stats.n_dropped);
  set_loss (self, COUNTER_REFUSED, stats.n_refused + stats.n_refused_full);
  set_loss (self, COUNTER_TOO_LARGE, stats.n_too_large);
  return G_SOURCE_CONTINUE;
}

static void
sol_counter_strip_map (GtkWidget *widget)
{
  SolCounterStrip *self = SOL_COUNTER_STRIP (widget);

  GTK_WIDGET_CLASS (sol_counter_strip_parent_class)->map (widget);
  if (self->engine == NULL)
    return;
  update_cb (self);
  self->timer_id = g_timeout_add_seconds (1, update_cb, self);
}

static void
sol_counter_strip_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SOL_COUNTER_STRIP (widget)->timer_id, g_source_remove);
  GTK_WIDGET_CLASS (sol_counter_strip_parent_class)->unmap (widget);
}

static void
sol_counter_strip_dispose (GObject *object)
{
  SolCounterStrip *self = SOL_COUNTER_STRIP (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_counter_strip_parent_class)->dispose (object);
}

static void
sol_counter_strip_class_init (SolCounterStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_counter_strip_dispose;
  widget_class->map = sol_counter_strip_map;
  widget_class->unmap = sol_counter_strip_unmap;
}

static GtkWidget *
make_counter (SolCounterStrip *self,
              Counter          counter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *value = gtk_label_new ("0");
  GtkWidget *caption = gtk_label_new (_(captions[counter].caption));

  gtk_widget_add_css_class (value, "title-4");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_set_tooltip_text (box, _(captions[counter].tooltip));
  gtk_widget_set_size_request (box, 76, -1);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), caption);
  self->values[counter] = GTK_LABEL (value);
  return box;
}

static void
sol_counter_strip_init (SolCounterStrip *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), N_COUNTERS);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  for (guint i = 0; i < N_COUNTERS; i++)
    gtk_flow_box_append (GTK_FLOW_BOX (flow), make_counter (self, i));
  for (GtkWidget *child = gtk_widget_get_first_child (flow); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_focusable (child, FALSE);
  adw_bin_set_child (ADW_BIN (self), flow);
}

void
sol_counter_strip_set_engine (SolCounterStrip *self,
                              SolEngine       *engine)
{
  g_return_if_fail (SOL_IS_COUNTER_STRIP (self));
  g_set_object (&self->engine, engine);
}
