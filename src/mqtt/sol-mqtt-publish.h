/* sol-mqtt-publish.h: PUBLISH
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "sol-mqtt-frame.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

typedef struct
{
  const char   *topic;       /* borrowed, not zero-terminated */
  const guint8 *payload;     /* borrowed */
  gsize         payload_len;
  guint16       topic_len;
  guint16       packet_id;   /* 0 for QoS 0 */
  guint8        qos;         /* 0..2 */
  gboolean      dup;
  gboolean      retain;
  guint16       topic_alias; /* 5.0 only, 0: none */
  SolMqttSlice  properties;  /* 5.0 only, checked */
} SolMqttPublish;

/* Says what sol_mqtt_publish_parse() found wrong */
void sol_mqtt_publish_explain (const SolMqttFrame  *frame,
                               GError             **error);

/* sol_mqtt_publish_parse() without the words */
static inline gboolean
sol_mqtt_publish_read (const SolMqttFrame *frame,
                       SolMqttPublish     *publish)
{
  const guint8 *body = frame->body;
  guint qos = frame->flags >> SOL_MQTT_FLAG_QOS_SHIFT & 3;
  gboolean dup = (frame->flags & SOL_MQTT_FLAG_DUP) != 0;
  gsize head_size = qos == 0 ? 2 : 4;
  guint16 topic_len, packet_id = 0;

  if (G_UNLIKELY (qos == 3 || (dup && qos == 0) || frame->length < head_size))
    return FALSE;
  topic_len = (guint16) (body[0] << 8 | body[1]);
  head_size += topic_len;
  if (G_UNLIKELY (frame->length < head_size))
    return FALSE;
  if (qos > 0)
    {
      packet_id = (guint16) (body[head_size - 2] << 8 | body[head_size - 1]);
      if (G_UNLIKELY (packet_id == 0))
        return FALSE;
    }
  *publish = (SolMqttPublish) {
    .topic = (const char *) body + 2,
    .payload = body + head_size,
    .payload_len = frame->length - head_size,
    .topic_len = topic_len,
    .packet_id = packet_id,
    .qos = (guint8) qos,
    .dup = dup,
    .retain = (frame->flags & SOL_MQTT_FLAG_RETAIN) != 0,
  };
  return TRUE;
}

/**
 * sol_mqtt_publish_parse:
 * @frame: a PUBLISH
 * @publish: (out caller-allocates): borrows from @frame
 *
 * Does not look inside the topic: a topic seen before need not be checked again. Call sol_mqtt_topic_is_name() on a
 * new one.
 * Thread: any. Cost: O(1), no allocation. Source: MQTT 3.1.1 §3.3.
 * Errors: %SOL_MQTT_ERROR_MALFORMED for QoS 3, DUP at QoS 0, a short packet or packet identifier 0.
 */
static inline gboolean
sol_mqtt_publish_parse (const SolMqttFrame  *frame,
                        SolMqttPublish      *publish,
                        GError             **error)
{
  if (G_LIKELY (sol_mqtt_publish_read (frame, publish)))
    return TRUE;
  sol_mqtt_publish_explain (frame, error);
  return FALSE;
}

/* Of a packet of 5.0 that sol_mqtt_publish_read() took: FALSE when it has properties or no topic, or is too short */
static inline gboolean
sol_mqtt_publish_read_no_properties (SolMqttPublish *publish)
{
  if (G_UNLIKELY (publish->payload_len == 0 || publish->payload[0] != 0 || publish->topic_len == 0))
    return FALSE;
  publish->payload++;
  publish->payload_len--;
  return TRUE;
}

/* What sol_mqtt_publish_parse_v5() does when there are properties, or something is wrong */
gboolean sol_mqtt_publish_parse_long (const SolMqttFrame  *frame,
                                      SolMqttPublish      *publish,
                                      GError             **error);

/**
 * sol_mqtt_publish_parse_v5:
 * @frame: a PUBLISH of 5.0
 * @publish: (out caller-allocates): borrows from @frame
 *
 * As sol_mqtt_publish_parse(), with the properties checked. @publish->topic_len is 0 only with a topic alias.
 * Thread: any. Cost: O(1) without properties, else O(their octets); no allocation. Source: MQTT 5.0 §3.3.
 * Errors: those of sol_mqtt_publish_parse() and sol_mqtt_properties_check(); %SOL_MQTT_ERROR_PROTOCOL for neither topic
 *   nor alias.
 */
static inline gboolean
sol_mqtt_publish_parse_v5 (const SolMqttFrame  *frame,
                           SolMqttPublish      *publish,
                           GError             **error)
{
  if (G_LIKELY (sol_mqtt_publish_read (frame, publish)
                && sol_mqtt_publish_read_no_properties (publish)))
    return TRUE;
  return sol_mqtt_publish_parse_long (frame, publish, error);
}

/* The most octets that sol_mqtt_publish_put_head() writes for a topic of @topic_len octets */
static inline gsize
sol_mqtt_publish_head_size (gsize topic_len)
{
  return 5 + 2 + topic_len + 2;
}

/**
 * sol_mqtt_publish_put_head:
 * @out: sol_mqtt_publish_head_size() octets
 * @publish: @publish->payload is not read, its length is
 *
 * Writes everything of the packet that stands before the payload.
 *
 * Returns: octets written
 */
static inline gsize
sol_mqtt_publish_put_head (guint8               *out,
                           const SolMqttPublish *publish)
{
  gsize id_size = publish->qos > 0 ? 2 : 0;
  gsize topic_len = publish->topic_len;
  guint8 first = (guint8) (SOL_MQTT_PUBLISH << 4 | (publish->dup ? SOL_MQTT_FLAG_DUP : 0)
                           | publish->qos << SOL_MQTT_FLAG_QOS_SHIFT
                           | (publish->retain ? SOL_MQTT_FLAG_RETAIN : 0));
  gsize n = sol_mqtt_frame_put_header (out, first, 2 + topic_len + id_size + publish->payload_len);

  out[n] = (guint8) (topic_len >> 8);
  out[n + 1] = (guint8) topic_len;
  memcpy (out + n + 2, publish->topic, topic_len);
  n += 2 + topic_len;
  if (id_size > 0)
    {
      out[n] = (guint8) (publish->packet_id >> 8);
      out[n + 1] = (guint8) publish->packet_id;
    }
  return n + id_size;
}

/* The most octets that sol_mqtt_publish_put_head_v5() writes */
static inline gsize
sol_mqtt_publish_head_size_v5 (gsize topic_len,
                               gsize properties_len)
{
  return sol_mqtt_publish_head_size (topic_len) + sol_mqtt_properties_size (properties_len);
}

/**
 * sol_mqtt_publish_put_head_v5:
 * @out: sol_mqtt_publish_head_size_v5() octets
 * @publish: @publish->payload and @publish->topic_alias are not read; @publish->properties are copied as they are
 *
 * Returns: octets written
 */
static inline gsize
sol_mqtt_publish_put_head_v5 (guint8               *out,
                              const SolMqttPublish *publish)
{
  gsize length = publish->properties.length;
  SolMqttPublish longer = *publish;
  gsize n;

  longer.payload_len += sol_mqtt_properties_size (length);
  n = sol_mqtt_publish_put_head (out, &longer);
  n += sol_mqtt_put_length (out + n, length);
  if (length > 0)
    memcpy (out + n, publish->properties.data, length);
  return n + length;
}

G_END_DECLS
