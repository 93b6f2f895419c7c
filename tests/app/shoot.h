/* shoot.h: pictures of windows, for data/screenshots/take
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-app-fixture.h"

G_BEGIN_DECLS

#define SHOOT_WIDE_WIDTH    1280
#define SHOOT_WIDE_HEIGHT   800
#define SHOOT_NARROW_WIDTH  360
#define SHOOT_NARROW_HEIGHT 720

/* `PROGRAM FOLDER [SUFFIX]`: FALSE when it was called otherwise. Starts GTK, in the language of the environment */
gboolean   shoot_init        (int           *argc,
                              char        ***argv);

/* Into FOLDER/@nameSUFFIX.png, once transitions have ended */
void       shoot_window      (GtkWindow     *window,
                              const char    *name);
void       shoot_view        (SolAppFixture *fixture,
                              const char    *view,
                              const char    *name);
/* What @action opens, which is closed again */
void       shoot_dialog      (SolAppFixture *fixture,
                              const char    *action,
                              const char    *name);
void       shoot_resize      (SolAppFixture *fixture,
                              int            width,
                              int            height);

G_END_DECLS
