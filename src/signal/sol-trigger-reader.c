/* sol-trigger-reader.c: a trigger over a channel, each sample looked at once
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acquisition.h"

#define STEP_BACK_NS 1000000000  /* of the source's clock: what was seen no longer compares */

void
sol_trigger_reader_init (SolTriggerReader *self,
                         const SolTrigger *trigger)
{
  sol_trigger_detector_init (&self->detector, trigger);
  sol_acquisition_init (&self->acquisition);
  self->index = 0;
  self->last_ns = G_MININT64;
}

static void
forget (SolTriggerReader *self,
        gint64            from_ns)
{
  sol_trigger_detector_restart (&self->detector);
  sol_acquisition_run (&self->acquisition, from_ns);
  self->last_ns = G_MININT64;
}

void
sol_trigger_reader_start (SolTriggerReader *self,
                          SolChannel       *channel,
                          gint64            from_ns)
{
  forget (self, from_ns);
  self->index = sol_channel_find_sample (channel, from_ns);
}

static void
note_acquired (SolTriggerReader *self,
               SolAcquiredFunc   acquired,
               gpointer          user_data)
{
  if (acquired != NULL)
    acquired (self->acquisition.trigger_ns, user_data);
}

static guint
read_piece (SolTriggerReader *self,
            const SolPiece   *piece,
            SolAcquiredFunc   acquired,
            gpointer          user_data)
{
  SolTriggerEvent event;
  guint n_acquired = 0;
  gsize at = 0;

  while (sol_trigger_detector_next (&self->detector, piece, &at, &event))
    if (sol_acquisition_offer (&self->acquisition, event.t_ns))
      {
        n_acquired++;
        note_acquired (self, acquired, user_data);
      }
  return n_acquired;
}

guint
sol_trigger_reader_advance (SolTriggerReader *self,
                            SolChannel       *channel,
                            gint64            now_us,
                            SolAcquiredFunc   acquired,
                            gpointer          user_data)
{
  guint n_acquired = 0;
  SolPiece piece;

  while (sol_channel_read_piece (channel, &self->index, G_MAXUINT64, &self->buffer, &piece))
    {
      gint64 t0_ns = sol_piece_get_time (&piece, 0);

      if (self->last_ns != G_MININT64 && t0_ns < self->last_ns - STEP_BACK_NS
          && self->acquisition.state != SOL_ACQUISITION_STOPPED)
        forget (self, t0_ns);
      n_acquired += read_piece (self, &piece, acquired, user_data);
      self->last_ns = sol_piece_get_time (&piece, piece.n - 1);
    }
  if (self->last_ns == G_MININT64 || !sol_acquisition_advance (&self->acquisition, self->last_ns, now_us))
    return n_acquired;
  note_acquired (self, acquired, user_data);
  return n_acquired + 1;
}

/* Every trigger up to @end. Returns: whether there was one, the last in @found_ns */
static gboolean
find_last (SolChannel       *channel,
           const SolTrigger *trigger,
           guint64           begin,
           guint64           end,
           gint64           *found_ns)
{
  SolTriggerDetector detector;
  gboolean is_found = FALSE;
  SolPieceBuffer buffer;
  SolTriggerEvent event;
  SolPiece piece;

  sol_trigger_detector_init (&detector, trigger);
  while (sol_channel_read_piece (channel, &begin, end, &buffer, &piece))
    for (gsize at = 0; sol_trigger_detector_next (&detector, &piece, &at, &event); is_found = TRUE)
      *found_ns = event.t_ns;
  return is_found;
}

gboolean
sol_trigger_find (SolChannel       *channel,
                  const SolTrigger *trigger,
                  gint64            after_ns,
                  gint64            before_ns,
                  gint64           *found_ns)
{
  if (trigger->kind == SOL_TRIGGER_EDGE)
    return sol_channel_find_trigger (channel, trigger, after_ns, before_ns, found_ns);
  return find_last (channel, trigger, sol_channel_find_sample (channel, after_ns),
                    sol_channel_find_sample (channel, before_ns), found_ns);
}
