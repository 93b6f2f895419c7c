/* test-auth.c: names and passwords at the door, with real yescrypt
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <crypt.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>
#include <time.h>

#include "sol-auth-mosquitto.h"
#include "sol-auth.h"
#include "sol-broker.h"

typedef struct
{
  SolAuth    *auth;
  GHashTable *users;
  char       *hash;       /* of `right` */
  guint       n_answers;
  SolAuthVerdict verdict; /* the newest */
} Fixture;

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
hash_password (const char  *password,
               GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_hash_password_async (password, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return sol_broker_hash_password_finish (result, error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->auth = sol_auth_new (g_main_context_default ());
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hash = hash_password ("right", NULL);
  g_hash_table_insert (self->users, g_strdup ("anna"), g_strdup (self->hash));
  sol_auth_set_users (self->auth, self->users);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  sol_auth_free (self->auth);
  g_hash_table_unref (self->users);
  g_free (self->hash);
}

static SolMqttSlice
make_slice (const char *text)
{
  return (SolMqttSlice) { (const guint8 *) text, text != NULL ? strlen (text) : 0 };
}

static SolAuthRequest
make_request (const char *name,
              const char *password)
{
  return (SolAuthRequest) { .has_user_name = name != NULL, .user_name = make_slice (name),
                            .has_password = password != NULL, .password = make_slice (password) };
}

static void
answer_cb (SolAuthVerdict verdict,
           gpointer       user_data)
{
  Fixture *self = user_data;

  self->verdict = verdict;
  self->n_answers++;
}

static SolAuthVerdict
ask (Fixture    *self,
     const char *name,
     const char *password)
{
  SolAuthRequest request = make_request (name, password);
  SolAuthTicket *ticket;

  return sol_auth_check (self->auth, &request, answer_cb, self, &ticket);
}

static void
wait_for_answers (Fixture *self,
                  guint    n)
{
  while (self->n_answers < n)
    g_main_context_iteration (NULL, TRUE);
}

static SolAuthVerdict
ask_and_wait (Fixture    *self,
              const char *name,
              const char *password)
{
  SolAuthVerdict verdict = ask (self, name, password);

  if (verdict != SOL_AUTH_PENDING)
    return verdict;
  wait_for_answers (self, self->n_answers + 1);
  return self->verdict;
}

static void
test_anonymous (Fixture       *self,
                gconstpointer  data)
{
  SolAuthRequest request = make_request (NULL, NULL);
  SolAuthTicket *ticket;

  g_assert_cmpint (sol_auth_check (self->auth, &request, answer_cb, self, &ticket), ==,
                   SOL_AUTH_REFUSED_ANONYMOUS);
  request.allow_anonymous = TRUE;
  g_assert_cmpint (sol_auth_check (self->auth, &request, answer_cb, self, &ticket), ==,
                   SOL_AUTH_ACCEPTED);
  g_assert_null (ticket);
}

static void
test_right_then_remembered (Fixture       *self,
                            gconstpointer  data)
{
  g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_PENDING);
  wait_for_answers (self, 1);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_ACCEPTED);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_ACCEPTED);
  g_assert_cmpint (ask_and_wait (self, "anna", "wrong"), ==, SOL_AUTH_REFUSED_PASSWORD);
  g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_ACCEPTED);
}

static void
test_wrong (Fixture       *self,
            gconstpointer  data)
{
  const char *const wrong[] = { "wrong", "", "righ", "rightt", "Right", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (ask_and_wait (self, "anna", wrong[i]), ==, SOL_AUTH_REFUSED_PASSWORD);
  g_assert_cmpint (ask_and_wait (self, "ann", "aright"), ==, SOL_AUTH_REFUSED_UNKNOWN_USER);
}

/* Neither is let in, and neither answers at once: a stranger does not learn who exists */
static void
test_unknown_user (Fixture       *self,
                   gconstpointer  data)
{
  g_assert_cmpint (ask (self, "eve", "right"), ==, SOL_AUTH_PENDING);
  wait_for_answers (self, 1);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_REFUSED_UNKNOWN_USER);
  g_assert_cmpint (ask (self, "eve", NULL), ==, SOL_AUTH_REFUSED_UNKNOWN_USER);
}

static void
test_unknown_user_where_anonymous_may (Fixture       *self,
                                       gconstpointer  data)
{
  SolAuthRequest request = make_request ("eve", "x");
  SolAuthTicket *ticket;

  request.allow_anonymous = TRUE;
  g_assert_cmpint (sol_auth_check (self->auth, &request, answer_cb, self, &ticket), ==,
                   SOL_AUTH_PENDING);
  wait_for_answers (self, 1);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_REFUSED_UNKNOWN_USER);
}

