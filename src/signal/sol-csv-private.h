/* sol-csv-private.h: numbers out of text with a row a line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_CSV_CELL_MAX 64u /* octets of a cell that are looked at */

typedef struct
{
  const char *data;            /* borrowed */
  gsize       length;
  char        separator;       /* ',', ';', '\t' or ' ' */
  gboolean    has_decimal_comma;
  char      **names;           /* owned, NULL-terminated: a column's heading, or `Column 2` */
  guint       n_columns;
  gsize       first;           /* octet at which the rows of numbers begin */
} SolCsv;

/* FALSE when no line of the beginning holds a number. Cost: some hundred lines */
gboolean sol_csv_open      (SolCsv      *self,
                            const char  *data,
                            gsize        length);
void     sol_csv_clear     (SolCsv      *self);

/* A cell of the row that begins at @at. FALSE: it has none there, or no number. Times as ISO 8601 are seconds since
 * 1970 */
gboolean sol_csv_read_cell (const SolCsv *self,
                            gsize         at,
                            guint         column,
                            double       *value);
/* Where the next row that is not empty begins; the text's length behind the last one */
gsize    sol_csv_next_row  (const SolCsv *self,
                            gsize         at);

G_END_DECLS
