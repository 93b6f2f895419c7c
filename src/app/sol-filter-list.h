/* sol-filter-list.h: topic filters as rows, to be added to and taken from
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SOL_TYPE_FILTER_LIST (sol_filter_list_get_type ())

/* Signal: `changed`: which filters there are, or what is typed */
G_DECLARE_FINAL_TYPE (SolFilterList, sol_filter_list, SOL, FILTER_LIST, AdwBin)

/* One that is there already is left alone */
void   sol_filter_list_add  (SolFilterList  *self,
                             const char     *filter);

/**
 * sol_filter_list_dup:
 *
 * What is typed and not yet added counts too. Errors: %SOL_ENGINE_ERROR_INVALID: that is no filter, or there is none.
 *
 * Returns: (transfer full) (nullable)
 */
char **sol_filter_list_dup  (SolFilterList  *self,
                             GError        **error);

G_END_DECLS
