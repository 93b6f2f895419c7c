/* sol-read-as-window.h: asks how a topic's payloads are read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-decoder.h"
#include "sol-topic-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_READ_AS_WINDOW (sol_read_as_window_get_type ())

/* Activates scope.add-topic-as of @page. */
G_DECLARE_FINAL_TYPE (SolReadAsWindow, sol_read_as_window, SOL, READ_AS_WINDOW, AdwWindow)

/* @settings: (nullable): what is said of it now, copied */
GtkWindow *sol_read_as_window_new (GtkWidget                *page,
                                   SolTopicList             *topics,
                                   const char               *filter,
                                   const SolDecoderSettings *settings);

G_END_DECLS
