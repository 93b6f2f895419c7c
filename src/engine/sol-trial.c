/* sol-trial.c: what one message would give under some settings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-trial.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-family.h"
#include "sol-ingest-hints-private.h"

struct _SolTrial
{
  SolFamilies *families; /* owned */
};

static void
field_free (gpointer data)
{
  SolTrialField *field = data;

  g_free (field->path);
  g_free (field->unit);
  g_free (field->word);
  g_free (field);
}

SolTrial *
sol_trial_new (void)
{
  SolTrial *self = g_new0 (SolTrial, 1);

  self->families = sol_families_new ();
  return self;
}

void
sol_trial_free (SolTrial *self)
{
  sol_families_unref (self->families);
  g_free (self);
}

static char *
dup_word (const SolSampleBlock *block)
{
  double last = block->n_values > 0 ? block->values[block->n_values - 1] : NAN;

  if (block->states == NULL || !(last >= 0 && last < block->states->n_words))
    return NULL;
  return g_strdup (block->states->words[(gsize) last]);
}

/* Rows with uneven times come as a block each */
static SolTrialField *
find_field (GPtrArray  *fields,
            const char *path)
{
  SolTrialField *field;

  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((SolTrialField *) fields->pdata[i])->path, path))
      return fields->pdata[i];
  field = g_new0 (SolTrialField, 1);
  field->path = g_strdup (path);
  field->low = INFINITY;
  field->high = -INFINITY;
  g_ptr_array_add (fields, field);
  return field;
}

static void
block_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  SolTrialField *field = find_field (user_data, block->path);

  if (field->n_values == 0)
    {
      field->unit = g_strdup (block->unit);
      field->word = dup_word (block);
    }
  field->n_values += block->n_values;
  for (gsize i = 0; i < block->n_values; i++)
    {
      field->low = fmin (field->low, block->values[i]);
      field->high = fmax (field->high, block->values[i]);
    }
}

static SolDecoder *
make_decoder (SolTrial                 *self,
              const SolMessage         *message,
              const SolDecoderSettings *settings)
{
  SolDecoder *decoder = sol_decoder_new (message->topic);
  SolHints hints;

  sol_decoder_set_family (decoder, sol_families_match (self->families, message->topic));
  sol_decoder_set_settings (decoder, settings);
  if (sol_ingest_read_hints (message, &hints))
    sol_decoder_set_hints (decoder, &hints);
  return decoder;
}

GPtrArray *
sol_trial_run (SolTrial                  *self,
               const SolMessage          *message,
               const SolDecoderSettings  *settings,
               char                     **description,
               GError                   **error)
{
  g_autoptr (SolDecoder) decoder = make_decoder (self, message, settings);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (field_free);

  if (message->payload_len > SOL_TRIAL_MAX_BYTES)
    {
      g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT, _("Too long to be tried here; plot it"));
      return NULL;
    }
  if (!sol_decoder_decode (decoder, sol_message_get_payload (message), message->payload_len, message->arrived_us,
                           block_cb, fields, error))
    return NULL;
  if (description != NULL)
    *description = sol_decoder_describe (decoder);
  return g_steal_pointer (&fields);
}

char *
sol_trial_field_to_text (const SolTrialField *self)
{
  const char *unit = self->unit != NULL ? self->unit : "";
  const char *space = *unit != '\0' ? "\u2009" : "";
  g_autofree char *range = NULL;

  if (self->word != NULL)
    return g_strdup (self->word);
  if (self->low == self->high || self->n_values < 2)
    range = g_strdup_printf ("%.6g%s%s", self->high, space, unit);
  else
    range = g_strdup_printf ("%.4g … %.4g%s%s", self->low, self->high, space, unit);
  if (self->n_values < 2)
    return g_steal_pointer (&range);
  /* Translators: the range of some samples, and how many there are */
  return g_strdup_printf (ngettext ("%s, %u sample", "%s, %u samples", (guint) self->n_values), range,
                          (guint) self->n_values);
}
