/* sol-client-timer-private.h: a source that is ready at a time, or now
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): attached to @context; each dispatch must set its next ready time, -1 is never */
GSource *sol_client_timer_new  (GMainContext *context,
                                GSourceFunc   func,
                                gpointer      user_data);

void     sol_client_timer_free (GSource      *timer);

G_END_DECLS
