/* sol-mask-reader.c: lays a mask over each picture of a channel, once
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mask-reader.h"

#define MAX_WAITING 256   /* pictures */
#define LIMIT 262144      /* samples of one */

/* A picture that is known and not tested yet */
typedef struct
{
  gint64 zero_ns, begin_ns, end_ns; /* Unix time; samples at @end_ns do not belong to it */
} Picture;

struct _SolMaskReader
{
  /* Owned */
  SolMaskRule     *rule;
  SolChannel      *channel, *source;
  SolStretch       stretch;

  SolTriggerReader trigger;
  guint64          next_message;         /* its number */
  Picture          waiting[MAX_WAITING]; /* ring */
  guint            first, n_waiting;
  guint64          n_missed;
};

SolMaskReader *
sol_mask_reader_new (SolMaskRule *rule,
                     SolChannel  *channel,
                     SolChannel  *source)
{
  SolMaskReader *self = g_new0 (SolMaskReader, 1);
  gint64 begin_ns = MIN (sol_mask_rule_get_begin (rule), 0), end_ns = MAX (sol_mask_rule_get_end (rule), 0);
  SolAcquisition *acquisition = &self->trigger.acquisition;
  SolChannelStats stats;

  self->rule = sol_mask_rule_ref (rule);
  self->channel = g_object_ref (channel);
  self->source = g_object_ref (source);
  sol_channel_get_stats (source, &stats);
  self->next_message = sol_channel_get_next_message (channel);
  sol_trigger_reader_init (&self->trigger, &rule->trigger);
  acquisition->mode = SOL_TRIGGER_NORMAL;
  acquisition->span_ns = end_ns - begin_ns;
  acquisition->position = (double) -begin_ns / (double) acquisition->span_ns;
  acquisition->holdoff_ns = rule->holdoff_ns;
  sol_trigger_reader_start (&self->trigger, source, stats.last_ns);
  return self;
}

void
sol_mask_reader_free (SolMaskReader *self)
{
  sol_mask_rule_unref (self->rule);
  g_object_unref (self->channel);
  g_object_unref (self->source);
  sol_stretch_clear (&self->stretch);
  g_free (self);
}

/* When there is no room the newest is let go: those before it will still be complete */
static void
add (SolMaskReader *self,
     gint64         zero_ns,
     gint64         begin_ns,
     gint64         end_ns)
{
  if (self->n_waiting == MAX_WAITING)
    self->n_missed++;
  else
    self->waiting[(self->first + self->n_waiting++) % MAX_WAITING] = (Picture) { zero_ns, begin_ns, end_ns };
}

static void
acquired_cb (gint64   trigger_ns,
             gpointer user_data)
{
  SolMaskReader *self = user_data;

  add (self, trigger_ns, trigger_ns + sol_mask_rule_get_begin (self->rule),
       trigger_ns + sol_mask_rule_get_end (self->rule) + 1);
}

static void
look_for_messages (SolMaskReader *self)
{
  gint64 limit_ns = sol_mask_rule_get_end (self->rule), first_ns, last_ns;
  guint64 number = self->next_message;

  for (; sol_channel_read_message (self->channel, &number, &first_ns, &last_ns); self->next_message = ++number)
    {
      self->n_missed += number - self->next_message;
      add (self, first_ns, first_ns, MIN (last_ns, first_ns + limit_ns) + 1);
    }
}

static void
look_for_pictures (SolMaskReader *self)
{
  if (self->rule->is_per_message)
    look_for_messages (self);
  else
    sol_trigger_reader_advance (&self->trigger, self->source, 0, acquired_cb, self);
}

/* The channel that triggers may be ahead */
static gboolean
has_come (SolMaskReader *self,
          const Picture *picture)
{
  SolChannelStats stats;

  if (self->channel == self->source)
    return TRUE;
  sol_channel_get_stats (self->channel, &stats);
  return stats.last_ns + 1 >= picture->end_ns;
}

gboolean
sol_mask_reader_next (SolMaskReader *self,
                      gint64        *zero_ns,
                      SolMaskResult *result)
{
  const Picture *picture = &self->waiting[self->first];

  if (self->n_waiting == 0)
    look_for_pictures (self);
  if (self->n_waiting == 0 || !has_come (self, picture))
    return FALSE;
  self->first = (self->first + 1) % MAX_WAITING;
  self->n_waiting--;
  *zero_ns = picture->zero_ns;
  sol_stretch_read (&self->stretch, self->channel, picture->begin_ns, picture->end_ns, LIMIT);
  sol_mask_test (self->rule->points, self->rule->n, &self->stretch, picture->zero_ns, result);
  if (result->n_tested == 0)
    self->n_missed++;
  return TRUE;
}

guint64
sol_mask_reader_get_n_missed (SolMaskReader *self)
{
  return self->n_missed;
}
