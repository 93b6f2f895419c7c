/* test-replay.c: a recording is played at its own pace, and at others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "record-support.h"
#include "sol-replay.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  gint64      at_us;  /* monotonic */
  SolMessage *message;
} Heard;

typedef struct
{
  Fixture    file;
  GMutex     lock;
  GArray    *heard;    /* Heard */
  gboolean   is_deaf;
  SolReplay *replay;
  SolReplaySettings settings;
} Player;

static gboolean
hear_cb (SolMessage *message,
         gpointer    user_data)
{
  Player *player = user_data;
  Heard heard = { g_get_monotonic_time (), NULL };

  if (player->is_deaf)
    return FALSE;
  heard.message = sol_message_ref (message);
  g_mutex_lock (&player->lock);
  g_array_append_val (player->heard, heard);
  g_mutex_unlock (&player->lock);
  return TRUE;
}

static void
clear_heard (gpointer data)
{
  sol_message_unref (((Heard *) data)->message);
}

static void
player_set_up (Player        *player,
               gconstpointer  data)
{
  fixture_set_up (&player->file, data);
  g_mutex_init (&player->lock);
  player->heard = g_array_new (FALSE, FALSE, sizeof (Heard));
  g_array_set_clear_func (player->heard, clear_heard);
  sol_replay_settings_init (&player->settings);
}

static void
player_tear_down (Player        *player,
                  gconstpointer  data)
{
  g_clear_pointer (&player->replay, sol_replay_free);
  g_array_unref (player->heard);
  g_mutex_clear (&player->lock);
  fixture_tear_down (&player->file, data);
}

/* @n messages, @step_ms apart, whose texts are their numbers */
static void
record (Player *player,
        guint   n,
        gint64  step_ms)
{
  SolRecordingWriter *writer = start_recording (&player->file);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      record_text (writer, i * step_ms, i % 2 == 0 ? "lab/even" : "lab/odd", text);
    }
  finish_recording (writer);
}

static void
play (Player *player)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sol_replay_settings_check (&player->settings, &error));
  player->replay = sol_replay_new (player->file.path, &player->settings, hear_cb, NULL, player);
}

static guint
count (Player *player)
{
  guint n;

  g_mutex_lock (&player->lock);
  n = player->heard->len;
  g_mutex_unlock (&player->lock);
  return n;
}

static Heard *
get (Player *player,
     guint   i)
{
  return &g_array_index (player->heard, Heard, i);
}

static const char *
get_text (Player *player,
          guint   i)
{
  return (const char *) sol_message_get_payload (get (player, i)->message);
}

#define wait_until(condition)                                                                                          \
  G_STMT_START                                                                                                         \
    {                                                                                                                  \
      gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;                                                      \
                                                                                                                       \
      while (!(condition) && g_get_monotonic_time () < deadline_us)                                                    \
        g_usleep (1000);                                                                                               \
      g_assert_true (condition);                                                                                       \
    }                                                                                                                  \
  G_STMT_END

static SolReplayState
get_state (Player *player)
{
  SolReplayStatus status;

  sol_replay_get_status (player->replay, &status);
  return status.state;
}

/* The smallest distance of a message from where it ought to be, behind the first: lateness is the machine's, drift is
 * ours */
static gint64
get_least_late_us (Player *player,
                   guint   from,
                   guint   to,
                   double  step_us)
{
  gint64 least_us = G_MAXINT64;

  for (guint i = from; i < to; i++)
    least_us = MIN (least_us, get (player, i)->at_us - get (player, 0)->at_us - (gint64) (i * step_us));
  return least_us;
}

static void
test_keeps_its_pace (Player        *player,
                     gconstpointer  data)
{
  record (player, 200, 20);
  player->settings.speed = 10.0;
  play (player);
  wait_until (get_state (player) == SOL_REPLAY_ENDED);
  g_assert_cmpuint (player->heard->len, ==, 200);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      g_assert_cmpstr (get_text (player, i), ==, text);
      /* Never early: the first may have come late itself */
      g_assert_cmpint (get (player, i)->at_us - get (player, 0)->at_us, >=, (gint64) i * 2000 - 300000);
    }
  g_assert_cmpint (ABS (get_least_late_us (player, 150, 200, 2000)), <, 100000);
  g_assert_cmpint (get (player, 199)->at_us - get (player, 0)->at_us, >, 199 * 2000 - 100000);
}

