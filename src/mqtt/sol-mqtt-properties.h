/* sol-mqtt-properties.h: the properties of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-cursor.h"
#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

/* MQTT 5.0 §2.2.2.2, table 2-4 */
typedef enum
{
  SOL_MQTT_PROPERTY_PAYLOAD_FORMAT           = 0x01,
  SOL_MQTT_PROPERTY_MESSAGE_EXPIRY           = 0x02, /* seconds */
  SOL_MQTT_PROPERTY_CONTENT_TYPE             = 0x03,
  SOL_MQTT_PROPERTY_RESPONSE_TOPIC           = 0x08,
  SOL_MQTT_PROPERTY_CORRELATION_DATA         = 0x09,
  SOL_MQTT_PROPERTY_SUBSCRIPTION_ID          = 0x0b,
  SOL_MQTT_PROPERTY_SESSION_EXPIRY           = 0x11, /* seconds, 0xFFFFFFFF: never */
  SOL_MQTT_PROPERTY_ASSIGNED_CLIENT_ID       = 0x12,
  SOL_MQTT_PROPERTY_SERVER_KEEP_ALIVE        = 0x13, /* seconds */
  SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD    = 0x15,
  SOL_MQTT_PROPERTY_AUTHENTICATION_DATA      = 0x16,
  SOL_MQTT_PROPERTY_REQUEST_PROBLEM_INFO     = 0x17,
  SOL_MQTT_PROPERTY_WILL_DELAY               = 0x18, /* seconds */
  SOL_MQTT_PROPERTY_REQUEST_RESPONSE_INFO    = 0x19,
  SOL_MQTT_PROPERTY_RESPONSE_INFO            = 0x1a,
  SOL_MQTT_PROPERTY_SERVER_REFERENCE         = 0x1c,
  SOL_MQTT_PROPERTY_REASON_STRING            = 0x1f,
  SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM          = 0x21,
  SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM      = 0x22,
  SOL_MQTT_PROPERTY_TOPIC_ALIAS              = 0x23,
  SOL_MQTT_PROPERTY_MAXIMUM_QOS              = 0x24,
  SOL_MQTT_PROPERTY_RETAIN_AVAILABLE         = 0x25,
  SOL_MQTT_PROPERTY_USER_PROPERTY            = 0x26,
  SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE      = 0x27, /* octets, fixed header included */
  SOL_MQTT_PROPERTY_WILDCARD_AVAILABLE       = 0x28,
  SOL_MQTT_PROPERTY_SUBSCRIPTION_ID_AVAILABLE = 0x29,
  SOL_MQTT_PROPERTY_SHARED_AVAILABLE         = 0x2a,
} SolMqttPropertyId;

#define SOL_MQTT_PROPERTY_LAST 0x2a

typedef enum
{
  SOL_MQTT_PROPERTY_TYPE_NONE, /* no such property */
  SOL_MQTT_PROPERTY_TYPE_BYTE,
  SOL_MQTT_PROPERTY_TYPE_TWO_BYTE,
  SOL_MQTT_PROPERTY_TYPE_FOUR_BYTE,
  SOL_MQTT_PROPERTY_TYPE_VARIABLE,
  SOL_MQTT_PROPERTY_TYPE_STRING,
  SOL_MQTT_PROPERTY_TYPE_BINARY,
  SOL_MQTT_PROPERTY_TYPE_PAIR,
} SolMqttPropertyType;

/* What sol_mqtt_properties_check() takes for the properties of a will, beside the packet types */
#define SOL_MQTT_WILL 0

/* One property, borrowed from the block */
typedef struct
{
  guint8       id;     /* SolMqttPropertyId */
  guint8       type;   /* SolMqttPropertyType */
  guint32      number; /* of the four types that are numbers */
  SolMqttSlice name;   /* of a user property */
  SolMqttSlice data;   /* string, binary data, or a user property's value */
  SolMqttSlice raw;    /* the whole of it, identifier included, as it can be sent on */
} SolMqttProperty;

/* Stands before the next property */
typedef SolMqttCursor SolMqttPropertyIter;

/* "Topic Alias"; NULL for an unknown identifier. Not translated: these are the specification's names */
const char          *sol_mqtt_property_get_name (guint8 id);

