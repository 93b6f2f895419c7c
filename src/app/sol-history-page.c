/* sol-history-page.c: the preferences of what the scope keeps
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-page.h"

#include <glib/gi18n.h>

#include "sol-channel.h"
#include "sol-history-limits.h"

#define N_CHANNELS 8   /* that the memory is told for */

struct _SolHistoryPage
{
  AdwPreferencesPage parent_instance;

  /* Owned */
  GSettings     *settings;

  /* Template */
  GtkSpinButton *mebibytes;
  GtkSpinButton *minutes;
  GtkLabel      *meaning;
};

G_DEFINE_FINAL_TYPE (SolHistoryPage, sol_history_page, ADW_TYPE_PREFERENCES_PAGE)

/* `13.4 million` */
static char *
format_millions (gsize        limit_bytes,
                 SolPrecision precision,
                 gboolean     is_even)
{
  double millions = (double) sol_channel_count_room (limit_bytes, precision, is_even) / 1e6;

  /* Translators: a number of samples */
  return g_strdup_printf (_("%.1f million"), millions);
}

static void
update_meaning (SolHistoryPage *self)
{
  gsize limit_bytes = (gsize) g_settings_get_int (self->settings, SOL_HISTORY_MEBIBYTES) << 20;
  g_autofree char *singles = format_millions (limit_bytes, SOL_PRECISION_FLOAT32, TRUE);
  g_autofree char *doubles = format_millions (limit_bytes, SOL_PRECISION_DOUBLE, TRUE);
  g_autofree char *timed = format_millions (limit_bytes, SOL_PRECISION_DOUBLE, FALSE);
  g_autofree char *all = g_format_size_full ((guint64) limit_bytes * N_CHANNELS, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *text = g_strdup_printf (
    _("Room for %s samples of 16 or 32 bits, %s of 64 bits as JSON has, %s with a time each. "
      "%d full channels take %s of memory."), singles, doubles, timed, N_CHANNELS, all);

  gtk_label_set_label (self->meaning, text);
}

static void
sol_history_page_dispose (GObject *object)
{
  SolHistoryPage *self = SOL_HISTORY_PAGE (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_HISTORY_PAGE);
  G_OBJECT_CLASS (sol_history_page_parent_class)->dispose (object);
}

static void
sol_history_page_class_init (SolHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_history_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SolHistoryPage, mebibytes);
  gtk_widget_class_bind_template_child (widget_class, SolHistoryPage, minutes);
  gtk_widget_class_bind_template_child (widget_class, SolHistoryPage, meaning);
}

static void
sol_history_page_init (SolHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (SOL_APP_ID);
  g_settings_bind (self->settings, SOL_HISTORY_MEBIBYTES, gtk_spin_button_get_adjustment (self->mebibytes), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, SOL_HISTORY_MINUTES, gtk_spin_button_get_adjustment (self->minutes), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::" SOL_HISTORY_MEBIBYTES, G_CALLBACK (update_meaning), self,
                           G_CONNECT_SWAPPED);
  update_meaning (self);
}
