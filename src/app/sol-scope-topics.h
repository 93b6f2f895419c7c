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
 * Main thread. Signal: `failed` (const char *): a subscription was refused, in words. */
G_DECLARE_FINAL_TYPE (SolScopeTopics, sol_scope_topics, SOL, SCOPE_TOPICS, GObject)

SolScopeTopics *sol_scope_topics_new        (SolEngine       *engine);

/* Returns: (transfer none): GListModel of GtkStringObject */
GListModel     *sol_scope_topics_get_model  (SolScopeTopics  *self);

/**
 * sol_scope_topics_add:
 * @rate_hz: of raw formats, which state none; 0 keeps the default
 *
 * A filter that is there already gets the new format.
 * Errors: %SOL_ENGINE_ERROR_INVALID: @filter is none.
 */
gboolean        sol_scope_topics_add        (SolScopeTopics  *self,
                                             const char      *filter,
                                             SolFormat        format,
                                             double           rate_hz,
                                             GError         **error);
void            sol_scope_topics_remove     (SolScopeTopics  *self,
                                             const char      *filter);

G_END_DECLS
