/* test-alarm.c: alarms begin and end where they should
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-alarm.h"
#include "sol-signal-error.h"

#define MS_NS G_GINT64_CONSTANT (1000000)
#define S_NS (1000 * MS_NS)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * S_NS)

typedef struct
{
  gboolean has_begun;
  double   t_ms, value;
} Expected;

/* Samples 1 ms apart, in pieces of every size */
static void
assert_events (const SolAlarmSettings *settings,
               const double           *values,
               gsize                   n,
               const Expected         *expected,
               guint                   n_expected)
{
  for (gsize n_piece = 1; n_piece <= n; n_piece++)
    {
      SolAlarm alarm;
      SolAlarmEvent event;
      guint n_events = 0;

      sol_alarm_init (&alarm, settings);
      for (gsize begin = 0; begin < n; begin += n_piece)
        {
          SolPiece piece = { .values = values + begin, .n = MIN (n_piece, n - begin), .period_ns = 1e6,
                             .t0_ns = T0_NS + (gint64) begin * MS_NS };

          for (gsize at = 0; sol_alarm_next (&alarm, &piece, &at, &event); n_events++)
            {
              g_assert_cmpuint (n_events, <, n_expected);
              g_assert_cmpint (event.has_begun, ==, expected[n_events].has_begun);
              g_assert_cmpfloat ((double) (event.t_ns - T0_NS) / 1e6, ==, expected[n_events].t_ms);
              g_assert_cmpfloat (event.value, ==, expected[n_events].value);
            }
        }
      g_assert_cmpuint (n_events, ==, n_expected);
    }
}

static void
test_levels (void)
{
  const double values[] = { 0, 5, 6, 5, 4.5, 4, 7, NAN, 3, -1, -3, -1, 0, 5.5 };
  const Expected above[] = { { TRUE, 2, 6 }, { FALSE, 5, 4 }, { TRUE, 6, 7 }, { FALSE, 8, 3 }, { TRUE, 13, 5.5 } };
  const Expected below[] = { { TRUE, 10, -3 }, { FALSE, 12, 0 } };
  const Expected outside[] = { { TRUE, 2, 6 }, { FALSE, 5, 4 }, { TRUE, 6, 7 }, { FALSE, 8, 3 }, { TRUE, 10, -3 },
                               { FALSE, 12, 0 }, { TRUE, 13, 5.5 } };
  const Expected inside[] = { { TRUE, 0, 0 }, { FALSE, 6, 7 }, { TRUE, 8, 3 }, { FALSE, 10, -3 }, { TRUE, 11, -1 } };
  SolAlarmSettings settings = { SOL_ALARM_ABOVE, .level = 5, .hysteresis = 1 };

  assert_events (&settings, values, G_N_ELEMENTS (values), above, G_N_ELEMENTS (above));
  settings = (SolAlarmSettings) { SOL_ALARM_BELOW, .level = -1, .hysteresis = 1 };
  assert_events (&settings, values, G_N_ELEMENTS (values), below, G_N_ELEMENTS (below));
  settings = (SolAlarmSettings) { SOL_ALARM_OUTSIDE, .level = -1, .upper_level = 5, .hysteresis = 1 };
  assert_events (&settings, values, G_N_ELEMENTS (values), outside, G_N_ELEMENTS (outside));
  settings = (SolAlarmSettings) { SOL_ALARM_INSIDE, .level = -1, .upper_level = 5, .hysteresis = 2 };
  assert_events (&settings, values, G_N_ELEMENTS (values), inside, G_N_ELEMENTS (inside));
}

/* What does not last is no alarm; its beginning is when the signal left, not when it had lasted */
static void
test_duration (void)
{
  const double values[] = { 0, 2, 2, 0, 2, 2, NAN, 2, 2, 0, 2 };
  const Expected expected[] = { { TRUE, 4, 2 }, { FALSE, 9, 0 } };
  const SolAlarmSettings settings = { SOL_ALARM_ABOVE, .level = 1, .duration_s = 0.003 };

  assert_events (&settings, values, G_N_ELEMENTS (values), expected, 2);
}

static void
test_absence (void)
{
  const SolAlarmSettings settings = { SOL_ALARM_ABSENCE, .duration_s = 2 };
  SolAlarm alarm;
  SolAlarmEvent event;

  sol_alarm_init (&alarm, &settings);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS, &event), ==, FALSE);
  g_assert_cmpint (sol_alarm_tick (&alarm, TRUE, T0_NS + S_NS, &event), ==, FALSE);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS + 2 * S_NS, &event), ==, FALSE);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS + 7 * S_NS / 2, &event), ==, TRUE);
  g_assert_cmpint (event.has_begun, ==, TRUE);
  g_assert_cmpint (event.t_ns, ==, T0_NS + 3 * S_NS);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS + 5 * S_NS, &event), ==, FALSE);
  g_assert_cmpint (sol_alarm_tick (&alarm, TRUE, T0_NS + 6 * S_NS, &event), ==, TRUE);
  g_assert_cmpint (event.has_begun, ==, FALSE);
  g_assert_cmpint (event.t_ns, ==, T0_NS + 6 * S_NS);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS - S_NS, &event), ==, FALSE);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS + S_NS, &event), ==, TRUE);
}

