/* sol-decode-states.c: a payload that is one word: the state of something
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P05. `ON` and its like are known with their values; other words are learnt in the order in which
 * the topic says them. Who says too many different ones writes text. */

#define MAX_LENGTH 32 /* octets of a word */

static gboolean
is_word (const char *text,
         gsize       length)
{
  guint n_spaces = 0;

  if (length == 0 || length > MAX_LENGTH || (!g_ascii_isalpha (text[0]) && (guint8) text[0] < 0x80))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] == ' ')
      n_spaces++;
    else if (!g_ascii_isalnum (text[i]) && (guint8) text[i] < 0x80 && strchr ("_-./+", text[i]) == NULL)
      return FALSE;
  return n_spaces <= 1;
}

gboolean
sol_decode_states (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  const char *text = (const char *) payload;
  double value;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length > 2 && text[0] == '"' && text[length - 1] == '"')
    text++, length -= 2;
  if (is_word (text, length) && g_utf8_validate_len (text, length, NULL)
      && sol_words_learn (&self->words, text, length, &value)
      && sol_decoded_add (self, value) && sol_decoded_add_channel (self, "", 0, 1))
    {
      self->channels[0].states = &self->words.states;
      return TRUE;
    }
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
               _("Not a state: expected one of at most %d words such as ON or offline"), SOL_STATES_MAX);
  return FALSE;
}
