/* fuzz-mask.c: a mask that is accepted reads back as itself, and can be laid over pictures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "fuzz.h"
#include "sol-mask-json.h"
#include "sol-mask-reader.h"

#define N_SAMPLES 64
#define N_PICTURES 8
#define STEP_NS G_GINT64_CONSTANT (1000000)
#define T0_NS G_GINT64_CONSTANT (1700000000000000000)

static void
feed (SolChannel *channel,
      gint64      t0_ns)
{
  double values[N_SAMPLES];
  SolSampleBlock block = { "", NULL, values, N_SAMPLES, t0_ns, 1e9 / STEP_NS, TRUE };

  for (guint i = 0; i < N_SAMPLES; i++)
    values[i] = i % 23 == 22 ? NAN : sin (i * 0.7);
  sol_channel_append (channel, &block, t0_ns / 1000);
}

/* Two messages after the reader began, so that triggers and messages both make pictures */
static void
lay_over (SolMaskRule *rule)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  SolMaskReader *reader = sol_mask_reader_new (rule, channel, channel);
  SolMaskResult result;
  gint64 zero_ns;

  feed (channel, T0_NS);
  feed (channel, T0_NS + N_SAMPLES * STEP_NS);
  for (guint i = 0; i < N_PICTURES && sol_mask_reader_next (reader, &zero_ns, &result); i++)
    {
      g_assert_cmpuint (result.n_tested, <=, 2 * N_SAMPLES);
      g_assert_cmpuint (result.n_violations, <=, result.n_tested);
    }
  sol_mask_reader_free (reader);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const SolTrigger scope = { .kind = SOL_TRIGGER_EDGE };
  g_autoptr (GError) error = NULL;
  g_autoptr (SolMaskRule) rule = NULL, again = NULL;
  g_autofree char *text = NULL, *same = NULL;
  gsize length = 0;

  rule = sol_mask_parse ((const char *) data, size, size % 2 == 0 ? &scope : NULL, 1000, &error);
  g_assert_cmpint (rule == NULL, ==, error != NULL);
  if (rule == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  lay_over (rule);
  text = sol_mask_print (rule, &length);
  again = sol_mask_parse (text, length, NULL, 0, &error);
  g_assert_no_error (error);
  same = sol_mask_print (again, &length);
  g_assert_cmpstr (text, ==, same);
  return 0;
}
