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

static gboolean
find_word (const SolStates *states,
           const char      *word,
           gsize            length,
           double          *value)
{
  for (guint i = 0; i < states->n_words; i++)
    if (strlen (states->words[i]) == length && g_ascii_strncasecmp (states->words[i], word, length) == 0)
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

const SolStates *
sol_states_find (const char *word,
                 gsize       length,
                 double     *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (find_word (&known[i], word, length, value))
      return &known[i];
  return NULL;
}

gboolean
sol_words_learn (SolWords   *self,
                 const char *word,
                 gsize       length,
                 double     *value)
{
  const SolStates *list;

  if (find_word (&self->states, word, length, value))
    return TRUE;
  if (self->states.n_words == 0 && (list = sol_states_find (word, length, value)) != NULL)
    {
      self->states = *list;
      return TRUE;
    }
  if (self->states.n_words == SOL_STATES_MAX)
    return FALSE;
  if (self->chunk == NULL)
    self->chunk = g_string_chunk_new (64);
  *value = self->states.n_words;
  self->states.words[self->states.n_words++] = g_string_chunk_insert_len (self->chunk, word, (gssize) length);
  return TRUE;
}

void
sol_words_clear (SolWords *self)
{
  self->states.n_words = 0;
  g_clear_pointer (&self->chunk, g_string_chunk_free);
}
