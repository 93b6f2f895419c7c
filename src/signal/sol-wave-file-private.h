/* sol-wave-file-private.h: what the files of a file's wave share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-csv-private.h"
#include "sol-wav-private.h"
#include "sol-wave-file.h"

G_BEGIN_DECLS

struct _SolWaveFile
{
  /* Owned */
  GBytes    *octets;     /* NULL of a recording */
  char      *path;
  char     **names;      /* of what has a rate; NULL of text */
  GPtrArray *channels;   /* SolChannel: of a recording; else NULL */

  SolWav     wav;
  SolCsv     csv;
};

/* Returns: FALSE, with the file's name before @reason */
gboolean   sol_wave_file_fail      (GError            **error,
                                    const char         *path,
                                    const char         *reason);
/* Of the columns, ending with NULL. Returns: (transfer none) */
char     **sol_wave_file_get_names (const SolWaveFile  *self);

G_END_DECLS
