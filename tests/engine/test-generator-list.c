/* test-generator-list.c: many sources at once, and their file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-engine.h"
#include "sol-generator-fields.h"
#include "sol-json.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"

/* Counts what comes, by topic, in the list's thread */
typedef struct
{
  GMutex      lock;
  GHashTable *counts;    /* of char *: guint */
  GHashTable *threads;   /* that messages came in */
  guint       n_taken;   /* as many are taken; the others are refused */
} Sink;

static gboolean
sink_cb (SolMessage *message,
         gpointer    user_data)
{
  Sink *sink = user_data;
  gboolean is_taken;

  g_mutex_lock (&sink->lock);
  is_taken = sink->n_taken > 0;
  sink->n_taken -= is_taken ? 1 : 0;
  g_hash_table_insert (sink->counts, g_strdup (message->topic),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (sink->counts, message->topic)) + 1));
  g_hash_table_add (sink->threads, g_thread_self ());
  g_mutex_unlock (&sink->lock);
  return is_taken;
}

static guint
get_count (Sink       *sink,
           const char *topic)
{
  guint n;

  g_mutex_lock (&sink->lock);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (sink->counts, topic));
  g_mutex_unlock (&sink->lock);
  return n;
}

static void
sink_init (Sink *sink)
{
  g_mutex_init (&sink->lock);
  sink->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sink->threads = g_hash_table_new (NULL, NULL);
  sink->n_taken = G_MAXUINT;
}

static void
sink_clear (Sink *sink)
{
  g_hash_table_unref (sink->counts);
  g_hash_table_unref (sink->threads);
  g_mutex_clear (&sink->lock);
}

/* A sine of 4 samples a message, 200 messages a second */
static SolWaveConfig *
make_config (const char *name,
             const char *topic)
{
  SolGeneratorSettings settings;

  sol_generator_settings_init_simple (&settings);
  settings.n_points = 4;
  settings.rate_hz = 800.0;
  return sol_wave_config_new (name, topic, &settings);
}

static SolGeneratorItem *
add (SolGeneratorList *list,
     const char       *name,
     const char       *topic)
{
  g_autoptr (SolWaveConfig) config = make_config (name, topic);
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  SolGeneratorItem *item = sol_generator_list_add (list, n, config, &error);

  g_assert_no_error (error);
  return item;
}

