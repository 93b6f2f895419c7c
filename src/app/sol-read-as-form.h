/* sol-read-as-form.h: the rows that say how a topic's payloads are read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-topic-list.h"
#include "sol-decoder.h"

G_BEGIN_DECLS

#define SOL_TYPE_READ_AS_FORM (sol_read_as_form_get_type ())

/* What is wrong stands at its row, cause and cure. The topic's newest message is read by what the rows say, and what
 * it gives is listed below them. Signals: `changed`; `activated`: Enter in one of its fields. */
G_DECLARE_FINAL_TYPE (SolReadAsForm, sol_read_as_form, SOL, READ_AS_FORM, GtkBox)

/* Copied */
void     sol_read_as_form_set_settings (SolReadAsForm            *self,
                                        const SolDecoderSettings *settings);

/* @settings: (out caller-allocates): cleared by the caller. Returns: FALSE while a row is wrong */
gboolean sol_read_as_form_get_settings (SolReadAsForm            *self,
                                        SolDecoderSettings       *settings);

/* Whose newest message is tried; a filter with + or # has none */
void     sol_read_as_form_set_topic    (SolReadAsForm            *self,
                                        SolTopicList             *topics,
                                        const char               *topic);

G_END_DECLS
