/* sol-states.c: words that say a state
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <string.h>

/* Source: PAYLOADS.md P05. A word stands for its place in the list; lists of two begin with the lower state. */
static const SolStates known[] = {
  { { "false", "true" }, 2 },
  { { "OFF", "ON" }, 2 },
  { { "offline", "online" }, 2 },
  { { "closed", "open" }, 2 },
  { { "no", "yes" }, 2 },
  { { "unlocked", "locked" }, 2 },
  { { "not_home", "home" }, 2 },
  { { "disconnected", "connected" }, 2 },
  { { "inactive", "active" }, 2 },
  { { "disabled", "enabled" }, 2 },
  { { "unavailable", "available" }, 2 },
  { { "stopped", "running" }, 2 },
  { { "released", "pressed" }, 2 },
  { { "clear", "detected" }, 2 },
  { { "dry", "wet" }, 2 },
  { { "low", "high" }, 2 },
};

const SolStates *
sol_states_get_bool (void)
{
  return &known[0];
}

const SolStates *
sol_states_find (const char *word,
                 gsize       length,
                 double     *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    for (guint k = 0; k < known[i].n_words; k++)
      if (strlen (known[i].words[k]) == length && g_ascii_strncasecmp (known[i].words[k], word, length) == 0)
        {
          *value = k;
          return &known[i];
        }
  return NULL;
}