/* %SOL_MQTT_PROPERTY_TYPE_NONE for an unknown identifier */
SolMqttPropertyType  sol_mqtt_property_get_type (guint8 id);

/* Whether a packet of @packet_type (or %SOL_MQTT_WILL) may carry the property */
gboolean             sol_mqtt_property_is_allowed (guint8 id,
                                                   guint8 packet_type);

/**
 * sol_mqtt_properties_check:
 * @properties: the octets behind the property length
 * @packet_type: a packet's, or %SOL_MQTT_WILL
 *
 * Thread: any. Cost: O(length), no allocation.
 * Source: MQTT 5.0 §2.2.2.2 and the properties of each packet; §1.5.4 for strings.
 * Errors: %SOL_MQTT_ERROR_MALFORMED for an identifier that is unknown or of another packet, a property longer than the
 *   block and what is not UTF-8; %SOL_MQTT_ERROR_PROTOCOL for one that is there twice or a value out of range, and for
 *   authentication data without a method; %SOL_MQTT_ERROR_BAD_ALIAS for topic alias 0; %SOL_MQTT_ERROR_BAD_TOPIC for a
 *   response topic that is none. Who may send a property is the caller's to check: a Subscription Identifier in PUBLISH
 *   comes from a server only, a Session Expiry Interval in DISCONNECT from a client.
 */
gboolean             sol_mqtt_properties_check  (SolMqttSlice   properties,
                                                 guint8         packet_type,
                                                 GError       **error);

static inline SolMqttPropertyIter
sol_mqtt_property_iter (SolMqttSlice properties)
{
  return sol_mqtt_cursor (properties.data, properties.length);
}

/**
 * sol_mqtt_property_next:
 * @property: (out caller-allocates): borrows from the block
 *
 * Cost: O(1), no allocation. In order. Safe on a block that was not checked: it ends at what is no property.
 *
 * Returns: %FALSE after the last
 */
gboolean             sol_mqtt_property_next     (SolMqttPropertyIter *iter,
                                                 SolMqttProperty     *property);

/* The first property of @id; @property is untouched when there is none */
gboolean             sol_mqtt_properties_find   (SolMqttSlice     properties,
                                                 guint8           id,
                                                 SolMqttProperty *property);

/* A number's value, or @fallback when the property is not there */
guint32              sol_mqtt_properties_get_number (SolMqttSlice properties,
                                                     guint8       id,
                                                     guint32      fallback);

/* A string's or binary data's octets; %NULL data when the property is not there */
SolMqttSlice         sol_mqtt_properties_get_data   (SolMqttSlice properties,
                                                     guint8       id);

/* Octets that sol_mqtt_property_put_number() writes at most */
#define SOL_MQTT_PROPERTY_NUMBER_SIZE 5

/* Writes a property that is a number; returns the octets written. For hot paths with a buffer of their own. */
guint                sol_mqtt_property_put_number (guint8  *out,
                                                   guint8   id,
                                                   guint32  number);

/* Each appends one property to a block. Lengths are 65535 at most, a variable byte integer 268435455: the caller has
 * checked them. */
void                 sol_mqtt_properties_add_number (GByteArray *block,
                                                     guint8      id,
                                                     guint32     number);
void                 sol_mqtt_properties_add_data   (GByteArray *block,
                                                     guint8      id,
                                                     const void *data,
                                                     gsize       length);
void                 sol_mqtt_properties_add_text   (GByteArray *block,
                                                     guint8      id,
                                                     const char *text);
void                 sol_mqtt_properties_add_pair   (GByteArray *block,
                                                     const char *name,
                                                     const char *value);

/* A block that was built, as a slice that borrows it until it changes; empty for %NULL */
static inline SolMqttSlice
sol_mqtt_properties_of (const GByteArray *block)
{
  return (SolMqttSlice) { block != NULL ? block->data : NULL, block != NULL ? block->len : 0 };
}

/* Octets of the property length and the block */
static inline gsize
sol_mqtt_properties_size (gsize length)
{
  return sol_mqtt_length_size (length) + length;
}

/**
 * sol_mqtt_cursor_properties:
 *
 * Takes a property length and that many octets: the block without its length, unchecked. A length that is not written
 * in the fewest octets, or is over what is left, sets @failed.
 */
SolMqttSlice         sol_mqtt_cursor_properties     (SolMqttCursor *cursor);

G_END_DECLS
