/* sol-load-subscriber.c: messages in: counted, their order checked, some of them timed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-private.h"

#include <string.h>

void
sol_load_subscriber_init (SolLoadPeer *self)
{
  self->expected = g_new0 (guint32, self->load->n_sources);
}

/* NULL: the message is not one that this subscriber should get */
static SolLoadPeer *
sol_load_subscriber_find_publisher (SolLoadPeer          *self,
                                    const SolMqttPublish *publish)
{
  SolLoad *load = self->load;
  guint index;

  if (publish->payload_len != load->settings->payload_len)
    return NULL;
  memcpy (&index, publish->payload, 4);
  if (index >= load->n_publishers || (load->settings->scenario == SOL_LOAD_PAIRS && index != self->index))
    return NULL;
  return sol_load_get_publisher (load, index);
}

static void
sol_load_subscriber_time (SolLoadPeer          *self,
                          const SolMqttPublish *publish)
{
  SolLoad *load = self->load;
  gint64 sent_us;

  memcpy (&sent_us, publish->payload + 8, 8);
  if (sent_us != 0 && load->begin.time_us != 0 && load->end.time_us == 0)
    sol_load_latency_add (&load->latency, (guint32) CLAMP (load->now_us - sent_us, 0, G_MAXINT32));
}

void
sol_load_subscriber_handle_publish (SolLoadPeer          *self,
                                    const SolMqttPublish *publish)
{
  SolLoadPeer *publisher = sol_load_subscriber_find_publisher (self, publish);
  SolLoadResult *result = self->load->result;
  guint32 *expected;
  guint32 k;

  if (publisher == NULL)
    {
      result->n_foreign++;
      return;
    }
  result->n_delivered++;
  memcpy (&k, publish->payload + 4, 4);
  expected = &self->expected[self->load->n_sources > 1 ? publisher->index : 0];
  if (k != *expected)
    result->n_out_of_order++;
  if (k < *expected || k >= publisher->n_sent)
    return;
  *expected = k + 1;
  sol_load_subscriber_time (self, publish);
  sol_load_publisher_arrived (publisher, k);
}
