/* decode-print.c: what a decoder found, as a line of text
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "decode-print.h"

static void
print_block (const SolSampleBlock *block,
             GString              *out)
{
  g_string_append_printf (out, "%s%s=", out->len > 0 ? " " : "", block->path);
  for (gsize i = 0; i < block->n_values; i++)
    g_string_append_printf (out, "%s%g", i > 0 ? "," : "", block->values[i]);
  if (block->rate_hz > 0.0)
    g_string_append_printf (out, "@%g", block->rate_hz);
  if (block->is_timed)
    g_string_append_printf (out, "t%+.3f", (double) (block->t0_ns - NOW_NS) * 1e-9);
  if (block->skew_ns != 0)
    g_string_append_printf (out, "s%+.0f", (double) block->skew_ns * 1e-9);
  if (block->unit != NULL)
    g_string_append_printf (out, "[%s]", block->unit);
  for (guint i = 0; block->states != NULL && i < block->states->n_words; i++)
    g_string_append_printf (out, "%s%s%s", i == 0 ? "<" : ",", block->states->words[i],
                            i + 1 == block->states->n_words ? ">" : "");
}

/* Rows with times of their own as blocks of their own */
static void
print_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  if (block->times_ns == NULL)
    return print_block (block, user_data);
  for (gsize i = 0; i < block->n_values; i++)
    {
      SolSampleBlock row = *block;

      row.values += i;
      row.n_values = 1;
      row.t0_ns += block->times_ns[i] - block->times_ns[0];
      print_block (&row, user_data);
    }
}

char *
decode_print (SolDecoder  *decoder,
              const void  *payload,
              gsize        length,
              GError     **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!sol_decoder_decode (decoder, payload, length, NOW_US, print_cb, out, error))
    {
      g_assert_cmpuint (out->len, ==, 0);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