static void
test_password_is_octets (Fixture       *self,
                         gconstpointer  data)
{
  SolAuthRequest request = make_request ("anna", "right");
  g_autofree char *longest = g_strnfill (SOL_AUTH_MAX_PASSWORD + 1, 'x');
  SolAuthTicket *ticket;

  request.password = (SolMqttSlice) { (const guint8 *) "right\0x", 7 };
  g_assert_cmpint (sol_auth_check (self->auth, &request, answer_cb, self, &ticket), ==,
                   SOL_AUTH_REFUSED_PASSWORD);
  g_assert_cmpint (ask (self, "anna", longest), ==, SOL_AUTH_REFUSED_PASSWORD);
  longest[SOL_AUTH_MAX_PASSWORD] = '\0';
  g_hash_table_insert (self->users, g_strdup ("long"), hash_password (longest, NULL));
  sol_auth_set_users (self->auth, self->users);
  g_assert_cmpint (ask_and_wait (self, "long", longest), ==, SOL_AUTH_ACCEPTED);
}

static void
test_forgets_changed_user (Fixture       *self,
                           gconstpointer  data)
{
  g_assert_cmpint (ask_and_wait (self, "anna", "right"), ==, SOL_AUTH_ACCEPTED);
  sol_auth_set_users (self->auth, self->users);
  g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_ACCEPTED);

  g_hash_table_insert (self->users, g_strdup ("anna"), hash_password ("other", NULL));
  sol_auth_set_users (self->auth, self->users);
  g_assert_cmpint (ask_and_wait (self, "anna", "right"), ==, SOL_AUTH_REFUSED_PASSWORD);
  g_assert_cmpint (ask_and_wait (self, "anna", "other"), ==, SOL_AUTH_ACCEPTED);

  g_hash_table_remove_all (self->users);
  sol_auth_set_users (self->auth, self->users);
  g_assert_cmpint (ask_and_wait (self, "anna", "other"), ==, SOL_AUTH_REFUSED_UNKNOWN_USER);
}

static void
test_changed_while_pending (Fixture       *self,
                            gconstpointer  data)
{
  g_hash_table_insert (self->users, g_strdup ("anna"), hash_password ("other", NULL));
  g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_PENDING);
  sol_auth_set_users (self->auth, self->users);
  wait_for_answers (self, 1);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_REFUSED_PASSWORD);
}

/* The one that asked before the user was made must not spoil it for those who ask after */
static void
test_created_while_pending (Fixture       *self,
                            gconstpointer  data)
{
  g_assert_cmpint (ask (self, "otto", "right"), ==, SOL_AUTH_PENDING);
  g_hash_table_insert (self->users, g_strdup ("otto"), g_strdup (self->hash));
  sol_auth_set_users (self->auth, self->users);
  g_assert_cmpint (ask (self, "otto", "right"), ==, SOL_AUTH_PENDING);
  wait_for_answers (self, 2);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_ACCEPTED);
}

static void
test_broken_hash (Fixture       *self,
                  gconstpointer  data)
{
  const char *const broken[] = { "", "*", "*0", "*1", "x", "$y$", "$y$j9T$abc", "right" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_hash_table_insert (self->users, g_strdup ("anna"), g_strdup (broken[i]));
      sol_auth_set_users (self->auth, self->users);
      g_assert_cmpint (ask_and_wait (self, "anna", "right"), ==, SOL_AUTH_REFUSED_PASSWORD);
    }
}

/* One verification for all: a thousand of 21 ms would be 10 s */
static void
test_thousand_share_one (Fixture       *self,
                         gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 one, all;

  ask_and_wait (self, "anna", "wrong");
  one = g_get_monotonic_time () - begin;
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_PENDING);
  wait_for_answers (self, 1001);
  all = g_get_monotonic_time () - begin;
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_ACCEPTED);
  g_assert_cmpint (all, <, 100 * one);
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  SolAuthRequest request = make_request ("anna", "right");
  SolAuthTicket *tickets[3];

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (sol_auth_check (self->auth, &request, answer_cb, self, &tickets[i]), ==,
                     SOL_AUTH_PENDING);
  sol_auth_cancel (tickets[1]);
  wait_for_answers (self, 2);
  g_assert_cmpint (ask_and_wait (self, "anna", "wrong"), ==, SOL_AUTH_REFUSED_PASSWORD);
  g_assert_cmpuint (self->n_answers, ==, 3);
}

typedef struct
{
  Fixture       *fixture;
  SolAuthTicket *other;
} Pair;

static void
cancel_other_cb (SolAuthVerdict verdict,
                 gpointer       user_data)
{
  Pair *pair = user_data;

  sol_auth_cancel (pair->other);
  answer_cb (verdict, pair->fixture);
}

