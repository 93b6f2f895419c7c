/* sol-mqtt-publish.h: PUBLISH
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
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
} SolMqttPublish;

/**
 * sol_mqtt_publish_parse:
 * @frame: a PUBLISH
 * @publish: (out caller-allocates): borrows from @frame
 *
 * Does not look inside the topic: a topic seen before need not be checked again. Call sol_mqtt_topic_is_name() on a new one.
 * Thread: any. Cost: O(1), no allocation. Source: MQTT 3.1.1 §3.3.
 * Errors: %SOL_MQTT_ERROR_MALFORMED for QoS 3, DUP at QoS 0, a short packet or packet identifier 0.
 */
gboolean sol_mqtt_publish_parse      (const SolMqttFrame    *frame,
                                      SolMqttPublish        *publish,
                                      GError               **error);

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
gsize    sol_mqtt_publish_put_head   (guint8                *out,
                                      const SolMqttPublish  *publish);

G_END_DECLS
