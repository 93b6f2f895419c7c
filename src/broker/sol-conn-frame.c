/* sol-conn-frame.c: a PUBLISH that is put together for one connection
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alias-table-private.h"
#include "sol-conn-private.h"

#define ALIAS_SIZE 3

/* What of a packet is one receiver's alone */
typedef struct
{
  guint16  topic_len;  /* 0 when the alias says it */
  guint16  alias;      /* 0 for none */
  gsize    properties_len;
} Layout;

/* Octets of a Subscription Identifier: the property's own, and one to four */
static gsize
ids_size (const SolRoute *route)
{
  gsize size = 0;

  for (guint i = 0; route != NULL && i < route->n_ids; i++)
    size += 1 + sol_mqtt_length_size (route->ids[i]);
  return size;
}

/* As 5.0 has it, without an alias */
static Layout
layout_v5 (const SolDelivery *delivery,
           const SolRoute    *route)
{
  return (Layout) {
    .topic_len = delivery->topic_len,
    .properties_len = delivery->properties.length + ids_size (route)
                      + (delivery->has_expiry ? SOL_MQTT_PROPERTY_NUMBER_SIZE : 0),
  };
}

static gsize
layout_get_body_size (const Layout      *self,
                      const SolDelivery *delivery,
                      guint8             qos,
                      gboolean           is_v5)
{
  return 2 + self->topic_len + (qos > 0 ? 2 : 0)
         + (is_v5 ? sol_mqtt_properties_size (self->properties_len) : 0) + delivery->payload_len;
}

gboolean
sol_conn_takes_size (SolConn           *self,
                     const SolDelivery *delivery,
                     const SolRoute    *route,
                     guint8             qos)
{
  Layout layout = layout_v5 (delivery, route);
  gsize size = layout_get_body_size (&layout, delivery, qos, TRUE);

  return 1 + sol_mqtt_length_size (size) + size <= self->v5->max_packet_bytes;
}

/* An alias that is told for the first time makes the packet longer: not where that is too long */
static void
sol_conn_use_alias (SolConn           *self,
                    const SolDelivery *delivery,
                    guint8             qos,
                    Layout            *layout)
{
  SolConnV5 *v5 = self->v5;
  gsize longest = layout_get_body_size (layout, delivery, qos, TRUE) + ALIAS_SIZE + 1 + 4 + 1;
  gboolean is_told;

  if (longest > v5->max_packet_bytes)
    return;
  if (v5->aliases_out == NULL)
    v5->aliases_out = sol_alias_table_new (v5->alias_max_out);
  layout->alias
      = sol_alias_table_use (v5->aliases_out, delivery->topic, delivery->topic_len, &is_told);
  if (layout->alias == 0)
    return;
  layout->properties_len += ALIAS_SIZE;
  if (is_told)
    layout->topic_len = 0;
}

static guint8 *
put_u16 (guint8  *out,
         guint16  number)
{
  out[0] = (guint8) (number >> 8);
  out[1] = (guint8) number;
  return out + 2;
}

static guint8 *
put_octets (guint8     *out,
            const void *data,
            gsize       length)
{
  if (length > 0)
    memcpy (out, data, length);
  return out + length;
}

/* The properties that are the sender's stay in their order: MQTT-3.3.2-18 */
static void
put_properties (guint8            *out,
                const SolDelivery *delivery,
                const SolRoute    *route,
                const Layout      *layout)
{
  out += sol_mqtt_put_length (out, layout->properties_len);
  if (delivery->has_expiry)
    out += sol_mqtt_property_put_number (out, SOL_MQTT_PROPERTY_MESSAGE_EXPIRY, delivery->expiry_s);
  if (layout->alias != 0)
    out += sol_mqtt_property_put_number (out, SOL_MQTT_PROPERTY_TOPIC_ALIAS, layout->alias);
  for (guint i = 0; route != NULL && i < route->n_ids; i++)
    out += sol_mqtt_property_put_number (out, SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, route->ids[i]);
  put_octets (out, delivery->properties.data, delivery->properties.length);
}

/* All that stands before the payload */
static void
put_head (guint8            *out,
          const SolDelivery *delivery,
          SolSending         sending,
          const Layout      *layout,
          gboolean           is_v5)
{
  out += sol_mqtt_frame_put_header (out, sol_sending_get_first_octet (sending),
                                    layout_get_body_size (layout, delivery, sending.qos, is_v5));
  out = put_u16 (out, layout->topic_len);
  out = put_octets (out, delivery->topic, layout->topic_len);
  if (sending.qos > 0)
    out = put_u16 (out, sending.packet_id);
  if (is_v5)
    put_properties (out, delivery, sending.route, layout);
}

static void
sol_conn_put_head (SolConn           *self,
                   const SolDelivery *delivery,
                   SolSending         sending,
                   const Layout      *layout)
{
  gboolean is_v5 = self->v5 != NULL;
  gsize body_size = layout_get_body_size (layout, delivery, sending.qos, is_v5);
  gsize size = 1 + sol_mqtt_length_size (body_size) + body_size - delivery->payload_len;
  SolOutboxPool *pool = self->core->outbox_pool;
  GByteArray *head = self->core->head;

  if (G_LIKELY (size <= SOL_OUTBOX_MAX_RESERVE))
    {
      put_head (sol_outbox_reserve (&self->outbox, pool, size), delivery, sending, layout, is_v5);
      return;
    }
  g_byte_array_set_size (head, (guint) size);
  put_head (head->data, delivery, sending, layout, is_v5);
  sol_outbox_append (&self->outbox, pool, head->data, size);
}

static void
sol_conn_build_frame (SolConn          *self,
                      SolDelivery      *delivery,
                      SolSending        sending,
                      const Layout     *layout)
{
  SolMessage *message;

  sol_conn_put_head (self, delivery, sending, layout);
  if (sol_delivery_is_copied (delivery))
    {
      sol_outbox_append (&self->outbox, self->core->outbox_pool, delivery->payload,
                         delivery->payload_len);
      return;
    }
  message = sol_message_ref (sol_delivery_get_message (delivery));
  sol_outbox_append_shared (&self->outbox, self->core->outbox_pool,
                            sol_message_get_payload (message), message->payload_len, message,
                            (GDestroyNotify) sol_message_unref);
}

void
sol_conn_put_frame (SolConn     *self,
                    SolDelivery *delivery,
                    SolSending   sending)
{
  Layout layout = { .topic_len = delivery->topic_len };

  if (self->v5 != NULL)
    layout = layout_v5 (delivery, sending.route);
  if (self->v5 != NULL && self->v5->alias_max_out > 0)
    sol_conn_use_alias (self, delivery, sending.qos, &layout);
  sol_conn_build_frame (self, delivery, sending, &layout);
}
