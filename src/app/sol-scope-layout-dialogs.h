/* sol-scope-layout-dialogs.h: asks for a layout's name
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-layout-store.h"

G_BEGIN_DECLS

/**
 * sol_scope_layout_ask_name:
 * @page: whose action is activated with the answer
 * @renamed: (nullable): the layout that gets another name, `scope.rename-layout`; NULL: `scope.save-layout`
 */
void       sol_scope_layout_ask_name (GtkWidget      *page,
                                      const char     *title,
                                      const char     *accept,
                                      const char     *name,
                                      const char     *renamed);

G_END_DECLS
