/* sol-column.h: columns of text that follow their items' properties
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns: (transfer full): the cell's text, translated */
typedef char *(*SolColumnFunc) (gpointer item);

typedef struct
{
  const char    *title;     /* msgid */
  const char    *property;  /* of the item: sorts by it; NULL cannot be sorted */
  SolColumnFunc  func;
  gboolean       is_number; /* right-aligned, tabular figures */
  gboolean       expand;
  int            width;     /* reserved in pixels, so that nothing jumps; 0 is as needed */
} SolColumnSpec;

/* Appends one column; cells are filled again when their item notifies any property. @item_type: for the sorter */
void sol_column_add (GtkColumnView       *view,
                     GType                item_type,
                     const SolColumnSpec *spec);

G_END_DECLS
