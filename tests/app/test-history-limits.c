/* test-history-limits.c: what the preferences say of the scope's history reaches the channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>

#include "sol-channel.h"
#include "sol-history-limits.h"
#include "sol-history-page.h"
#include "sol-test-wait.h"
#include "window-support.h"

static gsize
get_limit (SolChannel *channel)
{
  SolChannelStats stats;

  sol_channel_get_stats (channel, &stats);
  return stats.limit_bytes;
}

/* Those that are there, those that come, and at once when a person changes them */
static void
test_channels_are_told (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SOL_APP_ID);
  g_autoptr (GListStore) channels = g_list_store_new (SOL_TYPE_CHANNEL);
  g_autoptr (SolChannel) first = sol_channel_new ("first", NULL, 0, 0);
  g_autoptr (SolChannel) second = sol_channel_new ("second", NULL, 0, 0);
  g_autoptr (SolHistoryLimits) limits = NULL;

  g_settings_set_int (settings, SOL_HISTORY_MEBIBYTES, 100);
  g_list_store_append (channels, first);
  limits = sol_history_limits_new (settings, G_LIST_MODEL (channels));
  g_assert_cmpuint (get_limit (first), ==, 100u << 20);
  g_list_store_append (channels, second);
  g_assert_cmpuint (get_limit (second), ==, 100u << 20);
  g_settings_set_int (settings, SOL_HISTORY_MEBIBYTES, 8);
  sol_test_wait_until (get_limit (first) == 8u << 20 && get_limit (second) == 8u << 20);
  g_clear_object (&limits);
  g_settings_reset (settings, SOL_HISTORY_MEBIBYTES);
  g_assert_cmpuint (get_limit (first), ==, 8u << 20);
}

/* The time as well: the oldest goes with the next samples */
static void
test_time_is_kept (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SOL_APP_ID);
  g_autoptr (GListStore) channels = g_list_store_new (SOL_TYPE_CHANNEL);
  g_autoptr (SolChannel) channel = sol_channel_new ("slow", NULL, 0, 0);
  g_autoptr (SolHistoryLimits) limits = NULL;
  const gint64 t0_ns = G_GINT64_CONSTANT (1700000000000000000), minute_ns = G_GINT64_CONSTANT (60000000000);
  SolChannelStats stats;

  g_settings_set_int (settings, SOL_HISTORY_MINUTES, 30);
  g_list_store_append (channels, channel);
  limits = sol_history_limits_new (settings, G_LIST_MODEL (channels));
  for (int minute = 0; minute <= 60; minute++)
    {
      double value = minute;
      SolSampleBlock block = { .path = "", .values = &value, .n_values = 1, .is_timed = TRUE,
                               .t0_ns = t0_ns + minute * minute_ns };

      sol_channel_append (channel, &block, block.t0_ns / 1000);
    }
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpint ((stats.last_ns - stats.first_ns) / minute_ns, ==, 30);
  g_settings_reset (settings, SOL_HISTORY_MINUTES);
}

static gboolean
says (GtkWidget *widget,
      gpointer   words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL;
}

static void
assert_says (GtkWidget  *page,
             const char *words)
{
  g_assert_nonnull (support_find (page, says, (gpointer) words));
}

static void
test_page_says_what_it_means (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SOL_APP_ID);
  g_autoptr (GtkWidget) page = g_object_ref_sink (g_object_new (SOL_TYPE_HISTORY_PAGE, NULL));
  GtkSpinButton *spin = GTK_SPIN_BUTTON (gtk_widget_get_template_child (page, SOL_TYPE_HISTORY_PAGE, "mebibytes"));

  assert_says (page, "13.4 million samples of 16 or 32 bits, 6.7 million of 64 bits");
  assert_says (page, "512.0\u00a0MiB");
  gtk_spin_button_set_value (spin, 128);
  g_assert_cmpint (g_settings_get_int (settings, SOL_HISTORY_MEBIBYTES), ==, 128);
  assert_says (page, "13.4 million of 64 bits");
  assert_says (page, "1.0\u00a0GiB");
  g_settings_reset (settings, SOL_HISTORY_MEBIBYTES);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/history-limits/channels-are-told", test_channels_are_told);
  g_test_add_func ("/app/history-limits/time-is-kept", test_time_is_kept);
  g_test_add_func ("/app/history-limits/page-says-what-it-means", test_page_says_what_it_means);
  return g_test_run ();
}
