/* sol-text.h: words that errors quote
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The characters of @text that fit into @n octets: what `%.40s` would cut in the middle of one. Returns: (transfer
 * full): UTF-8, whatever @text is */
char *sol_text_head (const char *text,
                     gsize       n);

G_END_DECLS