static void
test_cancel_from_answer (Fixture       *self,
                         gconstpointer  data)
{
  SolAuthRequest request = make_request ("anna", "right");
  Pair pair = { self, NULL };
  SolAuthTicket *ticket;

  sol_auth_check (self->auth, &request, cancel_other_cb, &pair, &ticket);
  sol_auth_check (self->auth, &request, answer_cb, self, &pair.other);
  wait_for_answers (self, 1);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_ACCEPTED);
  g_assert_cmpint (ask_and_wait (self, "anna", "wrong"), ==, SOL_AUTH_REFUSED_PASSWORD);
  g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_ACCEPTED);
  g_assert_cmpuint (self->n_answers, ==, 2);
}

/* What nobody waits for is not computed, and counts again when somebody comes back */
static void
test_busy_then_free (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree SolAuthTicket **tickets = g_new0 (SolAuthTicket *, SOL_AUTH_MAX_PENDING);

  for (guint i = 0; i < SOL_AUTH_MAX_PENDING; i++)
    {
      g_autofree char *password = g_strdup_printf ("wrong-%u", i);
      SolAuthRequest request = make_request ("anna", password);

      g_assert_cmpint (sol_auth_check (self->auth, &request, answer_cb, self, &tickets[i]), ==,
                       SOL_AUTH_PENDING);
    }
  g_assert_cmpint (ask (self, "anna", "right"), ==, SOL_AUTH_REFUSED_BUSY);
  for (guint i = 0; i < SOL_AUTH_MAX_PENDING; i++)
    sol_auth_cancel (tickets[i]);
  while (ask (self, "anna", "right") == SOL_AUTH_REFUSED_BUSY)
    g_main_context_iteration (NULL, TRUE);
  wait_for_answers (self, 1);
  g_assert_cmpint (self->verdict, ==, SOL_AUTH_ACCEPTED);
}

static void
test_free_with_waiting (Fixture       *self,
                        gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *password = g_strdup_printf ("wrong-%u", i);

      g_assert_cmpint (ask (self, "anna", password), ==, SOL_AUTH_PENDING);
    }
}

/* As mosquitto_passwd writes it. @n_rounds: 0: SHA-512 alone */
static char *
make_imported (const char *password,
               guint       n_rounds)
{
  const guint8 salt[] = { 's', 'a', 'l', 't' };
  gnutls_datum_t key = { (guint8 *) password, (unsigned) strlen (password) };
  gnutls_datum_t grains = { (guint8 *) salt, sizeof salt };
  g_autofree char *joined = g_strconcat (password, "salt", NULL);
  g_autofree char *base64 = NULL;
  guint8 out[64];

  if (n_rounds > 0)
    gnutls_pbkdf2 (GNUTLS_MAC_SHA512, &key, &grains, n_rounds, out, sizeof out);
  else
    gnutls_hash_fast (GNUTLS_DIG_SHA512, joined, strlen (joined), out);
  base64 = g_base64_encode (out, sizeof out);
  if (n_rounds == 0)
    return g_strdup_printf (SOL_AUTH_MOSQUITTO_PREFIX "$6$c2FsdA==$%s", base64);
  return g_strdup_printf (SOL_AUTH_MOSQUITTO_PREFIX "$7$%u$c2FsdA==$%s", n_rounds, base64);
}

static void
renew_cb (const char *user_name,
          const char *hash,
          const char *renewed,
          gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (user_name));
  g_ptr_array_add (user_data, g_strdup (hash));
  g_ptr_array_add (user_data, g_strdup (renewed));
}

/* At the first right password, not before; the new hash is of the same password, and not taken for a change of it */
static void
test_renews_imported (Fixture       *self,
                      gconstpointer  data)
{
  const guint n_rounds[] = { 0, 101 };

  for (guint i = 0; i < G_N_ELEMENTS (n_rounds); i++)
    {
      g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *name = g_strdup_printf ("lab-%u", i);
      g_autofree char *imported = make_imported ("right", n_rounds[i]);

      sol_auth_set_renew_func (self->auth, renew_cb, said);
      g_hash_table_insert (self->users, g_strdup (name), g_strdup (imported));
      sol_auth_set_users (self->auth, self->users);
      g_assert_cmpint (ask_and_wait (self, name, "wrong"), ==, SOL_AUTH_REFUSED_PASSWORD);
      g_assert_cmpuint (said->len, ==, 0);
      g_assert_cmpint (ask_and_wait (self, name, "right"), ==, SOL_AUTH_ACCEPTED);
      g_assert_cmpint (ask_and_wait (self, "anna", "right"), ==, SOL_AUTH_ACCEPTED);
      g_assert_cmpuint (said->len, ==, 3);
      g_assert_cmpstr (said->pdata[0], ==, name);
      g_assert_cmpstr (said->pdata[1], ==, imported);
      g_assert_true (g_str_has_prefix (said->pdata[2], "$y$j9T$"));
      g_assert_true (sol_auth_is_same_password (self->auth, name, imported, said->pdata[2]));
      g_assert_false (sol_auth_is_same_password (self->auth, name, imported, self->hash));
      g_assert_false (sol_auth_is_same_password (self->auth, name, imported, NULL));

      g_hash_table_insert (self->users, g_strdup (name), g_strdup (said->pdata[2]));
      sol_auth_set_users (self->auth, self->users);
      g_assert_cmpint (ask (self, name, "right"), ==, SOL_AUTH_ACCEPTED);
      g_assert_cmpint (ask_and_wait (self, name, "wrong"), ==, SOL_AUTH_REFUSED_PASSWORD);
      g_assert_cmpuint (said->len, ==, 3);
    }
  sol_auth_set_renew_func (self->auth, NULL, NULL);
}

