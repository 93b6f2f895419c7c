/* sol-scope-topics.h: the topics that the scope listens to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_TOPICS (sol_scope_topics_get_type ())

/* Binds filters to channels and subscribes to them, on whichever source the engine uses, again when it changes.
 * Main thread. Signals: `failed` (const char *): a subscription was refused, in words; `changed`: what is read, or how,
 * is another. */
G_DECLARE_FINAL_TYPE (SolScopeTopics, sol_scope_topics, SOL, SCOPE_TOPICS, GObject)

SolScopeTopics *sol_scope_topics_new        (SolEngine       *engine);

/* Returns: (transfer none): GListModel of GtkStringObject */
GListModel     *sol_scope_topics_get_model  (SolScopeTopics  *self);

/**
 * sol_scope_topics_add:
 * @settings: (nullable): how it is read, copied; NULL: as before, automatically when it is new
 *
 * A filter that is there already gets the new settings.
 * Errors: %SOL_ENGINE_ERROR_INVALID: @filter is none.
 */
gboolean        sol_scope_topics_add        (SolScopeTopics            *self,
                                             const char                *filter,
                                             const SolDecoderSettings  *settings,
                                             GError                   **error);
/* One field of a topic, beside those of it that are there. Errors: as above */
gboolean        sol_scope_topics_add_field  (SolScopeTopics  *self,
                                             const char      *topic,
                                             const char      *field,
                                             GError         **error);
/* How the topic, or the filter, is read: by itself, else as the first filter that wants it.
 * Returns: (transfer none) (nullable): NULL when nothing wants it */
const SolDecoderSettings *
                sol_scope_topics_get_settings (SolScopeTopics *self,
                                             const char      *topic);
void            sol_scope_topics_remove     (SolScopeTopics  *self,
                                             const char      *filter);

G_END_DECLS
