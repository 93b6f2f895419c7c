/* test-octets5-auth.c: the exchange of enhanced authentication, with a method of the test's own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "octets-support.h"
#include "sol-broker-private.h"
#include "sol-test-wait.h"

/* The client says its name, is asked, and answers; who says `at once` is not asked */
typedef struct
{
  char *name;  /* NULL before the first step */
} Toy;

static gint n_toys;

static gpointer
toy_begin (void)
{
  g_atomic_int_inc (&n_toys);
  return g_new0 (Toy, 1);
}

static SolAuthStep
toy_first_step (Toy          *self,
                SolMqttSlice  data,
                GByteArray   *reply,
                char        **user_name)
{
  self->name = g_strndup ((const char *) data.data, data.length);
  if (g_str_equal (self->name, "at once"))
    {
      *user_name = g_strdup (self->name);
      return SOL_AUTH_STEP_DONE;
    }
  g_byte_array_append (reply, (const guint8 *) "why", 3);
  return SOL_AUTH_STEP_CONTINUE;
}

static SolAuthStep
toy_go_on (gpointer      state,
           SolMqttSlice  data,
           GByteArray   *reply,
           char        **user_name)
{
  Toy *self = state;

  if (self->name == NULL)
    return toy_first_step (self, data, reply, user_name);
  if (data.length != 7 || memcmp (data.data, "because", 7) != 0)
    return SOL_AUTH_STEP_REFUSED;
  g_byte_array_append (reply, (const guint8 *) "fine", 4);
  *user_name = g_strdup (self->name);
  return SOL_AUTH_STEP_DONE;
}

static void
toy_end (gpointer state)
{
  g_free (((Toy *) state)->name);
  g_free (state);
  g_atomic_int_add (&n_toys, -1);
}

static const SolAuthMethod toy = { "TOY", toy_begin, toy_go_on, toy_end };
static const SolAuthMethod *const methods[] = { &toy, NULL };

static void
use_methods_cb (gpointer data,
                gpointer user_data)
{
  ((SolBrokerCore *) user_data)->methods = methods;
}

static void
set_up (Octets        *self,
        gconstpointer  data)
{
  octets_set_up (self, data);
  self->config->allow_anonymous = FALSE;
  sol_io_thread_post (sol_broker_get_thread (self->broker), use_methods_cb, self,
                      sol_broker_get_core (self->broker), NULL);
  octets_apply (self);
}

static void
tear_down (Octets        *self,
           gconstpointer  data)
{
  octets_tear_down (self, data);
  g_assert_cmpint (g_atomic_int_get (&n_toys), ==, 0);
}

/* CONNECT as far as the question */
static int
begin (Octets     *self,
       const char *name)
{
  g_autofree char *connect = g_strdup_printf ("10 [<MQTT> 05 02 003c [17 00 15 <TOY> 16 <%s>] <c>]", name);
  int fd = octets_connect (self);

  octets_talk (fd, connect, "f0 [18 [15 <TOY> 16 <why>]]");
  return fd;
}

static int
enter (Octets     *self,
       const char *name)
{
  int fd = begin (self, name);

  octets_talk (fd, "f0 [18 [15 <TOY> 16 <because>]]",
               "20 [00 00 [" OCTETS5_TERMS " 15 <TOY> 16 <fine>]]");
  return fd;
}

static void
check_user (Octets     *self,
            const char *user_name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) clients = NULL;

  sol_broker_list_clients_async (self->broker, 1, NULL, sol_test_answer_cb, &result);
  clients = sol_broker_list_clients_finish (self->broker, sol_test_wait_answer (&result), NULL);
  g_assert_cmpuint (clients->len, ==, 1);
  g_assert_cmpstr (((SolBrokerClient *) clients->pdata[0])->user_name, ==, user_name);
}

/* [MQTT-4.12.0-2], [MQTT-4.12.0-5] */
static void
test_challenge (Octets        *self,
                gconstpointer  data)
{
  int fd = enter (self, "anna");

  check_user (self, "anna");
  octets_talk (fd, "82 [0001 00 <a> 00] 30 [<a> 00 'x']", "90 [0001 00 00] 30 [<a> 00 'x']");
  octets_leave (fd);
}

static void
test_at_once (Octets        *self,
              gconstpointer  data)
{
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 05 02 003c [15 <TOY> 16 <at once>] <c>] c0 00",
               "20 [00 00 [" OCTETS5_TERMS " 15 <TOY>]] d0 00");
  check_user (self, "at once");
  octets_leave (fd);
}

/* [MQTT-4.12.0-4] */
static void
test_wrong_answer (Octets        *self,
                   gconstpointer  data)
{
  int fd = begin (self, "anna");

  octets_talk (fd, "f0 [18 [15 <TOY> 16 <well>]]", "20 [00 86 00]");
  octets_expect_close (fd);
}

static void
check_refused (Octets     *self,
               const char *script,
               guint8      code)
{
  g_autofree char *answer = g_strdup_printf ("20 [00 %02x 00]", code);
  int fd = begin (self, "anna");

  g_test_message ("%s", script);
  octets_talk (fd, script, answer);
  octets_expect_close (fd);
}

