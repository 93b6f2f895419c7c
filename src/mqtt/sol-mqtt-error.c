/* sol-mqtt-error.c: why octets are not MQTT
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-error.h"

G_DEFINE_QUARK (sol-mqtt-error-quark, sol_mqtt_error)
