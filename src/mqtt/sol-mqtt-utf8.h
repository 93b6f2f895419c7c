/* sol-mqtt-utf8.h: the strings that MQTT allows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sol_mqtt_utf8_is_valid:
 *
 * Thread: any. Cost: O(@length), eight octets at a time while they are ASCII.
 * Source: MQTT 5.0 §1.5.4: well-formed UTF-8 without U+0000 and surrogates; a byte order mark stays.
 */
gboolean sol_mqtt_utf8_is_valid (const char *text,
                                 gsize       length);

G_END_DECLS
