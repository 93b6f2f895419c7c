/* sol-app-fixture.h: the application inside the test's own process
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-application.h"
#include "sol-window.h"

G_BEGIN_DECLS

typedef struct
{
  SolApplication *application;
  SolEngine      *engine;
  SolWindow      *window;
  SolMdnsScope    mdns_scope;   /* where the engine announces and looks: inside this computer */
} SolAppFixture;

/* Before all else: starts GTK, away from the session's bus, on which one process cannot have two applications */
void           sol_app_test_init        (int              *argc,
                                         char           ***argv);

/* Ports chosen by the system, admin page off, nothing on disk. @port: 0, or the one to use. The window is drawn once
 * when this returns. */
SolAppFixture *sol_app_fixture_new      (guint16           port);
/* Stops the broker and destroys the window, as quitting does; the test fails when something still holds the window, the
 * application or the engine */
void           sol_app_fixture_free     (SolAppFixture    *self);

/* `app.show-signal`, `win.view('scope')`: as a menu or button would */
void           sol_app_fixture_activate (SolAppFixture    *self,
                                         const char       *detailed_action);
void           sol_app_fixture_start    (SolAppFixture    *self);
void           sol_app_fixture_publish  (SolAppFixture    *self,
                                         const char       *topic,
                                         const char       *payload,
                                         gboolean          retain);

typedef gboolean (*SolCondition) (gpointer data);

/* Runs the main context until @condition holds; FALSE after @timeout_ms without it */
gboolean       sol_app_wait             (SolCondition      condition,
                                         gpointer          data,
                                         guint             timeout_ms);
/* Runs the main context for @duration_ms: for pictures, never to be safe */
void           sol_app_run_for          (guint             duration_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolAppFixture, sol_app_fixture_free)

G_END_DECLS
