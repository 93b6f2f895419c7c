/* test-event-log.c: bounded, in order, batched, readable
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-event-log.h"

#include "sol-test-wait.h"

static SolBrokerEvent *
new_event (SolBrokerEventType  type,
           const char         *client_id,
           const char         *user_name,
           const char         *address,
           const char         *reason,
           guint               n_repeats)
{
  SolBrokerEvent *event = g_new0 (SolBrokerEvent, 1);

  g_atomic_ref_count_init (&event->ref_count);
  event->type = type;
  event->client_id = g_strdup (client_id);
  event->user_name = g_strdup (user_name);
  event->address = g_strdup (address);
  event->reason = g_strdup (reason);
  event->n_repeats = n_repeats;
  return event;
}

static void
add_named (SolEventLog *log,
           guint        number)
{
  g_autofree char *name = g_strdup_printf ("c%u", number);
  g_autoptr (SolBrokerEvent) event
      = new_event (SOL_BROKER_EVENT_CONNECTED, name, NULL, "::1", NULL, 0);

  sol_event_log_add (log, event);
}

static const char *
client_at (SolEventLog *log,
           guint        position)
{
  g_autoptr (SolLogItem) item = g_list_model_get_item (G_LIST_MODEL (log), position);

  return sol_log_item_get_event (item)->client_id;
}

typedef struct
{
  guint n_signals;
  guint n_shown;
} Seen;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            Seen       *seen)
{
  seen->n_signals++;
  seen->n_shown += n_added - n_removed;
  g_assert_cmpuint (seen->n_shown, ==, g_list_model_get_n_items (model));
}

static void
test_bounded (void)
{
  g_autoptr (SolEventLog) log = sol_event_log_new ();
  GListModel *model = G_LIST_MODEL (log);

  for (guint i = 0; i < 5000; i++)
    add_named (log, i);
  sol_test_wait_until (g_list_model_get_n_items (model) == 2000);
  g_assert_cmpstr (client_at (log, 0), ==, "c3000");
  g_assert_cmpstr (client_at (log, 1999), ==, "c4999");
  g_assert_null (g_list_model_get_item (model, 2000));
}

static void
test_batched (void)
{
  g_autoptr (SolEventLog) log = sol_event_log_new ();
  Seen seen = { 0, 0 };

  g_signal_connect (log, "items-changed", G_CALLBACK (changed_cb), &seen);
  add_named (log, 0);
  g_assert_cmpuint (seen.n_shown, ==, 1);
  for (guint i = 1; i < 1000; i++)
    add_named (log, i);
  sol_test_wait_until (seen.n_shown == 1000);
  g_assert_cmpuint (seen.n_signals, <, 20);
}

static void
assert_text (SolBrokerEvent *event,
             const char     *text)
{
  g_autoptr (SolEventLog) log = sol_event_log_new ();
  g_autoptr (SolLogItem) item = NULL;
  g_autofree char *shown = NULL;

  sol_event_log_add (log, event);
  item = g_list_model_get_item (G_LIST_MODEL (log), 0);
  shown = sol_log_item_dup_text (item);
  g_assert_cmpstr (shown, ==, text);
  sol_broker_event_unref (event);
}

static void
test_text (void)
{
  assert_text (new_event (SOL_BROKER_EVENT_CONNECTED, "esp", NULL, "10.0.0.2:5", NULL, 0),
               "esp connected from 10.0.0.2:5");
  assert_text (new_event (SOL_BROKER_EVENT_CONNECTED, "esp", "lab", "10.0.0.2:5", NULL, 0),
               "esp connected from 10.0.0.2:5 as “lab”");
  assert_text (
      new_event (SOL_BROKER_EVENT_DISCONNECTED, "esp", NULL, NULL, "keep-alive ran out", 0),
      "esp disconnected: keep-alive ran out");
  assert_text (
      new_event (SOL_BROKER_EVENT_REFUSED, "esp", "lab", "10.0.0.2:5", "wrong password", 0),
      "10.0.0.2:5 refused for “lab”: wrong password");
  assert_text (new_event (SOL_BROKER_EVENT_REFUSED, NULL, NULL, "10.0.0.2:5", "bad version", 1),
               "10.0.0.2:5 refused: bad version (1 time before)");
  assert_text (new_event (SOL_BROKER_EVENT_REFUSED, NULL, NULL, "10.0.0.2:5", "bad version", 2),
               "10.0.0.2:5 refused: bad version (2 times before)");
  assert_text (new_event (SOL_BROKER_EVENT_WARNING, NULL, NULL, NULL, "out of descriptors", 0),
               "out of descriptors");
  assert_text (new_event (SOL_BROKER_EVENT_LISTENING, NULL, NULL, "[::1]:1883", "listening", 0),
               "[::1]:1883: listening");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-log/oldest-go-first", test_bounded);
  g_test_add_func ("/event-log/flood-is-shown-in-batches", test_batched);
  g_test_add_func ("/event-log/text", test_text);
  return g_test_run ();
}
