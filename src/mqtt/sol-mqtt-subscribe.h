/* sol-mqtt-subscribe.h: SUBSCRIBE, SUBACK and UNSUBSCRIBE
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-cursor.h"
#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

/* Walks the filters of a SUBSCRIBE or UNSUBSCRIBE that was checked whole by sol_mqtt_subscribe_parse() */
typedef struct
{
  SolMqttCursor cursor;
  guint16       packet_id;
  gboolean      has_options; /* SUBSCRIBE */
} SolMqttSubscribe;

/**
 * sol_mqtt_subscribe_parse:
 * @frame: a SUBSCRIBE or UNSUBSCRIBE
 * @subscribe: (out caller-allocates): an iterator before the first filter, borrowing from @frame
 *
 * Checks the packet whole, so that nothing is done of a packet that is wrong at its end.
 * Source: MQTT 3.1.1 §3.8, §3.10: at least one filter, QoS at most 2, reserved bits 0, UTF-8, packet identifier not 0.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, %SOL_MQTT_ERROR_PROTOCOL, %SOL_MQTT_ERROR_BAD_TOPIC for an invalid filter.
 */
gboolean sol_mqtt_subscribe_parse  (const SolMqttFrame  *frame,
                                    SolMqttSubscribe    *subscribe,
                                    GError             **error);

/**
 * sol_mqtt_subscribe_next:
 * @filter: (out): borrowed, not zero-terminated
 * @options: (out): QoS in bits 0 and 1; 0 for UNSUBSCRIBE
 *
 * Returns: %FALSE after the last filter
 */
gboolean sol_mqtt_subscribe_next   (SolMqttSubscribe    *subscribe,
                                    const char         **filter,
                                    guint16             *filter_len,
                                    guint8              *options);

/* Each appends a whole packet to @out. @filters: (array length=n); @qos: (array length=n) */
void     sol_mqtt_subscribe_write   (GByteArray          *out,
                                     guint16              packet_id,
                                     const char * const  *filters,
                                     const guint8        *qos,
                                     guint                n);
void     sol_mqtt_unsubscribe_write (GByteArray          *out,
                                     guint16              packet_id,
                                     const char * const  *filters,
                                     guint                n);
void     sol_mqtt_suback_write      (GByteArray          *out,
                                     guint16              packet_id,
                                     const guint8        *codes,
                                     guint                n);

/**
 * sol_mqtt_suback_parse:
 * @codes: (out): (array length=n): borrowed from @frame, 0..2 or 0x80 each
 */
gboolean sol_mqtt_suback_parse      (const SolMqttFrame  *frame,
                                     guint16             *packet_id,
                                     const guint8       **codes,
                                     guint               *n,
                                     GError             **error);

G_END_DECLS
