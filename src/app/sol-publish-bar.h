/* sol-publish-bar.h: writes a message: topic, payload, QoS, retain
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_PUBLISH_BAR (sol_publish_bar_get_type ())

/* Publishes through the engine's source; an error is told in the bar itself. Signal: `sent`. */
G_DECLARE_FINAL_TYPE (SolPublishBar, sol_publish_bar, SOL, PUBLISH_BAR, AdwBin)

void sol_publish_bar_set_engine (SolPublishBar *self,
                                 SolEngine     *engine);
void sol_publish_bar_set_topic  (SolPublishBar *self,
                                 const char    *topic);
void sol_publish_bar_set_text   (SolPublishBar *self,
                                 const char    *text);
void sol_publish_bar_send       (SolPublishBar *self);

G_END_DECLS
