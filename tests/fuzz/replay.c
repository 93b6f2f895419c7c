/* replay.c: feeds a target its corpus, without libFuzzer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `fuzz-NAME FOLDER…`: every file, every beginning of it, and every octet of it changed in some ways, so that a plain
 * compiler keeps what fuzzing found. Prints how many inputs there were.
 */
#include "config.h"

#include <string.h>

#include <glib.h>

#include "fuzz.h"

/* A file longer than this is only fed as it is, and cut at every %LONG_STEP octets */
#define LONG_FILE 512
#define LONG_STEP 61

__attribute__ ((weak)) int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  return 0;
}

/* In memory of just that length, so that a sanitizer sees a read beyond it */
static guint
feed (const guint8 *data,
      gsize         length)
{
  g_autofree guint8 *copy = g_malloc (MAX (length, 1));

  memcpy (copy, data, length);
  LLVMFuzzerTestOneInput (copy, length);
  return 1;
}

static guint
feed_changed (guint8 *data,
              gsize   length,
              gsize   at)
{
  static const guint8 masks[] = { 0x01, 0x80, 0xff };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      data[at] ^= masks[i];
      n += feed (data, length);
      data[at] ^= masks[i];
    }
  return n;
}

static guint
replay_file (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0, step;
  guint n;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  step = length > LONG_FILE ? LONG_STEP : 1;
  n = feed ((const guint8 *) text, length);
  for (gsize at = 0; at < length; at += step)
    {
      n += feed ((const guint8 *) text, at);
      n += feed_changed ((guint8 *) text, length, at);
    }
  return n;
}

static guint
replay_folder (const char *folder,
               guint      *n_files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += replay_file (path);
      ++*n_files;
    }
  return n;
}

int
main (int    argc,
      char **argv)
{
  guint n = 0, n_files = 0;

  LLVMFuzzerInitialize (&argc, &argv);
  for (int i = 1; i < argc; i++)
    n += replay_folder (argv[i], &n_files);
  g_print ("%u inputs made of %u files\n", n, n_files);
  return n_files > 0 ? 0 : 1;
}
