/* window-support.h: finds windows and what is in them, and presses it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Returns: (nullable) (transfer none): a visible window of @type, which may be 0 as g_type_from_name() gives it */
gpointer            support_find_window       (GType         type);
/* Returns: (nullable) (transfer none): a visible window that is not @window */
gpointer            support_find_other        (gpointer      window);
/* Waits for one of @type. Returns: (transfer none) */
gpointer            support_await_window      (GType         type);
void                support_await_no_window   (GType         type);

typedef gboolean (*SupportMatch) (GtkWidget *widget,
                                  gpointer   data);

/* Returns: (nullable) (transfer none), as those below: the first of @widget and what is below it that @match takes */
GtkWidget          *support_find              (gpointer      widget,
                                               SupportMatch  match,
                                               gpointer      data);
GtkWidget          *support_find_below        (gpointer      widget,
                                               GType         type);
/* A button that can be seen, by what it says or by its action */
GtkWidget          *support_find_button       (gpointer      widget,
                                               const char   *label);
GtkWidget          *support_find_action       (gpointer      widget,
                                               const char   *action);
GtkEventController *support_find_controller   (gpointer      widget,
                                               GType         type);

/* Clicks the button at or below @widget that says @label, once it can be seen */
void                support_press             (gpointer      widget,
                                               const char   *label);
/* Clicks the button with that identifier of @widget's template */
void                support_click             (gpointer      widget,
                                               const char   *id);
/* A template's child by its identifier */
gpointer            support_get               (gpointer      widget,
                                               const char   *id);

/* The group has such an action */
void                support_activate          (GActionGroup *actions,
                                               const char   *name,
                                               GVariant     *parameter);
/* `channel-auto('CH2')` */
void                support_activate_detailed (GActionGroup *actions,
                                               const char   *detailed);

G_END_DECLS
