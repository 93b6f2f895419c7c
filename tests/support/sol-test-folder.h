/* sol-test-folder.h: the folder of a test: what is in it, and its end
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <errno.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

/* How many files of @folder have @part in their names; "": all */
static inline guint
sol_test_count_files (const char *folder,
                      const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;
  return n;
}

/* A file, or a folder with all that is in it; nothing when it is not there. The test fails when anything stays. */
static inline void
sol_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      sol_test_remove_tree (below);
    }
  if (g_remove (path) != 0 && errno != ENOENT)
    g_error ("%s cannot be removed: %s", path, g_strerror (errno));
}

G_END_DECLS
