/* sol-topic-pump.c: brings the topic list up to date while messages come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-topic-pump-private.h"

#include "sol-mailbox.h"

#define INTERVAL_MS 100
/* After the last message: until its rate has run down to nothing */
#define QUIET_TICKS 50

struct _SolTopicPump
{
  SolTopicList *topics;
  SolMailbox   *mailbox;    /* wakes the main thread */
  int           is_touched; /* atomic: since the last tick */
  guint         quiet_ticks;
  guint         timeout_id;
};

static gboolean
tick_cb (gpointer user_data)
{
  SolTopicPump *self = user_data;

  self->quiet_ticks = g_atomic_int_compare_and_exchange (&self->is_touched, TRUE, FALSE)
                          ? 0
                          : self->quiet_ticks + 1;
  sol_topic_list_update (self->topics);
  if (self->quiet_ticks < QUIET_TICKS)
    return G_SOURCE_CONTINUE;
  self->timeout_id = 0;
  return G_SOURCE_REMOVE;
}

static void
touched_cb (gpointer item,
            gpointer user_data)
{
  SolTopicPump *self = user_data;

  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (INTERVAL_MS, tick_cb, self);
  self->quiet_ticks = 0;
}

SolTopicPump *
sol_topic_pump_new (SolTopicList *topics)
{
  SolTopicPump *self = g_new0 (SolTopicPump, 1);

  self->topics = g_object_ref (topics);
  self->mailbox = sol_mailbox_new (NULL, 0, 0, touched_cb, self, NULL);
  return self;
}

void
sol_topic_pump_touch (SolTopicPump *self)
{
  if (g_atomic_int_get (&self->is_touched))
    return;
  if (g_atomic_int_compare_and_exchange (&self->is_touched, FALSE, TRUE))
    sol_mailbox_post (self->mailbox, self, 0);
}

void
sol_topic_pump_free (SolTopicPump *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  sol_mailbox_close (self->mailbox);
  sol_mailbox_unref (self->mailbox);
  g_object_unref (self->topics);
  g_free (self);
}