/* Ten laps of 40 messages, 1 ms apart at ×10: the seam is one step as well */
static void
test_loops_without_a_seam (Player        *player,
                           gconstpointer  data)
{
  record (player, 40, 10);
  player->settings.speed = 10.0;
  player->settings.is_looping = TRUE;
  play (player);
  wait_until (count (player) >= 400);
  sol_replay_set_looping (player->replay, FALSE);
  wait_until (get_state (player) == SOL_REPLAY_ENDED);
  g_assert_cmpuint (player->heard->len % 40, ==, 0);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i % 40);

      g_assert_cmpstr (get_text (player, i), ==, text);
    }
  g_assert_cmpint (ABS (get_least_late_us (player, 300, 400, 1000)), <, 100000);
}

static void
test_pause_and_seek (Player        *player,
                     gconstpointer  data)
{
  SolReplayStatus status;

  record (player, 100, 100);
  player->settings.is_paused = TRUE;
  play (player);
  wait_until (get_state (player) == SOL_REPLAY_PAUSED);
  sol_replay_get_status (player->replay, &status);
  g_assert_cmpint (status.position_ns, ==, T0_NS);
  g_assert_cmpuint (status.info.n_messages, ==, 100);

  sol_replay_seek (player->replay, T0_NS + 9600 * MS_NS);
  sol_replay_set_speed (player->replay, 100.0);
  g_assert_cmpuint (count (player), ==, 0);
  sol_replay_play (player->replay);
  wait_until (get_state (player) == SOL_REPLAY_ENDED);
  g_assert_cmpuint (player->heard->len, ==, 4);
  g_assert_cmpstr (get_text (player, 0), ==, "96");
  g_assert_cmpstr (get_text (player, 3), ==, "99");

  sol_replay_pause (player->replay);
  sol_replay_seek (player->replay, T0_NS + 9900 * MS_NS);
  wait_until (get_state (player) == SOL_REPLAY_PAUSED);
  g_assert_cmpuint (count (player), ==, 4);
  sol_replay_play (player->replay);
  wait_until (count (player) == 5);
  g_assert_cmpstr (get_text (player, 4), ==, "99");
}

static void
test_position_goes_with_the_pace (Player        *player,
                                  gconstpointer  data)
{
  SolReplayStatus a, b;
  gint64 a_us, b_us;
  double speed;

  record (player, 2, 1000000);
  player->settings.speed = 100.0;
  play (player);
  wait_until (count (player) == 1);
  sol_replay_get_status (player->replay, &a);
  a_us = g_get_monotonic_time ();
  g_usleep (50000);
  sol_replay_get_status (player->replay, &b);
  b_us = g_get_monotonic_time ();
  speed = (double) (b.position_ns - a.position_ns) / 1000.0 / (double) (b_us - a_us);
  g_assert_cmpfloat_with_epsilon (speed, 100.0, 20.0);
  sol_replay_set_speed (player->replay, 1.0);
  sol_replay_get_status (player->replay, &a);
  g_assert_cmpint (a.position_ns, >=, b.position_ns);
  sol_replay_pause (player->replay);
  sol_replay_get_status (player->replay, &a);
  sol_replay_get_status (player->replay, &b);
  g_assert_cmpint (a.position_ns, ==, b.position_ns);
}

static void
test_stretch_and_filter (Player        *player,
                         gconstpointer  data)
{
  const char *filters[] = { "+/odd", NULL };

  record (player, 20, 10);
  player->settings.speed = 0.0;
  player->settings.from_ns = T0_NS + 40 * MS_NS;
  player->settings.to_ns = T0_NS + 90 * MS_NS;
  player->settings.filters = filters;
  play (player);
  wait_until (get_state (player) == SOL_REPLAY_ENDED);
  g_assert_cmpuint (player->heard->len, ==, 2);
  g_assert_cmpstr (get_text (player, 0), ==, "5");
  g_assert_cmpstr (get_text (player, 1), ==, "7");
}

