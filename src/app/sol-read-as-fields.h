/* sol-read-as-fields.h: which fields of a payload are wanted: a line of text, and a list to check
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `a/b, "x, y"` to paths: quotes around a path with a comma, two of them for one in it. Returns: (transfer full)
 * (nullable): NULL for all */
char **sol_read_as_fields_parse (const char    *text);
/* And back. @fields: (nullable). Returns: (transfer full) */
char  *sol_read_as_fields_print (char         **fields);

/* What is checked in the list, as such a line; "" when all is. Returns: (transfer full) */
char  *sol_read_as_fields_join  (GtkListBox    *list);

/* @fields: (nullable) (element-type SolTrialField): become rows, those of @wanted checked, all when it is NULL.
 * @toggled: a swapped callback with @user_data, which outlives the list */
void   sol_read_as_fields_show  (GtkListBox    *list,
                                 GPtrArray     *fields,
                                 char         **wanted,
                                 GCallback      toggled,
                                 gpointer       user_data);

G_END_DECLS
