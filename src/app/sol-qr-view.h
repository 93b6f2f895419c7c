/* sol-qr-view.h: a text as a QR code
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SOL_TYPE_QR_VIEW (sol_qr_view_get_type ())

/* Dark on white with a quiet margin in every style, as cameras want it. Invisible while there is no text, and where
 * Soliton was built without libqrencode. */
G_DECLARE_FINAL_TYPE (SolQrView, sol_qr_view, SOL, QR_VIEW, GtkWidget)

/* @text: (nullable): at most 500 octets */
void sol_qr_view_set_text (SolQrView  *self,
                           const char *text);

G_END_DECLS
