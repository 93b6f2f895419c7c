/* sol-scope-page-private.h: what the page's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-panel.h"
#include "sol-capture-panel.h"
#include "sol-scope-layout.h"
#include "sol-scope-line.h"
#include "sol-scope-measures.h"
#include "sol-scope-overview.h"
#include "sol-scope-modes.h"
#include "sol-scope-page.h"
#include "sol-scope-readout.h"
#include "sol-scope-topics.h"

G_BEGIN_DECLS

struct _SolScopePage
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine          *engine;
  SolScopeTopics     *topics_bound;
  GSimpleActionGroup *actions;
  GtkNativeDialog    *chooser;      /* nullable: of a layout's file, while it is open */
  SolScopeLayout     *layout;       /* NULL before there is an engine */
  guint               save_id;      /* of the timer that keeps the layout */

  /* Borrowed: controllers of the keys, while the page is seen */
  GtkEventController *keys[2];

  /* Template */
  GtkStack           *stack;
  AdwButtonContent   *run_content;
  GtkMenuButton      *time_base;
  GtkLabel           *time_base_label;
  GtkLabel           *status;
  GtkMenuButton      *trigger;
  GtkLabel           *trigger_label;
  GtkMenuButton      *layouts;
  AdwToastOverlay    *toasts;
  AdwFlap            *flap;
  SolScopeView       *view;
  SolScopeLine       *line;
  GtkListBox         *channels;
  GtkListBox         *topics;
  SolScopeMeasures   *measures;
  SolScopeReadout    *readout;
  SolScopeOverview   *overview;
  SolScopeModes      *modes;
  SolAnalysisPanel   *math;
  SolAnalysisPanel   *alarms;
  SolCapturePanel    *captures;
  GtkBox             *panels;       /* of the modes, in the side panel */
};

/* sol-scope-actions.c */
void sol_scope_page_add_actions    (SolScopePage *self);
/* States and sensitivities after a change of the view */
void sol_scope_page_update_actions (SolScopePage *self);

/* A stateful action's state, as the view has it */
void sol_scope_page_set_state      (SolScopePage *self,
                                    const char   *name,
                                    GVariant     *state);

/* sol-scope-file-actions.c: what leaves for a file, and what comes from one */
void sol_scope_page_add_file_actions       (SolScopePage *self);

/* sol-scope-channel-actions.c, sol-scope-cursor-actions.c, sol-scope-display-actions.c, sol-scope-topic-actions.c,
 * sol-scope-trigger-actions.c */
void sol_scope_page_add_channel_actions    (SolScopePage *self);
void sol_scope_page_add_cursor_actions     (SolScopePage *self);
void sol_scope_page_update_cursor_actions  (SolScopePage *self);
void sol_scope_page_add_display_actions    (SolScopePage *self);
void sol_scope_page_update_display_actions (SolScopePage *self);
void sol_scope_page_add_topic_actions      (SolScopePage *self);
void sol_scope_page_add_trigger_actions    (SolScopePage *self);
void sol_scope_page_update_trigger_actions (SolScopePage *self);

/* sol-scope-shortcuts.c: single keys, while the page is seen and nothing else takes them */
void sol_scope_page_add_shortcuts  (SolScopePage *self);

/* sol-scope-layout-actions.c, sol-scope-layout-file-actions.c */
void sol_scope_page_add_layout_actions      (SolScopePage *self);
void sol_scope_page_add_layout_file_actions (SolScopePage *self);
/* What the scope had last comes back, and is kept from now on; stopping keeps it once more */
void sol_scope_page_start_layouts           (SolScopePage *self);
void sol_scope_page_stop_layouts            (SolScopePage *self);

/* sol-scope-page-toolbar.c */
void sol_scope_page_set_up_toolbar (SolScopePage *self);
void sol_scope_page_set_up_layouts (SolScopePage *self);
void sol_scope_page_update_trigger (SolScopePage *self);

/* sol-scope-page-toast.c: says it in a toast, where there is a window */
void sol_scope_page_toast          (SolScopePage *self,
                                    const char   *text);
/* With a button. @target: (transfer floating) */
void sol_scope_page_toast_with     (SolScopePage *self,
                                    const char   *text,
                                    const char   *label,
                                    const char   *action,
                                    GVariant     *target);

G_END_DECLS
