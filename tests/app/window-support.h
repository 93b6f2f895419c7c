/* window-support.h: finds windows and what is in them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Waits for a visible window of @type. Returns: (transfer none) */
gpointer   support_await_window    (GType       type);
void       support_await_no_window (GType       type);

/* Returns: (nullable) (transfer none): the first widget of @type at or below @widget */
GtkWidget *support_find_below      (GtkWidget  *widget,
                                    GType       type);
/* Clicks the button at or below @widget that says @label */
void       support_press           (gpointer    widget,
                                    const char *label);
/* Clicks the button with that identifier of @widget's template */
void       support_click           (gpointer    widget,
                                    const char *id);
/* A template's child by its identifier */
gpointer   support_get             (gpointer    widget,
                                    const char *id);

G_END_DECLS
