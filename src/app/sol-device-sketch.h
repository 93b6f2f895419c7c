/* sol-device-sketch.h: a program that connects a device to this broker, ready to be copied
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_SKETCH_ESP32,        /* Arduino IDE, Wi-Fi */
  SOL_SKETCH_ARDUINO,      /* Arduino IDE, Ethernet shield */
  SOL_SKETCH_MICROPYTHON,
  SOL_SKETCH_PYTHON,
  SOL_SKETCH_MOSQUITTO,    /* a shell and mosquitto's tools */
  SOL_N_SKETCHES,
} SolSketch;

/* As people call it; not translated. Returns: (transfer none) */
const char *sol_sketch_get_name (SolSketch   kind);

/**
 * sol_sketch_write:
 * @host: an address of this computer that the device can reach
 * @wants_user: the broker lets nobody in without user name and password: places for them are left
 *
 * Publishes a number on `lab/device/value` once a second.
 *
 * Returns: (transfer full): the program
 */
char       *sol_sketch_write    (SolSketch   kind,
                                 const char *host,
                                 guint16     port,
                                 gboolean    wants_user);

G_END_DECLS
