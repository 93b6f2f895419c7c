/* sol-channel-words.c: what is said of a channel: names, unit, states
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-channel-private.h"

#include <string.h>

/* A list only grows, or is another one altogether: then its first word is another */
static void
note_states (SolChannel      *self,
             const SolStates *states)
{
  if (states == NULL ? self->words == NULL
                     : self->words != NULL && self->n_words == states->n_words
                       && strcmp (self->words[0], states->words[0]) == 0)
    return;
  g_clear_pointer (&self->words, g_strfreev);
  self->n_words = 0;
  if (states == NULL || states->n_words == 0)
    return;
  self->n_words = states->n_words;
  self->words = g_new0 (char *, states->n_words + 1);
  for (guint i = 0; i < states->n_words; i++)
    self->words[i] = g_strdup (states->words[i]);
}

void
sol_channel_note_words (SolChannel           *self,
                        const SolSampleBlock *block)
{
  note_states (self, block->states);
  if (block->unit == NULL || g_strcmp0 (block->unit, self->unit) == 0)
    return;
  g_free (self->unit);
  self->unit = g_strdup (block->unit);
}

const char *
sol_channel_get_name (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return self->name;
}

void
sol_channel_set_label (SolChannel *self,
                       const char *label)
{
  g_return_if_fail (SOL_IS_CHANNEL (self) && self->label == NULL);

  self->label = g_strdup (label);
}

const char *
sol_channel_get_label (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return self->label;
}

void
sol_channel_set_topic (SolChannel *self,
                       const char *topic)
{
  g_return_if_fail (SOL_IS_CHANNEL (self) && self->topic == NULL);

  self->topic = g_strdup (topic);
}

const char *
sol_channel_get_topic (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return self->topic;
}

static char *
dup_text (SolChannel  *self,
          char *const *text)
{
  char *copy;

  g_mutex_lock (&self->lock);
  copy = g_strdup (*text);
  g_mutex_unlock (&self->lock);
  return copy;
}

static void
set_text (SolChannel  *self,
          char       **text,
          const char  *said)
{
  g_mutex_lock (&self->lock);
  g_free (*text);
  *text = g_strdup (said);
  g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->lock);
}

char *
sol_channel_dup_unit (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return dup_text (self, &self->unit);
}

char *
sol_channel_dup_title (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return dup_text (self, &self->title);
}

void
sol_channel_set_title (SolChannel *self,
                       const char *title)
{
  g_return_if_fail (SOL_IS_CHANNEL (self));

  set_text (self, &self->title, title);
}

char **
sol_channel_dup_words (SolChannel *self)
{
  char **words;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  g_mutex_lock (&self->lock);
  words = g_strdupv (self->words);
  g_mutex_unlock (&self->lock);
  return words;
}

char *
sol_channel_dup_description (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return dup_text (self, &self->description);
}

void
sol_channel_set_description (SolChannel *self,
                             const char *description)
{
  g_return_if_fail (SOL_IS_CHANNEL (self));

  set_text (self, &self->description, description);
}
