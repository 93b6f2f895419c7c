/* sol-session-ack.c: what a client acknowledges
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-session-private.h"

static inline void
sol_session_finish (SolSession      *self,
                    SolInflightSlot *slot)
{
  if (G_UNLIKELY (self->stored != 0))
    sol_session_forget (self, slot->row, slot->message, TRUE);
  sol_inflight_finish (&self->inflight, slot);
  if (self->queue.n > 0 || self->inflight.n_held > 0)
    sol_session_pump (self);
}

/* An identifier that is not known is one of a message that is done: PUBREC wants its PUBREL all
 * the same. A refusal ends the delivery: MQTT-4.3.3-4, and PUBREL does not follow. */
static gboolean
sol_session_acknowledge_receipt (SolSession       *self,
                                 SolInflightSlot  *slot,
                                 const SolMqttAck *ack)
{
  gboolean is_refused = sol_mqtt_reason_is_failure (ack->reason);

  if (slot != NULL && slot->qos != 2)
    return FALSE;
  if (is_refused && slot != NULL && slot->state == SOL_INFLIGHT_SENT)
    sol_session_finish (self, slot);
  if (is_refused)
    return TRUE;
  if (slot != NULL && slot->state == SOL_INFLIGHT_SENT && self->stored != 0)
    sol_journal_release (self->core->journal, slot->row, slot->message);
  if (slot != NULL)
    sol_inflight_release (&self->inflight, slot);
  sol_conn_acknowledge (self->conn, SOL_MQTT_PUBREL, ack->packet_id,
                        slot != NULL ? SOL_MQTT_REASON_SUCCESS
                                     : SOL_MQTT_REASON_PACKET_ID_NOT_FOUND);
  return TRUE;
}

gboolean
sol_session_acknowledge_sent (SolSession *self,
                              guint16     packet_id)
{
  SolInflightSlot *slot = sol_inflight_find (&self->inflight, packet_id);

  if (slot == NULL)
    return TRUE;
  if (slot->qos != 1)
    return FALSE;
  sol_session_finish (self, slot);
  return TRUE;
}

gboolean
sol_session_acknowledge (SolSession       *self,
                         guint8            type,
                         const SolMqttAck *ack)
{
  SolInflightSlot *slot;

  if (type == SOL_MQTT_PUBACK)
    return sol_session_acknowledge_sent (self, ack->packet_id);
  slot = sol_inflight_find (&self->inflight, ack->packet_id);
  if (type == SOL_MQTT_PUBREC)
    return sol_session_acknowledge_receipt (self, slot, ack);
  if (slot == NULL)
    return TRUE;
  if (slot->state != SOL_INFLIGHT_RELEASED)
    return FALSE;
  sol_session_finish (self, slot);
  return TRUE;
}
