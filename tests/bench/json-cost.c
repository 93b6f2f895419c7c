/* json-cost.c: how fast the numbers of a JSON text are read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "sol-decoder.h"

/* Prints octets a second of a waveform's array, from payload to samples, as a microcontroller and as Python write them,
 * and what strtod() alone takes for the same numbers. The fastest of several rounds counts. That each number is right
 * to its last bit is tests/codec/test-number.c's to show. */

#define N_NUMBERS 100000
#define N_ROUNDS 20
#define GOAL_MB_S 200.0

static double
get_cpu_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + now.tv_nsec / 1e9;
}

static void
count_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  *(gsize *) user_data = block->n_values;
}

static void
decode (const GString *payload)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("bench");
  gsize n = 0;

  g_assert_true (sol_decoder_decode (decoder, (const guint8 *) payload->str, payload->len, g_get_real_time (), count_cb,
                                     &n, NULL));
  g_assert_cmpuint (n, ==, N_NUMBERS);
}

static void
convert (const GString *payload)
{
  const char *at = strchr (payload->str, '[');
  double sum = 0;
  guint n = 0;

  while (*at != ']')
    {
      sum += g_ascii_strtod (at + 1, (char **) &at);
      n++;
    }
  g_assert_cmpuint (n, ==, N_NUMBERS);
  g_assert_cmpfloat (fabs (sum), <, N_NUMBERS);
}

static double
get_rate (const GString *payload,
          void         (*func) (const GString *payload))
{
  double best_s = INFINITY;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begin_s = get_cpu_s ();

      func (payload);
      best_s = MIN (best_s, get_cpu_s () - begin_s);
    }
  return (double) payload->len / best_s / 1e6;
}

static void
run (const char *format)
{
  g_autoptr (GString) payload = g_string_new ("{\"sampling_rate\":1000,\"data\":[");
  double rate, yardstick;

  for (guint i = 0; i < N_NUMBERS; i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (payload, "%s%s", i > 0 ? "," : "",
                              g_ascii_formatd (text, sizeof text, format, sin (i * 0.01)));
    }
  g_string_append (payload, "]}");
  rate = get_rate (payload, decode);
  yardstick = get_rate (payload, convert);
  printf ("JSON numbers written as %-6s %4.0f MB/s (goal %.0f), by strtod() %.0f MB/s\n", format, rate, GOAL_MB_S,
          yardstick);
  g_assert_cmpfloat (rate, >, yardstick);
}

int
main (void)
{
  run ("%.3f");
  run ("%.17g");
  return 0;
}
