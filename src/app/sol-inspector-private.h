/* sol-inspector-private.h: the inspector's parts, for the tabs of what is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-field-view.h"
#include "sol-inspector.h"

G_BEGIN_DECLS

struct _SolInspector
{
  AdwBin parent_instance;

  /* Owned */
  SolTopicItem *item;
  GListStore   *messages;    /* newest first */
  SolMessage   *shown;
  GCancellable *loading;     /* of the picture; nullable */
  guint         refresh_id;
  gboolean      is_paused;
  gboolean      is_filling;  /* the list is being changed, not by a person */

  /* Borrowed */
  GtkSingleSelection *selection;

  /* Template */
  GtkStack      *stack;
  GtkLabel      *topic;
  GtkLabel      *summary;
  GtkWidget     *truncated;
  GtkStack      *views;
  GtkTextView   *text;
  SolFieldView  *fields;
  GtkTextView   *json;
  GtkTextView   *hex;
  GtkStackPage  *picture_page;
  GtkPicture    *picture;
  GtkLabel      *picture_error;
  GtkStackPage  *properties_page;
  GtkTextView   *properties;
  GtkListView   *list;
  GtkButton     *newest;
};

/* The tabs that the shown message has, and the one to look at */
void sol_inspector_choose_tab   (SolInspector *self);

/* Only the visible tab is filled: the others when they are looked at */
void sol_inspector_show_payload (SolInspector *self);

G_END_DECLS