static void
test_topics_and_quality (Player        *player,
                         gconstpointer  data)
{
  const char *map[] = { "lab/even=bench", "la=never", NULL };
  SolMessage *message;

  record (player, 2, 10);
  player->settings.speed = 0.0;
  player->settings.map = map;
  player->settings.prefix = "again/";
  player->settings.qos = 1;
  player->settings.retain = 1;
  player->settings.keeps_time = TRUE;
  play (player);
  wait_until (get_state (player) == SOL_REPLAY_ENDED);
  message = get (player, 0)->message;
  g_assert_cmpstr (message->topic, ==, "again/bench");
  g_assert_cmpuint (message->qos, ==, 1);
  g_assert_cmpuint (message->retain, ==, 1);
  g_assert_cmpint (message->arrived_us, ==, T0_NS / 1000);
  g_assert_cmpstr (get (player, 1)->message->topic, ==, "again/lab/odd");
}

static void
test_what_nobody_takes (Player        *player,
                        gconstpointer  data)
{
  SolRecordingWriter *writer = start_recording (&player->file);
  SolReplayStatus status;
  gint64 start_us = g_get_monotonic_time ();

  record_text (writer, 0, "$SYS/broker/uptime", "1");
  record_text (writer, 1, "lab", "2");
  finish_recording (writer);
  player->is_deaf = TRUE;
  play (player);
  wait_until (get_state (player) == SOL_REPLAY_ENDED);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, G_USEC_PER_SEC);
  sol_replay_get_status (player->replay, &status);
  g_assert_cmpuint (status.n_sent, ==, 0);
  g_assert_cmpuint (status.n_lost, ==, 1);
  g_assert_cmpuint (status.n_skipped, ==, 1);
}

static void
test_no_file (Player        *player,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  play (player);
  wait_until (get_state (player) == SOL_REPLAY_FAILED);
  error = sol_replay_dup_error (player->replay);
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_OPEN);
  sol_replay_play (player->replay);
  g_assert_cmpint (get_state (player), ==, SOL_REPLAY_FAILED);
}

static void
assert_bad (const SolReplaySettings *settings,
            const char              *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sol_replay_settings_check (settings, &error));
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, field));
}

static void
test_settings (void)
{
  const char *map[] = { "a/+=b", NULL }, *half[] = { "a=", NULL }, *filters[] = { "a/#/b", NULL };

  assert_bad (&(SolReplaySettings) { .speed = 0.05 }, "speed");
  assert_bad (&(SolReplaySettings) { .speed = 101 }, "speed");
  assert_bad (&(SolReplaySettings) { .speed = 1, .qos = 3 }, "qos");
  assert_bad (&(SolReplaySettings) { .speed = 1, .from_ns = 2, .to_ns = 2 }, "to");
  assert_bad (&(SolReplaySettings) { .speed = 1, .prefix = "a/#" }, "prefix");
  assert_bad (&(SolReplaySettings) { .speed = 1, .map = map }, "map");
  assert_bad (&(SolReplaySettings) { .speed = 1, .map = half }, "map");
  assert_bad (&(SolReplaySettings) { .speed = 1, .filters = filters }, "filter");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/replay/" path, Player, NULL, player_set_up, function, player_tear_down)
  ADD ("keeps-its-pace", test_keeps_its_pace);
  ADD ("loops-without-a-seam", test_loops_without_a_seam);
  ADD ("pause-and-seek", test_pause_and_seek);
  ADD ("position-goes-with-the-pace", test_position_goes_with_the_pace);
  ADD ("stretch-and-filter", test_stretch_and_filter);
  ADD ("topics-and-quality", test_topics_and_quality);
  ADD ("what-nobody-takes", test_what_nobody_takes);
  ADD ("no-file", test_no_file);
  g_test_add_func ("/replay/settings", test_settings);
  return g_test_run ();
}
