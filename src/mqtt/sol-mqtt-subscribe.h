/* sol-mqtt-subscribe.h: SUBSCRIBE, SUBACK, UNSUBSCRIBE, and UNSUBACK of 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-cursor.h"
#include "sol-mqtt-frame.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

/* Walks the filters of a SUBSCRIBE or UNSUBSCRIBE that was checked whole by sol_mqtt_subscribe_parse() */
typedef struct
{
  SolMqttCursor cursor;
  guint16       packet_id;
  gboolean      has_options;     /* SUBSCRIBE */
  guint32       subscription_id; /* 0: none */
  SolMqttSlice  properties;      /* 5.0 only, checked */
} SolMqttSubscribe;

/* A SUBACK, or an UNSUBACK: one code a filter, in their order */
typedef struct
{
  guint16       packet_id;
  guint         n;          /* 0 for an UNSUBACK before 5.0 */
  const guint8 *codes;      /* (array length=n): SolMqttReason; before 5.0: 0..2 or 0x80 */
  SolMqttSlice  properties; /* 5.0 only, checked */
} SolMqttSuback;

/**
 * sol_mqtt_subscribe_parse:
 * @frame: a SUBSCRIBE or UNSUBSCRIBE
 * @version: of the connection
 * @subscribe: (out caller-allocates): an iterator before the first filter, borrowing from @frame
 *
 * Checks the packet whole, so that nothing is done of a packet that is wrong at its end. In 5.0 a filter that begins
 * with `$share/` must be a shared one (see sol_mqtt_topic_split_shared()) without No Local.
 * Source: MQTT 5.0 and 3.1.1 §3.8, §3.10: at least one filter, QoS at most 2, reserved bits 0, UTF-8, packet
 *   identifier not 0.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, %SOL_MQTT_ERROR_PROTOCOL, %SOL_MQTT_ERROR_BAD_FILTER for an invalid filter.
 */
gboolean sol_mqtt_subscribe_parse  (const SolMqttFrame  *frame,
                                    guint8               version,
                                    SolMqttSubscribe    *subscribe,
                                    GError             **error);

/**
 * sol_mqtt_subscribe_next:
 * @filter: (out): borrowed, not zero-terminated
 * @options: (out): SOL_MQTT_OPTION_*; 0 for UNSUBSCRIBE
 *
 * Returns: %FALSE after the last filter
 */
gboolean sol_mqtt_subscribe_next   (SolMqttSubscribe    *subscribe,
                                    const char         **filter,
                                    guint16             *filter_len,
                                    guint8              *options);

/* Each appends a whole packet to @out. @properties: (nullable): without their length, maybe empty, makes it one of 5.0;
 * %NULL one of 3.1.1. @filters: (array length=n); @options: (array length=n): SOL_MQTT_OPTION_* */
void     sol_mqtt_subscribe_write   (GByteArray          *out,
                                     guint16              packet_id,
                                     const SolMqttSlice  *properties,
                                     const char * const  *filters,
                                     const guint8        *options,
                                     guint                n);
void     sol_mqtt_unsubscribe_write (GByteArray          *out,
                                     guint16              packet_id,
                                     const SolMqttSlice  *properties,
                                     const char * const  *filters,
                                     guint                n);

/* @type: SUBACK, or UNSUBACK, which before 5.0 has neither codes nor properties */
void     sol_mqtt_suback_write      (GByteArray           *out,
                                     guint8                type,
                                     guint8                version,
                                     const SolMqttSuback  *suback);

/**
 * sol_mqtt_suback_parse:
 * @frame: a SUBACK or UNSUBACK
 * @version: of the connection
 * @suback: (out caller-allocates): borrows from @frame
 *
 * Errors: %SOL_MQTT_ERROR_MALFORMED, also for a code that the packet may not carry; %SOL_MQTT_ERROR_PROTOCOL.
 */
gboolean sol_mqtt_suback_parse      (const SolMqttFrame  *frame,
                                     guint8               version,
                                     SolMqttSuback       *suback,
                                     GError             **error);

G_END_DECLS
