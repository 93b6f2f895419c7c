/* sol-alarm-capture.c: what a channel showed around an alarm
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-capture.h"

#define LIMIT 262144

struct _SolAlarmCapture
{
  GObject parent_instance;

  /* Owned */
  char       *title;
  SolChannel *channel;

  gint64      event_ns;
};

G_DEFINE_FINAL_TYPE (SolAlarmCapture, sol_alarm_capture, G_TYPE_OBJECT)

static void
sol_alarm_capture_finalize (GObject *object)
{
  SolAlarmCapture *self = SOL_ALARM_CAPTURE (object);

  g_free (self->title);
  g_object_unref (self->channel);
  G_OBJECT_CLASS (sol_alarm_capture_parent_class)->finalize (object);
}

static void
sol_alarm_capture_class_init (SolAlarmCaptureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_alarm_capture_finalize;
}

static void
sol_alarm_capture_init (SolAlarmCapture *self)
{
}

static void
append_piece (SolAlarmCapture *self,
              const SolPiece  *piece)
{
  SolSampleBlock block = {
    .path = "",
    .values = piece->values,
    .n_values = piece->n,
    .t0_ns = sol_piece_get_time (piece, 0),
    .rate_hz = piece->period_ns > 0.0 ? 1e9 / piece->period_ns : 0.0,
    .is_timed = TRUE,
    .times_ns = piece->period_ns > 0.0 ? NULL : piece->times_ns,
  };

  sol_channel_append (self->channel, &block, block.t0_ns / 1000);
}

SolAlarmCapture *
sol_alarm_capture_new (const char *title,
                       SolChannel *channel,
                       gint64      event_ns,
                       gint64      begin_ns,
                       gint64      end_ns)
{
  SolAlarmCapture *self = g_object_new (SOL_TYPE_ALARM_CAPTURE, NULL);
  g_autofree char *unit = sol_channel_dup_unit (channel);
  g_autofree SolPieceBuffer *buffer = g_new (SolPieceBuffer, 1);
  guint64 index = sol_channel_find_sample (channel, begin_ns), end = sol_channel_find_sample (channel, end_ns);
  SolPiece piece;

  self->title = g_strdup (title);
  self->channel = sol_channel_new (sol_channel_get_name (channel), unit, 0, end_ns / 1000);
  self->event_ns = event_ns;
  index = MAX (index, end > LIMIT ? end - LIMIT : 0);
  while (sol_channel_read_piece (channel, &index, end, buffer, &piece))
    append_piece (self, &piece);
  return self;
}

const char *
sol_alarm_capture_get_title (SolAlarmCapture *self)
{
  return self->title;
}

gint64
sol_alarm_capture_get_time (SolAlarmCapture *self)
{
  return self->event_ns;
}

SolChannel *
sol_alarm_capture_get_channel (SolAlarmCapture *self)
{
  return self->channel;
}

gsize
sol_alarm_capture_get_bytes (SolAlarmCapture *self)
{
  SolChannelStats stats;

  sol_channel_get_stats (self->channel, &stats);
  return stats.n_bytes;
}