static gint64
read_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * (gint64) G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Of this process and its workers */
static gint64
measure_refusal (Fixture    *self,
                 const char *name)
{
  gint64 begin_us = read_cpu_us ();

  g_assert_cmpint (ask_and_wait (self, name, "wrong"), !=, SOL_AUTH_ACCEPTED);
  return read_cpu_us () - begin_us;
}

/* The least of several is what it takes without what disturbs it. @names: the first is nobody's */
static void
check_costs (Fixture     *self,
             const char **names,
             guint        n)
{
  gint64 least_us[8];

  for (guint round = 0; round < 4; round++)
    for (guint i = 0; i < n; i++)
      {
        gint64 us = measure_refusal (self, names[i]);

        least_us[i] = round > 0 ? MIN (us, least_us[i]) : us;
      }
  for (guint i = 1; i < n; i++)
    {
      g_test_message ("%s: %" G_GINT64_FORMAT " µs, nobody: %" G_GINT64_FORMAT " µs", names[i],
                      least_us[i], least_us[0]);
      g_assert_cmpint (least_us[i], >, least_us[0] / 2);
      g_assert_cmpint (least_us[i], <, least_us[0] * 2);
    }
}

/* A stranger who guesses does not learn by the time who exists, or who was imported */
static void
test_refusals_cost_the_same (Fixture       *self,
                             gconstpointer  data)
{
  const char *names[] = { "eve", "anna", "cheap", "once", "dear" };

  g_hash_table_insert (self->users, g_strdup ("cheap"), make_imported ("right", 101));
  g_hash_table_insert (self->users, g_strdup ("once"), make_imported ("right", 0));
  sol_auth_set_users (self->auth, self->users);
  check_costs (self, names, 4);
  g_hash_table_insert (self->users, g_strdup ("dear"), make_imported ("right", 60000));
  sol_auth_set_users (self->auth, self->users);
  check_costs (self, names, 5);
}

static void
test_hash (void)
{
  g_autofree char *a = hash_password ("secret", NULL);
  g_autofree char *b = hash_password ("secret", NULL);

  g_assert_true (g_str_has_prefix (a, "$y$j9T$"));
  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (crypt ("secret", a), ==, a);
}

static void
test_hash_length (void)
{
  g_autofree char *longest = g_strnfill (SOL_AUTH_MAX_PASSWORD + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (hash_password (longest, &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (hash_password ("", &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID);
}

#define ADD(name, func) g_test_add ("/broker/auth/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("anonymous", test_anonymous);
  ADD ("right-then-remembered", test_right_then_remembered);
  ADD ("wrong", test_wrong);
  ADD ("unknown-user", test_unknown_user);
  ADD ("unknown-user-where-anonymous-may", test_unknown_user_where_anonymous_may);
  ADD ("password-is-octets", test_password_is_octets);
  ADD ("forgets-changed-user", test_forgets_changed_user);
  ADD ("changed-while-pending", test_changed_while_pending);
  ADD ("created-while-pending", test_created_while_pending);
  ADD ("broken-hash", test_broken_hash);
  ADD ("thousand-share-one", test_thousand_share_one);
  ADD ("cancel", test_cancel);
  ADD ("cancel-from-answer", test_cancel_from_answer);
  ADD ("busy-then-free", test_busy_then_free);
  ADD ("free-with-waiting", test_free_with_waiting);
  ADD ("renews-imported", test_renews_imported);
  ADD ("refusals-cost-the-same", test_refusals_cost_the_same);
  g_test_add_func ("/broker/password/yescrypt", test_hash);
  g_test_add_func ("/broker/password/length", test_hash_length);
  return g_test_run ();
}
