/* sol-messages-page-private.h: the Messages view's parts, for its actions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-filter-bar.h"
#include "sol-inspector.h"
#include "sol-messages-page.h"
#include "sol-publish-bar.h"
#include "sol-topic-view.h"

G_BEGIN_DECLS

struct _SolMessagesPage
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine          *engine;
  SolSource          *source;
  SolTopicList       *topics;
  GSimpleActionGroup *actions;

  /* Template */
  SolFilterBar  *filter_bar;
  GtkStack      *stack;
  AdwStatusPage *away;
  GtkWidget     *start;
  GtkWidget     *retry;
  GtkWidget     *use_this;
  AdwLeaflet    *leaflet;
  GtkWidget     *tree_box;
  GtkEditable   *search;
  SolTopicView  *topic_view;
  GtkLabel      *status;
  GtkWidget     *inspector_box;
  SolInspector  *inspector;
  SolPublishBar *publish_bar;
};

void sol_messages_page_add_actions    (SolMessagesPage *self);
void sol_messages_page_update_actions (SolMessagesPage *self);

G_END_DECLS
