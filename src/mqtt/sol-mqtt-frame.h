/* sol-mqtt-frame.h: cuts an octet stream into control packets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *body;    /* borrowed from the input */
  gsize         length;  /* octets in @body */
  guint8        type;    /* control packet type, 0..15 */
  guint8        flags;   /* low nibble of the first octet */
} SolMqttFrame;

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
gssize sol_mqtt_frame_next (const guint8  *data,
                            gsize          length,
                            gsize          limit,
                            SolMqttFrame  *frame,
                            GError       **error);

/**
 * sol_mqtt_frame_check_flags:
 * @frame: of any type
 *
 * Source: MQTT 3.1.1 §2.2.2, table 2.2: the flag nibble each type must carry; PUBLISH is checked by its parser.
 */
gboolean sol_mqtt_frame_check_flags (const SolMqttFrame *frame);

/* Octets that the remaining length @body_length takes on the wire: 1..4 */
static inline guint
sol_mqtt_length_size (gsize body_length)
{
  return body_length < 128 ? 1 : body_length < 16384 ? 2 : body_length < 2097152 ? 3 : 4;
}

/* Writes a fixed header, at most 5 octets; returns how many */
static inline guint
sol_mqtt_frame_put_header (guint8 *out,
                           guint8  first_octet,
                           gsize   body_length)
{
  guint n = 0;

  out[n++] = first_octet;
  do
    {
      out[n] = (guint8) (body_length & 0x7f);
      body_length >>= 7;
      if (body_length > 0)
        out[n] |= 0x80;
      n++;
    }
  while (body_length > 0);
  return n;
}

G_END_DECLS
