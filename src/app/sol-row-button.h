/* sol-row-button.h: the button at a row's end that acts on what the row stands for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sol_row_button_new:
 * @tooltip: translated; what the picture means
 * @target: (transfer floating): which row, as @action wants it
 *
 * Returns: (transfer floating)
 */
GtkWidget *sol_row_button_new (const char *icon_name,
                               const char *tooltip,
                               const char *action,
                               GVariant   *target);

G_END_DECLS
