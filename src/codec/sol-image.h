/* sol-image.h: pictures and documents in payloads
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By their first octets: JPEG, PNG, GIF, WebP and PDF. Source: PAYLOADS.md P25. Returns: (nullable): MIME type */
const char *sol_image_get_type  (const guint8 *octets,
                                 gsize         length);

/* What a picture says of its size, before anybody makes room for it. Returns: FALSE when it says none */
gboolean    sol_image_read_size (const guint8 *octets,
                                 gsize         length,
                                 guint        *width,
                                 guint        *height);

G_END_DECLS
