/* screenshots-alarms.c: pictures of alarms, masks, captures and calculated channels, for data/screenshots/take
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "shoot.h"
#include "sol-analysis-dialog.h"
#include "sol-mask-form.h"
#include "window-support.h"

#define TALL 1500   /* all of the side panel */
#define BATCH 50    /* samples of 1 ms */
#define BATCH_MS 50

typedef struct
{
  SolAppFixture *app;
  SolAlarmList  *alarms;
  SolMathList   *math;
  SolChannel    *channel;
  gint64         t0_ns;
  double         height;
  guint64        sent;
} Shoot;

static gboolean
feed_cb (gpointer user_data)
{
  Shoot *s = user_data;
  double values[BATCH];
  SolSampleBlock block = { "", "V", values, BATCH, s->t0_ns, 1000, TRUE };

  for (guint i = 0; i < BATCH; i++, s->sent++)
    values[i] = s->height * sin (2 * G_PI * (double) (s->sent % 40) / 40);
  sol_channel_append (s->channel, &block, s->t0_ns / 1000);
  s->t0_ns += BATCH * G_GINT64_CONSTANT (1000000);
  return G_SOURCE_CONTINUE;
}

static void
shoot_empty (Shoot *s)
{
  shoot_resize (s->app, SHOOT_WIDE_WIDTH, TALL);
  shoot_view (s->app, "scope", "alarms-empty");
  shoot_resize (s->app, SHOOT_WIDE_WIDTH, SHOOT_WIDE_HEIGHT);
}

/* One that is made, one that is wrong */
static void
shoot_dialogs (Shoot *s)
{
  SolAnalysisDialog *dialog;

  shoot_dialog (s->app, "scope.add-alarm", "alarm");
  shoot_dialog (s->app, "scope.add-math", "math");
  sol_app_fixture_activate (s->app, "scope.add-math");
  dialog = support_await_window (SOL_TYPE_ANALYSIS_DIALOG);
  gtk_editable_set_text (support_get (dialog, "expression"), "CH1 + CH7");
  shoot_window (GTK_WINDOW (dialog), "math-wrong");
  gtk_window_destroy (GTK_WINDOW (dialog));
  sol_app_fixture_activate (s->app, "scope.add-alarm");
  dialog = support_await_window (SOL_TYPE_ANALYSIS_DIALOG);
  adw_combo_row_set_selected (support_get (dialog, "kind"), SOL_ALARM_MASK);
  shoot_window (GTK_WINDOW (dialog), "alarm-mask-none");
  sol_mask_form_take (support_get (dialog, "mask"));
  shoot_window (GTK_WINDOW (dialog), "alarm-mask");
  sol_analysis_dialog_save (dialog);
}

static void
add_others (Shoot *s)
{
  static const char *const names[] = { "CH1", NULL }, *const inputs[] = { "lab/bench/wave", NULL };
  const SolAlarmSettings above = { .kind = SOL_ALARM_ABOVE, .level = 1.2, .hysteresis = 0.1 };
  const SolAlarmSettings silent = { .kind = SOL_ALARM_ABSENCE, .duration_s = 5 };

  sol_math_list_set (s->math, 0, "diff (CH1) / 157", "V", names, inputs, NULL);
  sol_alarm_list_set (s->alarms, 1, "lab/bench/wave", &above, 0.2, NULL);
  sol_alarm_list_set (s->alarms, 2, "lab/bench/pump", &silent, 2, NULL);
  sol_app_run_for (1000);
}

static void
shoot_full (Shoot *s)
{
  shoot_view (s->app, "scope", "mask-passed");
  add_others (s);
  s->height = 1.5;
  sol_app_run_for (1500);
  shoot_resize (s->app, SHOOT_WIDE_WIDTH, TALL);
  shoot_view (s->app, "scope", "mask-failed");
  shoot_dialog (s->app, "scope.show-capture(uint32 0)", "capture");
  sol_app_fixture_activate (s->app, "scope.remove-alarm(uint32 1)");
  shoot_resize (s->app, SHOOT_NARROW_WIDTH, SHOOT_NARROW_HEIGHT);
  shoot_view (s->app, "scope", "narrow-mask");
  shoot_dialog (s->app, "scope.edit-alarm(uint32 0)", "narrow-alarm-mask");
}

int
main (int    argc,
      char **argv)
{
  Shoot s = { .height = 1.0 };

  if (!shoot_init (&argc, &argv))
    return 2;
  s.app = sol_app_fixture_new (0);
  s.alarms = sol_engine_get_alarms (s.app->engine);
  s.math = sol_engine_get_math (s.app->engine);
  s.channel = sol_channel_new ("lab/bench/wave", "V", 0, 0);
  s.t0_ns = g_get_real_time () * 1000;
  sol_ingest_add_channel (sol_engine_get_ingest (s.app->engine), s.channel);
  g_timeout_add (BATCH_MS, feed_cb, &s);
  sol_app_fixture_activate (s.app, "win.view('scope')");
  sol_app_fixture_activate (s.app, "scope.time-base(int64 10000000)");
  sol_app_run_for (1500);
  shoot_empty (&s);
  shoot_dialogs (&s);
  sol_app_run_for (700);
  shoot_full (&s);
  sol_app_fixture_free (s.app);
  g_object_unref (s.channel);
  return 0;
}
