/* sol-self-test.c: is what is measured what was set?
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-self-test.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-broker.h"
#include "sol-client.h"
#include "sol-payload.h"
#include "sol-self-test-case-private.h"
#include "sol-wave.h"

#define FILTER "soliton/self-test/#"
#define LOOK_EVERY_MS 100
#define DEADLINE_US (30 * G_USEC_PER_SEC)
#define MAX_INFLIGHT 1000
#define N_ATTEMPTS 3

G_DEFINE_QUARK (sol-self-test-error-quark, sol_self_test_error)

typedef struct
{
  GPtrArray   *cases;       /* owned, of SolSelfTestCase */
  GHashTable  *by_topic;    /* of the same, borrowed */
  GPtrArray   *waves;       /* owned, of SolWave */
  SolIoThread *thread;      /* owned: of the waves */
  SolStore    *store;       /* owned, as the next two */
  SolBroker   *broker;
  SolClient   *client;
  guint        n_expected;
  int          n_arrived;   /* atomic */
  gint64       deadline_us;
  guint        n_attempts;

  SolSelfTestProgressFunc progress;
  gpointer     progress_data;
} SelfTest;

/* The sender ends first, then what it sends through */
static void
stop (SelfTest *self)
{
  g_ptr_array_set_size (self->waves, 0);
  g_clear_pointer (&self->thread, sol_io_thread_stop);
  g_clear_object (&self->client);
  g_clear_object (&self->broker);
  g_clear_object (&self->store);
}

static void
self_test_free (SelfTest *self)
{
  stop (self);
  g_ptr_array_unref (self->waves);
  g_hash_table_unref (self->by_topic);
  g_ptr_array_unref (self->cases);
  g_free (self);
}

/* In the client's thread, which alone touches the cases until it has ended */
static void
message_cb (SolMessage *message,
            gpointer    user_data)
{
  SelfTest *self = user_data;
  SolSelfTestCase *test = g_hash_table_lookup (self->by_topic, message->topic);

  if (test == NULL)
    return;
  sol_self_test_case_receive (test, message);
  g_atomic_int_inc (&self->n_arrived);
}

static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  return sol_client_post (((SelfTest *) user_data)->client, message);
}

static void
add_case (SelfTest  *self,
          SolShape   shape,
          SolFormat  format)
{
  SolSelfTestCase *test = sol_self_test_case_new (shape, format);

  g_ptr_array_add (self->cases, test);
  g_hash_table_insert (self->by_topic, test->topic, test);
  self->n_expected += test->n_messages;
}

static void
add_cases (SelfTest *self)
{
  for (guint format = 0; format < SOL_N_FORMATS; format++)
    for (guint shape = 0; shape < SOL_N_SHAPES && sol_payload_can_write ((SolFormat) format); shape++)
      add_case (self, (SolShape) shape, (SolFormat) format);
}

static GArray *
judge (SelfTest *self)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SolSelfTestRow));

  stop (self);
  g_array_set_size (rows, self->cases->len);
  for (guint i = 0; i < self->cases->len; i++)
    sol_self_test_case_judge (self->cases->pdata[i], &g_array_index (rows, SolSelfTestRow, i));
  return rows;
}

/* What has no time of its own came in bursts longer than a period: the computer stood still, and nothing can be said of
 * the frequency */
static gboolean
is_disturbed (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SolSelfTestRow *row = &g_array_index (rows, SolSelfTestRow, i);

      if (!row->has_passed && row->frequency.error >= row->frequency.set)
        return TRUE;
    }
  return FALSE;
}

static void begin (GTask *task);

static void
finish (GTask *task)
{
  SelfTest *self = g_task_get_task_data (task);
  g_autoptr (GArray) rows = judge (self);

  if (is_disturbed (rows) && ++self->n_attempts < N_ATTEMPTS)
    begin (g_object_ref (task));
  else
    g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify) g_array_unref);
}

static void
fail_incomplete (GTask *task,
                 guint  n_arrived)
{
  SelfTest *self = g_task_get_task_data (task);

  stop (self);
  g_task_return_new_error (task, SOL_SELF_TEST_ERROR, SOL_SELF_TEST_ERROR_INCOMPLETE,
                           _("Only %u of %u messages arrived within 30 s. The computer may be too busy; try again."),
                           n_arrived, self->n_expected);
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;
  SelfTest *self = g_task_get_task_data (task);
  guint n_arrived = (guint) g_atomic_int_get (&self->n_arrived);

  if (g_task_return_error_if_cancelled (task))
    {
      stop (self);
      return G_SOURCE_REMOVE;
    }
  if (self->progress != NULL)
    self->progress ((double) n_arrived / self->n_expected, self->progress_data);
  if (n_arrived >= self->n_expected)
    finish (task);
  else if (g_get_monotonic_time () > self->deadline_us)
    fail_incomplete (task, n_arrived);
  else
    return G_SOURCE_CONTINUE;
  return G_SOURCE_REMOVE;
}

static void
start_waves (SelfTest *self)
{
  self->thread = sol_io_thread_new ("sol-self-test");
  for (guint i = 0; i < self->cases->len; i++)
    {
      SolSelfTestCase *test = self->cases->pdata[i];

      g_ptr_array_add (self->waves, sol_wave_new (self->thread, &test->settings, test->topic, 1, FALSE,
                                                  test->n_messages, publish_cb, self, NULL));
    }
  self->deadline_us = g_get_monotonic_time () + DEADLINE_US;
}

static void
subscribed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!sol_client_subscribe_finish (SOL_CLIENT (object), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  start_waves (g_task_get_task_data (task));
  g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_EVERY_MS, look_cb, g_steal_pointer (&task), g_object_unref);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (sol_client_connect_finish (SOL_CLIENT (object), result, NULL, &error))
    sol_client_subscribe_async (SOL_CLIENT (object), FILTER, 1, cancellable, subscribed_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SelfTest *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  SolClientOptions options;
  GError *error = NULL;

  if (!sol_broker_start_finish (SOL_BROKER (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (self->broker);
  options.max_inflight = MAX_INFLIGHT;
  self->client = sol_client_new (message_cb, self);
  sol_client_connect_async (self->client, &options, cancellable, connected_cb, g_steal_pointer (&task));
}

static SelfTest *
self_test_new (void)
{
  SelfTest *self = g_new0 (SelfTest, 1);

  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_self_test_case_free);
  self->by_topic = g_hash_table_new (g_str_hash, g_str_equal);
  self->waves = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_wave_free);
  return self;
}

/* @task: (transfer full) */
static void
begin (GTask *task)
{
  SelfTest *self = g_task_get_task_data (task);
  g_autoptr (SolBrokerConfig) config = sol_broker_config_new ();

  self->store = sol_store_new (NULL);
  self->broker = sol_broker_new (self->store);
  self->n_expected = 0;
  g_atomic_int_set (&self->n_arrived, 0);
  g_hash_table_remove_all (self->by_topic);
  g_ptr_array_set_size (self->cases, 0);
  add_cases (self);
  config->port = 0;
  config->websocket_port = -1;
  sol_broker_start_async (self->broker, config, g_task_get_cancellable (task), started_cb, task);
}

void
sol_self_test_async (GCancellable            *cancellable,
                     SolSelfTestProgressFunc  progress,
                     gpointer                 progress_data,
                     GAsyncReadyCallback      callback,
                     gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SelfTest *self = self_test_new ();

  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_source_tag (task, sol_self_test_async);
  g_task_set_task_data (task, self, (GDestroyNotify) self_test_free);
  begin (g_steal_pointer (&task));
}

GArray *
sol_self_test_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