/* As many as there may be run in one thread, each on its topic; one stops alone */
static void
test_all_at_once (void)
{
  g_autoptr (SolGeneratorList) list = sol_generator_list_new ();
  g_autoptr (SolWaveConfig) more = make_config ("more", "more");
  g_autoptr (GError) error = NULL;
  SolWaveCounts counts;
  Sink sink;
  guint n;

  sink_init (&sink);
  sol_generator_list_set_func (list, sink_cb, &sink);
  for (guint i = 0; i < SOL_GENERATOR_LIST_MAX; i++)
    {
      g_autofree char *topic = g_strdup_printf ("s/%u", i);

      add (list, topic, topic);
    }
  g_assert_null (sol_generator_list_add (list, 0, more, &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FULL);
  g_assert_true (sol_generator_list_start_all (list, NULL));
  sol_test_wait_until (get_count (&sink, "s/0") > 5 && get_count (&sink, "s/63") > 5);
  g_assert_cmpuint (g_hash_table_size (sink.threads), ==, 1);

  sol_generator_list_stop (list, sol_generator_list_find (list, "s/0"));
  n = get_count (&sink, "s/0");
  sol_generator_item_get_counts (sol_generator_list_find (list, "s/0"), &counts);
  g_assert_cmpuint (counts.n_sent, ==, n);
  sol_test_wait_until (get_count (&sink, "s/63") > 20);
  g_assert_cmpuint (get_count (&sink, "s/0"), ==, n);
  sol_generator_list_set_func (list, NULL, NULL);
  g_assert_false (sol_generator_list_is_running (list));
  sink_clear (&sink);
}

static void
test_counts_what_nobody_takes (void)
{
  g_autoptr (SolGeneratorList) list = sol_generator_list_new ();
  SolGeneratorItem *item = add (list, "Sine", "sine");
  SolWaveCounts counts;
  Sink sink;

  sink_init (&sink);
  sink.n_taken = 3;
  sol_generator_list_set_func (list, sink_cb, &sink);
  g_assert_true (sol_generator_list_start (list, item, NULL));
  sol_test_wait_until (get_count (&sink, "sine") >= 10);
  sol_generator_list_stop (list, item);
  sol_generator_item_get_counts (item, &counts);
  g_assert_cmpuint (counts.n_sent, ==, 3);
  g_assert_cmpuint (counts.n_lost, ==, get_count (&sink, "sine") - 3);
  sink_clear (&sink);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What runs goes elsewhere with another topic; what cannot be is told, and the run goes on as it was */
static void
test_takes_changes_while_it_runs (void)
{
  g_autoptr (SolGeneratorList) list = sol_generator_list_new ();
  SolGeneratorItem *item = add (list, "Sine", "one");
  g_autoptr (SolWaveConfig) config = make_config ("Other", "two");
  guint n_changes = 0, n;
  Sink sink;

  sink_init (&sink);
  g_signal_connect_swapped (list, "changed", G_CALLBACK (count_cb), &n_changes);
  sol_generator_list_set_func (list, sink_cb, &sink);
  g_assert_true (sol_generator_list_start (list, item, NULL));
  sol_test_wait_until (get_count (&sink, "one") > 2);
  sol_generator_list_set (list, item, config);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (sol_generator_item_get_name (item), ==, "Other");
  sol_test_wait_until (get_count (&sink, "two") > 2);
  config->settings.frequency_hz = 0.0;
  sol_generator_list_set (list, item, config);
  g_assert_nonnull (strstr (sol_generator_item_get_problem (item), "Frequency"));
  n = get_count (&sink, "two");
  sol_test_wait_until (get_count (&sink, "two") > n + 2);
  sol_generator_list_stop (list, item);
  g_assert_false (sol_generator_list_start (list, item, NULL));
  g_assert_false (sol_generator_list_is_running (list));
  sink_clear (&sink);
}

static void
test_names (void)
{
  g_autoptr (SolGeneratorList) list = sol_generator_list_new ();
  g_autofree char *first = sol_generator_list_make_name (list, "Sine"), *second = NULL, *third = NULL;

  g_assert_cmpstr (first, ==, "Sine");
  add (list, "Sine", "a");
  second = sol_generator_list_make_name (list, "Sine");
  g_assert_cmpstr (second, ==, "Sine 2");
  add (list, second, "b");
  third = sol_generator_list_make_name (list, "Sine 2");
  g_assert_cmpstr (third, ==, "Sine 3");
}

/* JSON */

static void
assert_same (const SolWaveConfig *one,
             const SolWaveConfig *other)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);
  const SolGeneratorChoice *choices;

  g_assert_cmpstr (one->name, ==, other->name);
  g_assert_cmpstr (one->topic, ==, other->topic);
  g_assert_cmpuint (one->qos, ==, other->qos);
  g_assert_cmpint (one->retain, ==, other->retain);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (sol_generator_field_get (&fields[i], &one->settings), ==,
                       sol_generator_field_get (&fields[i], &other->settings));
  choices = sol_generator_get_choices (&n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (sol_generator_choice_get (&choices[i], &one->settings), ==,
                      sol_generator_choice_get (&choices[i], &other->settings));
  g_assert_cmpmem (one->settings.harmonics, one->settings.n_harmonics * sizeof (SolHarmonic),
                   other->settings.harmonics, other->settings.n_harmonics * sizeof (SolHarmonic));
}

/* Every field differs from every other, so that none is taken for its neighbour */
static SolWaveConfig *
make_peculiar (void)
{
  const double values[] = { 0.1, -1.0, 1.0 / 3.0 };
  SolWaveConfig *config = make_config ("Größe “1”", "lab/größe");
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    sol_generator_field_set (&fields[i], &config->settings,
                             fields[i].least + (fields[i].most - fields[i].least) * (i + 1) / (3.0 * n));
  sol_harmonics_parse ("3,0.2,180; 5,0.125", &config->settings, NULL);
  config->settings.shape = SOL_SHAPE_TABLE;
  config->settings.interpolation = SOL_INTERPOLATION_SMOOTH;
  config->settings.sweep = SOL_SWEEP_LOGARITHMIC;
  config->settings.format = SOL_FORMAT_MSGPACK;
  config->settings.table = sol_shape_table_new (values, G_N_ELEMENTS (values), NULL);
  config->qos = 2;
  config->retain = TRUE;
  return config;
}

static void
test_json_round_trip (void)
{
  g_autoptr (SolGeneratorList) list = sol_generator_list_new ();
  g_autoptr (SolWaveConfig) config = make_peculiar ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const double *values;
  gsize length, n;

  sol_generator_list_add (list, 0, config, NULL);
  add (list, "Sine", "sine");
  text = sol_json_print_object (sol_generator_list_to_json (list), TRUE, &length);
  read = sol_wave_configs_parse (text, length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  assert_same (config, read->pdata[0]);
  values = sol_shape_table_get_values (((SolWaveConfig *) read->pdata[0])->settings.table, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (values[2], ==, 1.0 / 3.0);
}

static void
assert_refused (const char *source,
                const char *why)
{
  g_autofree char *text = g_strdup_printf ("{\"sources\": [%s]}", source);
  g_autoptr (GError) error = NULL, problem = NULL;
  g_autoptr (GPtrArray) whole = sol_wave_configs_parse (text, strlen (text), NULL, &error), rest = NULL;

  g_assert_null (whole);
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” does not name “%s”", error->message, why);
  rest = sol_wave_configs_parse (text, strlen (text), &problem, NULL);
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_nonnull (problem);
}

/* Each with the member at fault */
static void
test_json_that_cannot_be (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("{}", "topic");
  assert_refused ("7", "object");
  assert_refused ("{\"topic\": 7}", "topic");
  assert_refused ("{\"topic\": \"a\", \"name\": \"\"}", "name");
  assert_refused ("{\"topic\": \"a\", \"frequencey\": 1}", "frequencey");
  assert_refused ("{\"topic\": \"a\", \"frequency\": \"1\"}", "frequency");
  assert_refused ("{\"topic\": \"a\", \"shape\": \"round\"}", "round");
  assert_refused ("{\"topic\": \"a\", \"format\": \"image\"}", "format");
  assert_refused ("{\"topic\": \"a\", \"qos\": 1.5}", "qos");
  assert_refused ("{\"topic\": \"a\", \"retain\": 1}", "retain");
  assert_refused ("{\"topic\": \"a\", \"harmonics\": [1]}", "harmonics");
  assert_refused ("{\"topic\": \"a\", \"table\": [1]}", "table");
  assert_refused ("{\"topic\": \"a\", \"table\": [1, null]}", "table");
  assert_refused ("{\"topic\": \"a\", \"column\": \"x\"}", "file");
  g_assert_null (sol_wave_configs_parse ("{\"sources\": {}}", 15, NULL, &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS);
}

/* No prefix and no changed octet of a good file ends the program */
static void
test_json_damaged (void)
{
  g_autoptr (SolWaveConfig) config = make_peculiar ();
  g_autoptr (SolGeneratorList) list = sol_generator_list_new ();
  g_autofree char *text = NULL;
  gsize length;

  sol_generator_list_add (list, 0, config, NULL);
  text = sol_json_print_object (sol_generator_list_to_json (list), FALSE, &length);
  for (gsize at = 0; at < length; at++)
    {
      g_autoptr (GPtrArray) G_GNUC_UNUSED prefix = sol_wave_configs_parse (text, at, NULL, NULL);
      char before = text[at];

      for (const char *change = "\"]{1x"; *change != '\0'; change++)
        {
          g_autoptr (GError) problem = NULL;
          g_autoptr (GPtrArray) G_GNUC_UNUSED changed = NULL;

          text[at] = *change;
          changed = sol_wave_configs_parse (text, length, &problem, NULL);
        }
      text[at] = before;
    }
}

/* The engine's file */

typedef struct
{
  char      *folder, *path;
  SolEngine *engine;
} Home;

static void
home_open (Home *home)
{
  home->engine = sol_engine_new (home->folder, NULL, NULL);
}

static void
home_init (Home *home)
{
  home->folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  home->path = g_build_filename (home->folder, "generator.json", NULL);
}

static void
home_clear (Home *home)
{
  sol_test_release (home->engine);
  sol_test_remove_tree (home->folder);
  g_free (home->folder);
  g_free (home->path);
}

static SolGeneratorItem *
get_first (Home *home)
{
  g_autoptr (SolGeneratorItem) item
      = g_list_model_get_item (G_LIST_MODEL (sol_engine_get_generators (home->engine)), 0);

  return item; /* the list holds it */
}

static guint
get_n (Home *home)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sol_engine_get_generators (home->engine)));
}

/* Even what was changed last, a moment before the end */
static void
test_is_kept (void)
{
  g_autoptr (SolWaveConfig) config = make_peculiar ();
  Home home;

  home_init (&home);
  home_open (&home);
  g_assert_cmpuint (get_n (&home), ==, 1);
  sol_generator_list_add (sol_engine_get_generators (home.engine), 0, config, NULL);
  g_clear_object (&home.engine);
  sol_test_wait_until (g_file_test (home.path, G_FILE_TEST_EXISTS));
  home_open (&home);
  g_assert_cmpuint (get_n (&home), ==, 2);
  assert_same (sol_generator_item_get_config (get_first (&home)), config);
  g_assert_false (sol_generator_item_is_running (get_first (&home)));
  home_clear (&home);
}

/* What can be read of a damaged file is there, a person is told, and the file as it was is kept */
static void
test_damaged_file_is_put_aside (void)
{
  Home home;

  home_init (&home);
  g_file_set_contents (home.path, "{\"sources\": [{\"topic\": \"a\", \"rate\": \"fast\"}, {\"topic\": \"b\"}]}", -1,
                       NULL);
  home_open (&home);
  g_assert_cmpuint (get_n (&home), ==, 1);
  g_assert_cmpstr (sol_generator_item_get_config (get_first (&home))->topic, ==, "b");
  g_assert_nonnull (strstr (sol_engine_get_warning (home.engine), "rate"));
  g_assert_cmpuint (sol_test_count_files (home.folder, "generator.json.broken-"), ==, 1);
  g_clear_object (&home.engine);
  home_open (&home);
  g_assert_cmpuint (get_n (&home), ==, 1);
  g_assert_null (sol_engine_get_warning (home.engine));
  home_clear (&home);
}

/* One that cannot be read at all is not written over */
static void
test_file_that_cannot_be_read_is_put_aside (void)
{
  Home home;

  home_init (&home);
  g_assert_cmpint (g_mkdir (home.path, 0700), ==, 0);
  home_open (&home);
  g_assert_cmpuint (get_n (&home), ==, 1);
  g_assert_nonnull (strstr (sol_engine_get_warning (home.engine), "put aside"));
  g_assert_cmpuint (sol_test_count_files (home.folder, "generator.json.broken-"), ==, 1);
  home_clear (&home);
}

/* The wave's file is read again; when it is gone, the source says so */
static void
test_file_of_a_wave (void)
{
  g_autofree char *text = NULL, *wave = NULL;
  Home home;

  home_init (&home);
  wave = g_build_filename (home.folder, "wave.csv", NULL);
  text = g_strdup_printf ("{\"sources\": [{\"topic\": \"a\", \"shape\": \"table\", \"file\": \"%s\","
                          " \"column\": \"v\"}]}",
                          wave);
  g_file_set_contents (home.path, text, -1, NULL);
  g_file_set_contents (wave, "t,v,w\n0,1,7\n1,-1,8\n2,1,9\n", -1, NULL);
  home_open (&home);
  g_assert_nonnull (sol_generator_item_get_problem (get_first (&home)));
  sol_test_wait_until (sol_generator_item_get_problem (get_first (&home)) == NULL);
  g_clear_object (&home.engine);
  g_remove (wave);
  home_open (&home);
  sol_test_wait_until (strstr (sol_generator_item_get_problem (get_first (&home)), "No such file") != NULL);
  home_clear (&home);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generator-list/all-at-once", test_all_at_once);
  g_test_add_func ("/generator-list/counts-what-nobody-takes", test_counts_what_nobody_takes);
  g_test_add_func ("/generator-list/takes-changes-while-it-runs", test_takes_changes_while_it_runs);
  g_test_add_func ("/generator-list/names", test_names);
  g_test_add_func ("/generator-list/json-round-trip", test_json_round_trip);
  g_test_add_func ("/generator-list/json-that-cannot-be", test_json_that_cannot_be);
  g_test_add_func ("/generator-list/json-damaged", test_json_damaged);
  g_test_add_func ("/generator-list/is-kept", test_is_kept);
  g_test_add_func ("/generator-list/damaged-file-is-put-aside", test_damaged_file_is_put_aside);
  g_test_add_func ("/generator-list/file-that-cannot-be-read-is-put-aside", test_file_that_cannot_be_read_is_put_aside);
  g_test_add_func ("/generator-list/file-of-a-wave", test_file_of_a_wave);
  return g_test_run ();
}
