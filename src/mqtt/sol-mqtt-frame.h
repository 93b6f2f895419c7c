/* sol-mqtt-frame.h: cuts an octet stream into control packets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-mqtt-types.h"

G_BEGIN_DECLS

typedef struct
{
  const guint8 *body;    /* borrowed from the input */
  gsize         length;  /* octets in @body */
  guint8        type;    /* control packet type, 0..15 */
  guint8        flags;   /* low nibble of the first octet */
} SolMqttFrame;

/* The same for lengths of several octets and for what is incomplete or wrong */
gssize sol_mqtt_frame_next_slow (const guint8  *data,
                                 gsize          length,
                                 gsize          limit,
                                 SolMqttFrame  *frame,
                                 GError       **error);

/**
 * sol_mqtt_frame_next:
 * @data: (array length=length): octets received so far, starting at a packet boundary
 * @limit: largest packet body to accept, in octets
 * @frame: (out caller-allocates): filled only when the result is positive
 *
 * Thread: any. Cost: O(1), no allocation; @frame borrows from @data.
 * Source: MQTT 5.0 §2.1 (fixed header), §1.5.5 (variable byte integer, minimal encoding).
 * Errors: %SOL_MQTT_ERROR_MALFORMED for a fifth length octet or one too many, %SOL_MQTT_ERROR_TOO_LARGE over @limit.
 *
 * Returns: octets used by the packet, 0 when more input is needed, -1 with @error set
 */
static inline gssize
sol_mqtt_frame_next (const guint8  *data,
                     gsize          length,
                     gsize          limit,
                     SolMqttFrame  *frame,
                     GError       **error)
{
  gsize body_length;

  if (G_UNLIKELY (length < 2 || data[1] >= 0x80))
    return sol_mqtt_frame_next_slow (data, length, limit, frame, error);
  body_length = data[1];
  if (G_UNLIKELY (body_length > limit || body_length > length - 2))
    return sol_mqtt_frame_next_slow (data, length, limit, frame, error);
  *frame = (SolMqttFrame) { data + 2, body_length, data[0] >> 4, data[0] & 0x0f };
  return 2 + body_length;
}

/**
 * sol_mqtt_frame_check_flags:
 * @frame: of any type
 *
 * Source: MQTT 3.1.1 §2.2.2, table 2.2: the flag nibble each type must carry; PUBLISH is checked by its parser.
 */
static inline gboolean
sol_mqtt_frame_check_flags (const SolMqttFrame *frame)
{
  const guint with_flags = 1u << SOL_MQTT_PUBREL | 1u << SOL_MQTT_SUBSCRIBE
                           | 1u << SOL_MQTT_UNSUBSCRIBE;

  if (frame->type == SOL_MQTT_PUBLISH)
    return TRUE;
  return frame->flags == ((with_flags >> frame->type & 1) != 0 ? 2 : 0);
}

/* Octets that the remaining length @body_length takes on the wire: 1..4 */
static inline guint
sol_mqtt_length_size (gsize body_length)
{
  return body_length < 128 ? 1 : body_length < 16384 ? 2 : body_length < 2097152 ? 3 : 4;
}

/* Writes a variable byte integer, at most 4 octets; returns how many */
static inline guint
sol_mqtt_put_length (guint8 *out,
                     gsize   value)
{
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    out[n++] = (guint8) (value & 0x7f) | 0x80;
  out[n++] = (guint8) value;
  return n;
}

/* Writes a fixed header, at most 5 octets; returns how many */
static inline guint
sol_mqtt_frame_put_header (guint8 *out,
                           guint8  first_octet,
                           gsize   body_length)
{
  out[0] = first_octet;
  return 1 + sol_mqtt_put_length (out + 1, body_length);
}

G_END_DECLS
