/* sol-wave-open.c: opens what a source of waves can play
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-open.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sol-recording-load.h"

#define MAX_SAMPLES 50000000u

/* With which SQLite's files begin */
static const char magic[] = "SQLite format 3";

static gboolean
is_database (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  char begin[sizeof magic] = { 0 };
  gboolean is_it;

  if (file == NULL)
    return FALSE;
  is_it = fread (begin, sizeof magic, 1, file) == 1 && memcmp (begin, magic, sizeof magic) == 0;
  fclose (file);
  return is_it;
}

static SolWaveFile *
open_recording (const char  *path,
                GError     **error)
{
  const SolLoadSettings settings = { .path = path, .max_samples = MAX_SAMPLES };
  g_autoptr (SolLoaded) loaded = sol_recording_load (&settings, error);

  return loaded != NULL ? sol_wave_file_new_from_channels (loaded->channels, path, error) : NULL;
}

SolWaveFile *
sol_wave_open (const char  *path,
               GError     **error)
{
  /* First: what is no regular file is not even looked into */
  if (!sol_wave_file_check (path, error))
    return NULL;
  if (is_database (path) || g_str_has_suffix (path, ".soliton"))
    return open_recording (path, error);
  return sol_wave_file_open (path, error);
}
