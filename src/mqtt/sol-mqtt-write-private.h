/* sol-mqtt-write-private.h: appends fields of a packet to a byte array
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

static inline void
sol_mqtt_write_u8 (GByteArray *out,
                   guint8      value)
{
  g_byte_array_append (out, &value, 1);
}

static inline void
sol_mqtt_write_u16 (GByteArray *out,
                    guint16     value)
{
  const guint8 octets[2] = { (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (out, octets, 2);
}

/* @length: at most 65535; the caller has checked it */
static inline void
sol_mqtt_write_field (GByteArray *out,
                      const void *data,
                      gsize       length)
{
  sol_mqtt_write_u16 (out, (guint16) length);
  if (length > 0)
    g_byte_array_append (out, data, (guint) length);
}

/* Properties with their length before them */
static inline void
sol_mqtt_write_properties (GByteArray   *out,
                           SolMqttSlice  properties)
{
  guint8 octets[4];

  g_byte_array_append (out, octets, sol_mqtt_put_length (octets, properties.length));
  if (properties.length > 0)
    g_byte_array_append (out, properties.data, (guint) properties.length);
}

static inline void
sol_mqtt_write_header (GByteArray *out,
                       guint8      first_octet,
                       gsize       body_length)
{
  guint8 octets[5];

  g_byte_array_append (out, octets, sol_mqtt_frame_put_header (octets, first_octet, body_length));
}

G_END_DECLS
