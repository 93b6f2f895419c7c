/* sol-payload-picture.h: a picture in a payload, decoded apart from the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-message.h"

G_BEGIN_DECLS

/* Source: PAYLOADS.md P25. Main thread; decoding is in GTask's pool. Pictures of more than 32 million pixels, and
 * documents, are refused before anybody makes room for them. */
void        sol_payload_picture_load_async  (SolMessage           *message,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);

/* Returns: (transfer full) (nullable): NULL with an error that is to be shown */
GdkTexture *sol_payload_picture_load_finish (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
