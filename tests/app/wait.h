/* wait.h: waits for a condition, with a deadline
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#define DEADLINE_S 20

static gboolean
deadline_cb (gpointer condition)
{
  g_error ("waited %d seconds in vain for %s", DEADLINE_S, (const char *) condition);
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                                         \
  G_STMT_START                                                                      \
  {                                                                                 \
    guint deadline = g_timeout_add_seconds (DEADLINE_S, deadline_cb, (char *) #condition); \
    while (!(condition))                                                            \
      g_main_context_iteration (NULL, TRUE);                                        \
    g_source_remove (deadline);                                                     \
  }                                                                                 \
  G_STMT_END