/* The clock set back while absent: still absent */
static void
test_absence_clock (void)
{
  const SolAlarmSettings settings = { SOL_ALARM_ABSENCE, .duration_s = 2 };
  SolAlarm alarm;
  SolAlarmEvent event;

  sol_alarm_init (&alarm, &settings);
  sol_alarm_tick (&alarm, FALSE, T0_NS, &event);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS + 2 * S_NS, &event), ==, TRUE);
  g_assert_cmpint (sol_alarm_tick (&alarm, FALSE, T0_NS - 9 * S_NS, &event), ==, FALSE);
  g_assert_cmpint (alarm.is_active, ==, TRUE);
  g_assert_cmpint (sol_alarm_tick (&alarm, TRUE, T0_NS - 8 * S_NS, &event), ==, TRUE);
  g_assert_cmpint (event.has_begun, ==, FALSE);
}

static void
test_mask (void)
{
  const SolMaskPoint points[] = { { -0.002, -1, 1 }, { 0.0, -1, 1 }, { 0.0041, NAN, 3 } };
  const double values[] = { 9, 0, 0, 1.2, 1.4, 2.4, -99, 2.9 };
  const SolAlarmSettings settings = { SOL_ALARM_MASK };
  g_auto (SolStretch) stretch = { 0 };
  SolMaskResult result;
  SolAlarm alarm;
  SolAlarmEvent event;

  sol_stretch_set (&stretch, values, NULL, 8, 1e-3);
  stretch.zero_ns = T0_NS - 3 * MS_NS;
  sol_mask_test (points, 3, &stretch, T0_NS, &result);
  g_assert_cmpuint (result.n_tested, ==, 7);
  g_assert_cmpuint (result.n_violations, ==, 2);
  g_assert_cmpint (result.first_ns, ==, T0_NS);
  g_assert_cmpfloat (result.first_value, ==, 1.2);

  sol_alarm_init (&alarm, &settings);
  g_assert_cmpint (sol_alarm_note_mask (&alarm, &result, T0_NS, &event), ==, TRUE);
  g_assert_cmpint (event.has_begun, ==, TRUE);
  g_assert_cmpfloat (event.value, ==, 1.2);
  g_assert_cmpint (sol_alarm_note_mask (&alarm, &result, T0_NS, &event), ==, FALSE);
  stretch.values[3] = stretch.values[5] = 0.5;
  sol_mask_test (points, 3, &stretch, T0_NS + S_NS, &result);
  g_assert_cmpuint (result.n_tested, ==, 0);
  g_assert_cmpint (sol_alarm_note_mask (&alarm, &result, T0_NS + S_NS, &event), ==, FALSE);
  sol_mask_test (points, 3, &stretch, T0_NS, &result);
  g_assert_cmpint (sol_alarm_note_mask (&alarm, &result, T0_NS, &event), ==, TRUE);
  g_assert_cmpint (event.has_begun, ==, FALSE);
}

/* A mask around a picture lets that picture pass, and not one that is off by more than the margin */
static void
test_mask_around (void)
{
  g_auto (SolStretch) stretch = { 0 };
  SolMaskPoint points[40];
  SolMaskResult result;
  double values[1000];

  for (guint i = 0; i < 1000; i++)
    values[i] = sin (i / 30.0);
  sol_stretch_set (&stretch, values, NULL, 1000, 1e-3);
  sol_mask_fill (points, 40, &stretch, 500 * MS_NS, 0.01, 0.05);
  g_assert_cmpint (sol_mask_check (points, 40, NULL), ==, TRUE);
  sol_mask_test (points, 40, &stretch, 500 * MS_NS, &result);
  g_assert_cmpuint (result.n_tested, >=, 999);
  g_assert_cmpuint (result.n_violations, ==, 0);
  stretch.values[47] += 0.2;
  sol_mask_test (points, 40, &stretch, 500 * MS_NS, &result);
  g_assert_cmpuint (result.n_violations, ==, 1);
  g_assert_cmpint (result.first_ns, ==, 47 * MS_NS);
}

static void
test_check (void)
{
  SolAlarmSettings settings = { SOL_ALARM_OUTSIDE, .level = 2, .upper_level = 1 };
  const SolMaskPoint points[] = { { 0, 0, 1 }, { 0, 0, 1 } }, turned[] = { { 0, 2, 1 }, { 1, 0, 1 } };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sol_alarm_check (&settings, &error), ==, FALSE);
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, "upper_level"));
  settings.kind = SOL_ALARM_ABOVE;
  g_assert_cmpint (sol_alarm_check (&settings, NULL), ==, TRUE);
  settings.kind = SOL_ALARM_ABSENCE;
  g_assert_cmpint (sol_alarm_check (&settings, NULL), ==, FALSE);
  settings.duration_s = NAN;
  g_assert_cmpint (sol_alarm_check (&settings, NULL), ==, FALSE);
  g_assert_cmpint (sol_mask_check (points, 1, NULL), ==, FALSE);
  g_assert_cmpint (sol_mask_check (points, 2, NULL), ==, FALSE);
  g_assert_cmpint (sol_mask_check (turned, 2, NULL), ==, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/alarm/levels", test_levels);
  g_test_add_func ("/signal/alarm/duration", test_duration);
  g_test_add_func ("/signal/alarm/absence", test_absence);
  g_test_add_func ("/signal/alarm/absence-clock", test_absence_clock);
  g_test_add_func ("/signal/alarm/mask", test_mask);
  g_test_add_func ("/signal/alarm/mask-around", test_mask_around);
  g_test_add_func ("/signal/alarm/check", test_check);
  return g_test_run ();
}
