/* sol-window-private.h: the window's parts, for its actions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin.h"
#include "sol-banner.h"
#include "sol-broker-page.h"
#include "sol-generator-page.h"
#include "sol-messages-page.h"
#include "sol-open-bar.h"
#include "sol-recording-bar.h"
#include "sol-replay-bar.h"
#include "sol-scope-page.h"
#include "sol-window.h"

G_BEGIN_DECLS

struct _SolWindow
{
  AdwApplicationWindow parent_instance;

  /* Borrowed: the application outlives its window */
  SolEngine *engine;
  SolAdmin  *admin;
  SolBanner *banners[SOL_N_PROBLEMS];
  guint      timer_id;

  /* Template */
  AdwToastOverlay  *toasts;
  AdwViewStack     *views;
  GtkStack         *primary;
  AdwButtonContent *broker_content;
  GtkWidget        *broker_button;
  GtkWidget        *chip_dot;
  GtkWidget        *chip_small_dot;
  GtkLabel         *chip_label;
  GtkBox           *banner_box;
  SolRecordingBar  *recording_bar;
  SolOpenBar       *open_bar;
  SolReplayBar     *replay_bar;
  SolBrokerPage    *broker_page;
  SolMessagesPage  *messages_page;
  SolScopePage     *scope_page;
  SolGeneratorPage *generator_page;
};

void  sol_window_add_actions    (SolWindow *self);
void  sol_window_update_actions (SolWindow *self);
void  sol_window_update_search  (SolWindow *self);
void  sol_window_add_banners    (SolWindow *self);
void  sol_window_update_problems (SolWindow *self);

/* sol-window-alarms.c: a badge, and a word of each, in the window or as a notification */
void  sol_window_watch_alarms    (SolWindow *self);

/* sol-window-recording.c: what is recorded, opened and replayed, in strips over the page */
void  sol_window_watch_recording (SolWindow *self);

/* Returns: (transfer full) (nullable): what devices must be told, `192.168.1.20:1883`; NULL while stopped */
char *sol_window_dup_address    (SolWindow *self);

G_END_DECLS
