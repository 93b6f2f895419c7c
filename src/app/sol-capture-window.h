/* sol-capture-window.h: what was kept around an alarm, on a screen of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-alarm-capture.h"

G_BEGIN_DECLS

#define SOL_TYPE_CAPTURE_WINDOW (sol_capture_window_get_type ())

/* Shows the copy: what the channel does now does not change it. Action: `capture.export` asks for a file for it. */
G_DECLARE_FINAL_TYPE (SolCaptureWindow, sol_capture_window, SOL, CAPTURE_WINDOW, AdwWindow)

GtkWidget *sol_capture_window_new (GtkWindow       *parent,
                                   SolAlarmCapture *capture);

G_END_DECLS
