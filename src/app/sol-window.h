/* sol-window.h: the window: four views, the header with the broker's address
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-application.h"
#include "sol-problem.h"

G_BEGIN_DECLS

#define SOL_TYPE_WINDOW (sol_window_get_type ())

/* A view is a page of the window's stack: a widget template SolXPage named in ui/window.ui, with
 *   void sol_x_page_set_engine (SolXPage *self, SolEngine *engine)     called once by sol_window_new ()
 *   GActionGroup *sol_x_page_get_actions (SolXPage *self)              (transfer none) its operations; the window
 *                                                                      shows them under the view's name, `scope.run`
 * Views: broker, messages, scope, generator. */
G_DECLARE_FINAL_TYPE (SolWindow, sol_window, SOL, WINDOW, AdwApplicationWindow)

SolWindow  *sol_window_new       (SolApplication *application);

/* A short message that goes by itself; @text is translated */
void        sol_window_toast     (SolWindow      *self,
                                  const char     *text);
/* The same with a button that undoes what it tells of. @action: as `scope.undo-alarm`. Returns: (transfer none) */
AdwToast   *sol_window_toast_undo (SolWindow     *self,
                                   const char    *text,
                                   const char    *action);

/* @toast: (transfer full): where it covers nothing of the view that changes */
void        sol_window_add_toast (SolWindow      *self,
                                  AdwToast       *toast);

const char *sol_window_get_view  (SolWindow      *self);
void        sol_window_show_view (SolWindow      *self,
                                  const char     *name);

/* Reads a recording and shows its signals on the scope; how far it is and what hinders it stands over the page */
void        sol_window_open_recording   (SolWindow      *self,
                                         const char     *path);
/* Returns: (nullable): the recording that is shown */
const char *sol_window_get_recording    (SolWindow      *self);
/* What the scope shows, else everything. Returns: (transfer full): filters */
char      **sol_window_dup_filters      (SolWindow      *self);

/* Tells why the broker did not start, who holds its port, and the way out */
void        sol_window_show_start_error (SolWindow      *self,
                                         const GError   *error);
/* Returns: (nullable): what the banner of @kind says now */
const char *sol_window_get_problem      (SolWindow      *self,
                                         SolProblemKind  kind);

G_END_DECLS
