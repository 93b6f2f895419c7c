/* sol-history-limits.c: how much the scope keeps of each channel, as the settings say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-limits.h"

#include "sol-channel.h"

struct _SolHistoryLimits
{
  GObject parent_instance;

  /* Owned */
  GSettings  *settings;
  GListModel *channels;
};

G_DEFINE_FINAL_TYPE (SolHistoryLimits, sol_history_limits, G_TYPE_OBJECT)

static void
tell (SolHistoryLimits *self,
      guint             position,
      guint             n)
{
  gsize limit_bytes = (gsize) g_settings_get_int (self->settings, SOL_HISTORY_MEBIBYTES) << 20;
  gint64 limit_us = g_settings_get_int (self->settings, SOL_HISTORY_MINUTES) * G_USEC_PER_SEC * 60;

  for (guint i = position; i < position + n; i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (self->channels, i);

      sol_channel_set_limits (channel, limit_bytes, limit_us);
    }
}

static void
channels_changed_cb (GListModel       *channels,
                     guint             position,
                     guint             n_removed,
                     guint             n_added,
                     SolHistoryLimits *self)
{
  tell (self, position, n_added);
}

static void
settings_changed_cb (SolHistoryLimits *self)
{
  tell (self, 0, g_list_model_get_n_items (self->channels));
}

static void
sol_history_limits_dispose (GObject *object)
{
  SolHistoryLimits *self = SOL_HISTORY_LIMITS (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->channels);
  G_OBJECT_CLASS (sol_history_limits_parent_class)->dispose (object);
}

static void
sol_history_limits_class_init (SolHistoryLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_history_limits_dispose;
}

static void
sol_history_limits_init (SolHistoryLimits *self)
{
}

SolHistoryLimits *
sol_history_limits_new (GSettings  *settings,
                        GListModel *channels)
{
  SolHistoryLimits *self = g_object_new (SOL_TYPE_HISTORY_LIMITS, NULL);

  self->settings = g_object_ref (settings);
  self->channels = g_object_ref (channels);
  g_signal_connect_object (settings, "changed::" SOL_HISTORY_MEBIBYTES, G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" SOL_HISTORY_MINUTES, G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (channels, "items-changed", G_CALLBACK (channels_changed_cb), self, 0);
  settings_changed_cb (self);
  return self;
}
