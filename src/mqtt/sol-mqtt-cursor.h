/* sol-mqtt-cursor.h: reads fields of a packet within its bounds
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A read past the end sets @failed and yields zeros; check it once, after the last read. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      failed;
} SolMqttCursor;

static inline SolMqttCursor
sol_mqtt_cursor (const guint8 *data,
                 gsize         length)
{
  /* C knows no NULL + 0 */
  return (SolMqttCursor) { data, length > 0 ? data + length : data, FALSE };
}

static inline gsize
sol_mqtt_cursor_left (const SolMqttCursor *self)
{
  return self->end - self->at;
}

static inline gboolean
sol_mqtt_cursor_need (SolMqttCursor *self,
                      gsize          n)
{
  if (G_LIKELY (sol_mqtt_cursor_left (self) >= n))
    return TRUE;
  self->failed = TRUE;
  self->at = self->end;
  return FALSE;
}

static inline guint8
sol_mqtt_cursor_u8 (SolMqttCursor *self)
{
  return sol_mqtt_cursor_need (self, 1) ? *self->at++ : 0;
}

static inline guint16
sol_mqtt_cursor_u16 (SolMqttCursor *self)
{
  guint16 value;

  if (!sol_mqtt_cursor_need (self, 2))
    return 0;
  value = (guint16) (self->at[0] << 8 | self->at[1]);
  self->at += 2;
  return value;
}

static inline guint32
sol_mqtt_cursor_u32 (SolMqttCursor *self)
{
  guint32 high = sol_mqtt_cursor_u16 (self);

  return high << 16 | sol_mqtt_cursor_u16 (self);
}

/* A variable byte integer in the fewest octets, MQTT 5.0 §1.5.5; a fifth octet fails */
static inline guint32
sol_mqtt_cursor_length (SolMqttCursor *self)
{
  guint32 value = 0;

  for (guint shift = 0; shift < 28; shift += 7)
    {
      guint8 octet = sol_mqtt_cursor_u8 (self);

      value |= (guint32) (octet & 0x7f) << shift;
      if (octet >= 0x80)
        continue;
      if (shift > 0 && octet == 0)
        break;
      return value;
    }
  self->failed = TRUE;
  self->at = self->end;
  return 0;
}

static inline const guint8 *
sol_mqtt_cursor_bytes (SolMqttCursor *self,
                       gsize          length)
{
  const guint8 *at = self->at;

  if (!sol_mqtt_cursor_need (self, length))
    return self->at;
  self->at += length;
  return at;
}

/* A field of two length octets and that many octets: binary data or a string */
static inline const guint8 *
sol_mqtt_cursor_field (SolMqttCursor *self,
                       guint16       *length)
{
  *length = sol_mqtt_cursor_u16 (self);
  return sol_mqtt_cursor_bytes (self, *length);
}

G_END_DECLS
