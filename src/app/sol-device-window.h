/* sol-device-window.h: how a device connects to this broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_DEVICE_WINDOW (sol_device_window_get_type ())

/* The address as text and QR code, a program for the device, and who was refused last and why. Follows the engine.
 * Uses `broker.copy` and `broker.reachable` of its parent. */
G_DECLARE_FINAL_TYPE (SolDeviceWindow, sol_device_window, SOL, DEVICE_WINDOW, AdwWindow)

SolDeviceWindow *sol_device_window_new        (SolEngine       *engine,
                                               GtkWindow       *parent);

/* Returns: (transfer full): the program that is shown */
char            *sol_device_window_dup_sketch (SolDeviceWindow *self);

G_END_DECLS