/* [MQTT-3.1.2-30], [MQTT-4.12.0-5] */
static void
test_only_auth_before_connack (Octets        *self,
                               gconstpointer  data)
{
  int fd;

  check_refused (self, "c0 00", 0x82);
  check_refused (self, "30 [<a> 00 'x']", 0x82);
  check_refused (self, "10 [<MQTT> 05 02 003c 00 <c>]", 0x82);
  check_refused (self, "f0 00", 0x82);
  check_refused (self, "f0 [18 [15 <TOI> 16 <because>]]", 0x82);
  check_refused (self, "f0 [19 [15 <TOY> 16 <because>]]", 0x82);
  check_refused (self, "f0 [18 [16 <because>]]", 0x82);
  check_refused (self, "f0 [18 [15 0003 544fc0]]", 0x81);
  check_refused (self, "f0 [18 [15 <TOY> 26 <k> 0002 c080]]", 0x81);
  check_refused (self, "f0 [18 [15 <TOY> 1f 0001 00]]", 0x81);
  check_refused (self, "f1 [18 [15 <TOY>]]", 0x81);
  fd = begin (self, "anna");
  octets_leave (fd);
}

static void
test_never_answers (Octets        *self,
                    gconstpointer  data)
{
  int fd = begin (self, "anna");

  octets_advance (self, 11);
  octets_expect (fd, "20 [00 87 00]");
  octets_expect_close (fd);
}

/* In pieces, and with what comes behind it */
static void
test_split (Octets        *self,
            gconstpointer  data)
{
  int fd = begin (self, "anna");

  octets_send (fd, "f0 12 18 10 15 <TOY>");
  octets_send (fd, "16 0007 'beca'");
  octets_talk (fd, "'use' c0 00", "20 [00 00 [" OCTETS5_TERMS " 15 <TOY> 16 <fine>]] d0 00");
  octets_leave (fd);
}

static void
test_unknown_method (Octets        *self,
                     gconstpointer  data)
{
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 05 02 003c [17 00 15 <TOYS>] <c>]", "20 [00 8c 00]");
  octets_expect_close (fd);
}

/* [MQTT-4.12.1-1]: other packets go on meanwhile */
static void
test_again (Octets        *self,
            gconstpointer  data)
{
  int fd = enter (self, "anna");

  for (guint i = 0; i < 2; i++)
    {
      octets_talk (fd, "f0 [19 [15 <TOY> 16 <anna>]]", "f0 [18 [15 <TOY> 16 <why>]]");
      octets_expect_quiet (fd);
      octets_talk (fd, "f0 [18 [15 <TOY> 16 <because>]]", "f0 [00 [15 <TOY> 16 <fine>]]");
    }
  octets_leave (fd);
}

/* [MQTT-4.12.1-2] */
static void
test_again_in_vain (Octets        *self,
                    gconstpointer  data)
{
  int fd = enter (self, "anna");

  octets_talk (fd, "f0 [19 [15 <TOY> 16 <anna>]]", "f0 [18 [15 <TOY> 16 <why>]]");
  octets_send (fd, "f0 [18 [15 <TOY> 16 <well>]]");
  octets5_expect_end (fd, 0x87);
  fd = enter (self, "anna");
  octets_talk (fd, "f0 [19 [15 <TOY> 16 <otto>]]", "f0 [18 [15 <TOY> 16 <why>]]");
  octets_send (fd, "f0 [18 [15 <TOY> 16 <because>]]");
  octets5_expect_end (fd, 0x87);
}

static void
test_again_wrongly (Octets        *self,
                    gconstpointer  data)
{
  const char *scripts[] = { "f0 00", "f0 [19 [15 <TOI>]]", "f0 [18 [15 <TOY> 16 <because>]]",
                            "f0 [00 [15 <TOY>]]", "f0 [19 [15 <TOY> 16 <a>]] f0 [19 [15 <TOY> 16 <a>]]" };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      int fd = enter (self, "anna");

      g_test_message ("%s", scripts[i]);
      octets_send (fd, scripts[i]);
      if (i == G_N_ELEMENTS (scripts) - 1)
        octets_expect (fd, "f0 [18 [15 <TOY> 16 <why>]]");
      octets5_expect_end (fd, 0x82);
    }
}

/* Who it proves to be is what a ban is about */
static void
test_ban (Octets        *self,
          gconstpointer  data)
{
  int fd;

  octets_ban (self, SOL_BAN_USER, "anna");
  fd = begin (self, "anna");
  octets_talk (fd, "f0 [18 [15 <TOY> 16 <because>]]", "20 [00 8a 00]");
  octets_expect_close (fd);
  octets_leave (enter (self, "otto"));
}

#define ADD(name, func) \
  g_test_add ("/broker/octets/auth5/" name, Octets, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("challenge", test_challenge);
  ADD ("at-once", test_at_once);
  ADD ("wrong-answer", test_wrong_answer);
  ADD ("only-auth-before-connack", test_only_auth_before_connack);
  ADD ("never-answers", test_never_answers);
  ADD ("split", test_split);
  ADD ("unknown-method", test_unknown_method);
  ADD ("again", test_again);
  ADD ("again-in-vain", test_again_in_vain);
  ADD ("again-wrongly", test_again_wrongly);
  ADD ("ban", test_ban);
  return g_test_run ();
}
