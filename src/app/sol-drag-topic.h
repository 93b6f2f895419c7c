/* sol-drag-topic.h: a topic, or one of its fields, dragged from one widget to another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is dragged; to other programs it is the topic's name as text. */
typedef struct
{
  char *topic; /* owned: or a filter */
  char *field; /* owned, nullable: a path in its payloads; NULL for all of them */
} SolDragTopic;

#define SOL_TYPE_DRAG_TOPIC (sol_drag_topic_get_type ())
GType         sol_drag_topic_get_type   (void);

/* @field: (nullable) */
SolDragTopic *sol_drag_topic_new        (const char         *topic,
                                         const char         *field);
SolDragTopic *sol_drag_topic_copy       (const SolDragTopic *self);
void          sol_drag_topic_free       (SolDragTopic       *self);

/* What @widget stands for. Returns: (transfer full) (nullable): NULL while there is nothing to drag */
typedef SolDragTopic *(*SolDragTopicFunc) (GtkWidget *widget);

/* @widget can be dragged from now on */
void          sol_drag_topic_add_source (GtkWidget          *widget,
                                         SolDragTopicFunc    func);

/* What is dropped on @widget, a topic as text from elsewhere too, goes to its actions `scope.add-topic` and
 * `scope.add-field` */
void          sol_drag_topic_add_target (GtkWidget          *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolDragTopic, sol_drag_topic_free)

G_END_DECLS
