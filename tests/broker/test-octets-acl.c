/* test-octets-acl.c: what access rules forbid, and who is banned (row 53 of the protocol's list)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"
#include "sol-test-wait.h"

#define RULES(...) ((const char *[]) { __VA_ARGS__, NULL })

typedef struct
{
  SolBrokerEventType type;
  SolBrokerEvent    *found;
} Wanted;

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          Wanted         *wanted)
{
  if (event->type == wanted->type && wanted->found == NULL)
    wanted->found = sol_broker_event_ref (event);
}

/* The first event of @type from now on, once @deed has been done */
static SolBrokerEvent *
catch_event (Octets              *self,
             SolBrokerEventType   type,
             void               (*deed) (Octets *self))
{
  Wanted wanted = { type, NULL };
  gulong handler = g_signal_connect (self->broker, "event", G_CALLBACK (event_cb), &wanted);

  deed (self);
  while (wanted.found == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (self->broker, handler);
  return wanted.found;
}

/* [MQTT-3.3.5-2]: acknowledged, and not delivered */
static void
test_publish_is_acknowledged (Octets        *self,
                              gconstpointer  data)
{
  int reader = octets_subscribe (self, "reader", "#", 2);
  int writer;

  octets_set_rules (self, RULES ("deny everybody publish secret/#", "allow everybody both #"));
  writer = octets_open (self, "writer");
  octets_send (writer, "30 [<secret/a> 'x']");
  octets_talk (writer, "32 [<secret/a> 0001 'x']", "40 02 00 01");
  octets_talk (writer, "34 [<secret/a> 0002 'x']", "50 02 00 02");
  octets_talk (writer, "62 02 00 02", "70 02 00 02");
  octets_send (writer, "30 [<open> 'x']");
  octets_expect (reader, "30 [<open> 'x']");
  octets_expect_quiet (reader);
  octets_close (reader);
  octets_close (writer);
}

static void
test_denied_publish_is_not_retained (Octets        *self,
                                     gconstpointer  data)
{
  int fd;

  octets_set_rules (self, RULES ("deny everybody publish secret", "allow everybody both #"));
  fd = octets_open (self, "c");
  octets_talk (fd, "33 [<secret> 0001 'x']", "40 02 00 01");
  octets_talk (fd, "82 [0002 <secret> 00]", "90 03 00 02 00");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* §3.9.3: 0x80 for what is denied, in its place among the others */
static void
test_subscribe (Octets        *self,
                gconstpointer  data)
{
  int fd;

  octets_set_rules (self, RULES ("allow everybody subscribe open/#", "allow everybody publish #"));
  fd = octets_open (self, "c");
  octets_talk (fd, "82 [0001 <open/a> 01 <#> 01 <open/#> 02 <+/a> 00]", "90 06 00 01 01 80 02 80");
  octets_send (fd, "30 [<closed/a> 'x']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

static void
test_denied_part_of_subscription (Octets        *self,
                                  gconstpointer  data)
{
  int reader, writer;

  octets_set_rules (self, RULES ("deny everybody subscribe a/secret", "allow everybody both #"));
  reader = octets_subscribe (self, "reader", "#", 0);
  writer = octets_open (self, "writer");
  octets_send (writer, "30 [<a/secret> 'x'] 31 [<a/secret> 'y'] 30 [<a/open> 'x']");
  octets_expect (reader, "30 [<a/open> 'x']");
  octets_talk (reader, "82 [0002 <a/+> 00]", "90 03 00 02 00");
  octets_expect_quiet (reader);
  octets_close (reader);
  octets_close (writer);
}

static void
test_names_of_clients (Octets        *self,
                       gconstpointer  data)
{
  int reader = octets_subscribe (self, "reader", "#", 0);
  int writer;

  octets_set_rules (self, RULES ("allow everybody publish dev/%c/#", "allow everybody subscribe #"));
  writer = octets_open (self, "w1");
  octets_send (writer, "30 [<dev/w2/x> 'x'] 30 [<dev/w1/x> 'x']");
  octets_expect (reader, "30 [<dev/w1/x> 'x']");
  octets_close (writer);
  writer = octets_open (self, "+");
  octets_send (writer, "30 [<dev/w1/x> 'x']");
  octets_expect_quiet (writer);
  octets_expect_quiet (reader);
  octets_close (reader);
  octets_close (writer);
}

/* Publications, subscriptions and what was allowed a moment ago */
static void
test_change_at_run_time (Octets        *self,
                         gconstpointer  data)
{
  int reader = octets_subscribe (self, "reader", "a/#", 0);
  int writer = octets_open (self, "writer");

  octets_send (writer, "30 [<a/1> 'x']");
  octets_expect (reader, "30 [<a/1> 'x']");
  octets_set_rules (self, RULES ("allow everybody publish a/#"));
  octets_send (writer, "30 [<a/1> 'x']");
  octets_expect_quiet (writer);
  octets_expect_quiet (reader);
  octets_set_rules (self, RULES ("allow everybody subscribe a/#"));
  octets_send (writer, "30 [<a/1> 'x']");
  octets_expect_quiet (writer);
  octets_expect_quiet (reader);
  octets_set_rules (self, RULES (NULL));
  octets_send (writer, "30 [<a/1> 'x']");
  octets_expect (reader, "30 [<a/1> 'x']");
  octets_close (reader);
  octets_close (writer);
}

static void
test_allowed_again_for_another (Octets        *self,
                                gconstpointer  data)
{
  int reader = octets_subscribe (self, "reader", "a", 0);
  int writer;

  octets_set_rules (self, RULES ("deny everybody publish dev/%c", "allow everybody both #"));
  /* The same addresses in memory, another client */
  for (guint i = 0; i < 20; i++)
    {
      writer = octets_open (self, i % 2 == 0 ? "w1" : "w2");
      octets_send (writer, "30 [<dev/w1> 'x']");
      octets_expect_quiet (writer);
      octets_leave (writer);
    }
  octets_expect_quiet (reader);
  octets_close (reader);
}

/* Rules that came while it was away hold for what was kept for it */
static void
test_queued (Octets        *self,
             gconstpointer  data)
{
  int reader = octets_resume (self, "reader", FALSE);

  octets_talk (reader, "82 [0001 <#> 01]", "90 03 00 01 01");
  octets_close (reader);
  octets_publish (self, "32 [<a/secret> 0001 'x']", "40 02 00 01");
  octets_publish (self, "32 [<a/open> 0001 'x']", "40 02 00 01");
  octets_set_rules (self, RULES ("deny everybody subscribe a/secret", "allow everybody both #"));
  reader = octets_resume (self, "reader", TRUE);
  octets_send (reader, "c0 00");
  octets_expect (reader, "32 [<a/open> ## 'x'] d0 00");
  octets_close (reader);
}

static void
test_in_flight (Octets        *self,
                gconstpointer  data)
{
  int reader = octets_resume (self, "reader", FALSE);

  octets_talk (reader, "82 [0001 <#> 01]", "90 03 00 01 01");
  octets_publish (self, "32 [<a/secret> 0001 'x']", "40 02 00 01");
  octets_expect (reader, "32 [<a/secret> ## 'x']");
  octets_publish (self, "32 [<a/open> 0001 'x']", "40 02 00 01");
  octets_expect (reader, "32 [<a/open> ## 'x']");
  octets_close (reader);
  octets_set_rules (self, RULES ("deny everybody subscribe a/secret", "allow everybody both #"));
  reader = octets_resume (self, "reader", TRUE);
  octets_send (reader, "c0 00");
  octets_expect (reader, "3a [<a/open> ## 'x'] d0 00");
  octets_close (reader);
}

static void
test_retained (Octets        *self,
               gconstpointer  data)
{
  int fd;

  octets_publish (self, "33 [<a/secret> 0001 'x']", "40 02 00 01");
  octets_publish (self, "33 [<a/open> 0001 'x']", "40 02 00 01");
  octets_set_rules (self, RULES ("deny everybody subscribe a/secret", "allow everybody both #"));
  fd = octets_open (self, "reader");
  octets_talk (fd, "82 [0001 <a/#> 00]", "90 03 00 01 00 31 [<a/open> 'x']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* §3.1.4: CONNACK 5 */
static void
test_will (Octets        *self,
           gconstpointer  data)
{
  int fd;

  octets_set_rules (self, RULES ("deny everybody publish secret", "allow everybody both #"));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 06 0000 <c> <secret> <x>]", "20 02 00 05");
  octets_expect_close (fd);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 06 0000 <c> <open> <x>]", "20 02 00 00");
  octets_close (fd);
}

static void
test_will_after_change (Octets        *self,
                        gconstpointer  data)
{
  int reader = octets_subscribe (self, "reader", "#", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 06 0000 <c> <secret> <x>]", "20 02 00 00");
  octets_set_rules (self, RULES ("deny everybody publish secret", "allow everybody both #"));
  /* A second CONNECT breaks the protocol: the will would be published */
  octets_send (fd, "10 [<MQTT> 04 02 0000 <c>]");
  octets_expect_close (fd);
  octets_expect_quiet (reader);
  octets_close (reader);
}

static void
test_user_of_session (Octets        *self,
                      gconstpointer  data)
{
  int fd, writer;

  octets_set_user (self, "anna", "pw");
  octets_set_rules (self, RULES ("allow user anna both a/#", "allow everybody publish #"));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 c0 0000 <c> <anna> <pw>]", "20 02 00 00");
  octets_talk (fd, "82 [0001 <a/#> 01]", "90 03 00 01 01");
  octets_close (fd);
  /* Queued for anna, who is away; then an anonymous client takes her session */
  octets_publish (self, "32 [<a/1> 0001 'x']", "40 02 00 01");
  fd = octets_resume (self, "c", TRUE);
  writer = octets_open (self, "w");
  octets_send (writer, "30 [<a/1> 'y']");
  octets_expect_quiet (writer);
  octets_expect_quiet (fd);
  octets_close (fd);
  octets_close (writer);
}

static void
publish_secret (Octets *self)
{
  octets_publish (self, "32 [<secret/a> 0001 'x']", "40 02 00 01");
}

static void
subscribe_all (Octets *self)
{
  int fd = octets_open (self, "c");

  octets_talk (fd, "82 [0001 <+/+> 00]", "90 03 00 01 80");
  octets_close (fd);
}

static void
test_event_names_rule (Octets        *self,
                       gconstpointer  data)
{
  g_autoptr (SolBrokerEvent) event = NULL;
  g_autoptr (SolBrokerEvent) other = NULL;

  octets_set_rules (self, RULES ("allow everybody publish a", "deny everybody publish secret/#"));
  event = catch_event (self, SOL_BROKER_EVENT_DENIED, publish_secret);
  g_assert_cmpuint (event->rule, ==, 2);
  g_assert_cmpint (event->operation, ==, SOL_ACL_PUBLISH);
  g_assert_cmpstr (event->topic, ==, "secret/a");
  g_assert_true (g_str_has_prefix (event->address, "127.0.0.1:"));
  g_assert_nonnull (event->client_id);
  other = catch_event (self, SOL_BROKER_EVENT_DENIED, subscribe_all);
  g_assert_cmpuint (other->rule, ==, 0);
  g_assert_cmpint (other->operation, ==, SOL_ACL_SUBSCRIBE);
  g_assert_cmpstr (other->topic, ==, "+/+");
  g_assert_cmpstr (other->client_id, ==, "c");
}

static void
count_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          guint          *n)
{
  *n += event->type == SOL_BROKER_EVENT_DENIED;
}

/* However many topics are made up; the counter knows all of them */
static void
test_flood (Octets        *self,
            gconstpointer  data)
{
  SolBrokerStats stats = { 0 };
  guint n = 0;
  int fd;

  octets_set_rules (self, RULES ("allow everybody subscribe #"));
  g_signal_connect (self->broker, "event", G_CALLBACK (count_cb), &n);
  fd = octets_open (self, "c");
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *script = g_strdup_printf ("30 [<t/%u> 'x']", i);

      octets_send (fd, script);
    }
  octets_expect_quiet (fd);
  octets_close (fd);
  while (stats.n_denied_publish < 2000)
    {
      g_main_context_iteration (NULL, FALSE);
      sol_broker_get_stats (self->broker, &stats);
    }
  octets_apply (self);
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 200);
}

static void
test_ban (Octets        *self,
          gconstpointer  data)
{
  int fd = octets_open (self, "c");

  octets_ban (self, SOL_BAN_CLIENT, "c");
  octets_expect_close (fd);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 02 0000 <c>]", "20 02 00 05");
  octets_expect_close (fd);
  octets_close (octets_open (self, "d"));

  octets_ban (self, SOL_BAN_USER, "anna");
  octets_set_user (self, "anna", "pw");
  octets_close (octets_open (self, "c"));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 c2 0000 <c> <anna> <pw>]", "20 02 00 05");
  octets_expect_close (fd);

  octets_ban (self, SOL_BAN_ADDRESS, "127.0.0.1");
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 02 0000 <e>]", "20 02 00 05");
  octets_expect_close (fd);
  octets_ban (self, SOL_BAN_ADDRESS, "127.0.0.2");
  octets_close (octets_open (self, "e"));
}

static void
connect_banned (Octets *self)
{
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 02 0000 <c>]", "20 02 00 05");
  octets_expect_close (fd);
}

static void
test_ban_is_told (Octets        *self,
                  gconstpointer  data)
{
  g_autoptr (SolBrokerEvent) event = NULL;

  octets_ban (self, SOL_BAN_CLIENT, "c");
  event = catch_event (self, SOL_BROKER_EVENT_REFUSED, connect_banned);
  g_assert_cmpstr (event->client_id, ==, "c");
  g_assert_cmpstr (event->reason, ==, "It is banned");
}

static void
test_ban_ends (Octets        *self,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) bans = sol_bans_new ();
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

  g_ptr_array_add (bans, sol_ban_new (SOL_BAN_CLIENT, "over", 0, now_s - 1));
  g_ptr_array_add (bans, sol_ban_new (SOL_BAN_CLIENT, "c", 0, now_s + 3600));
  sol_broker_set_bans (self->broker, bans);
  octets_apply (self);
  octets_close (octets_open (self, "over"));
  connect_banned (self);
}

/* 5.0 §3.3.4, §3.9.3, §4.3.3: the reason is told, and what was refused at QoS 2 ends there */
static void
test_reasons (Octets        *self,
              gconstpointer  data)
{
  int reader = octets_subscribe (self, "reader", "#", 2);
  int fd;

  octets_set_rules (self, RULES ("deny everybody publish secret", "deny everybody subscribe secret",
                                 "allow everybody both #"));
  fd = octets5_open (self, "c");
  octets_talk (fd, "32 [<secret> 0001 00 'x']", "40 03 00 01 87");
  octets_talk (fd, "34 [<secret> 0002 00 'x']", "50 03 00 02 87");
  octets_talk (fd, "62 02 00 02", "70 03 00 02 92");
  octets_talk (fd, "82 [0003 00 <secret> 01 <open> 01 <$share/g/secret> 01]",
               "90 [0003 00 87 01 87]");
  octets_expect_quiet (fd);
  octets_expect_quiet (reader);
  octets_close (fd);
  octets_close (reader);
}

static void
test_reasons_at_connect (Octets        *self,
                         gconstpointer  data)
{
  int fd;

  octets_set_rules (self, RULES ("deny everybody publish secret", "allow everybody both #"));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 05 06 0000 [17 00] <c> 00 <secret> <x>]", "20 03 00 87 00");
  octets_expect_close (fd);
  octets_ban (self, SOL_BAN_CLIENT, "c");
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 05 02 0000 [17 00] <c>]", "20 03 00 8a 00");
  octets_expect_close (fd);
}

static SolBrokerClient *
find_client (GPtrArray  *clients,
             const char *client_id)
{
  for (guint i = 0; i < clients->len; i++)
    if (g_str_equal (((SolBrokerClient *) clients->pdata[i])->client_id, client_id))
      return clients->pdata[i];
  return NULL;
}

static void
check_withheld (Octets     *self,
                const char *client_id,
                guint64     n)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GError) error = NULL;
  SolBrokerClient *client;

  sol_broker_list_clients_async (self->broker, 100, NULL, sol_test_answer_cb, &result);
  clients = sol_broker_list_clients_finish (self->broker, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
  client = find_client (clients, client_id);
  g_assert_nonnull (client);
  g_assert_cmpuint (client->n_withheld, ==, n);
}

static guint64
get_withheld (Octets *self)
{
  SolBrokerStats stats;

  sol_broker_get_stats (self->broker, &stats);
  return stats.n_withheld;
}

/* Each message counts, for each whom the rules keep it from and who would have got it; what is remembered of a topic
 * goes with rules and subscriptions */
static void
test_withheld_is_counted (Octets        *self,
                          gconstpointer  data)
{
  int one, two, five, writer;

  octets_set_rules (self, RULES ("deny everybody subscribe a/secret", "allow everybody both #"));
  one = octets_subscribe (self, "one", "#", 1);
  two = octets_subscribe (self, "two", "a/+", 0);
  five = octets5_open (self, "five");
  octets_talk (five, "82 [0001 00 <#> 05]", "90 [0001 00 01]");
  writer = octets_open (self, "writer");
  octets_talk (writer, "30 [<a/secret> '1'] 32 [<a/secret> 0001 '2'] 30 [<a/open> '3'] c0 00",
               "40 02 00 01 d0 00");
  octets_expect (one, "30 [<a/open> '3']");
  octets_expect (two, "30 [<a/open> '3']");
  octets_expect (five, "30 [<a/open> 00 '3']");
  octets_talk (five, "30 [<a/secret> 00 '4'] c0 00", "d0 00");
  check_withheld (self, "one", 3);
  check_withheld (self, "two", 3);
  check_withheld (self, "five", 2);
  check_withheld (self, "writer", 0);
  sol_test_wait_until (get_withheld (self) == 8);
  octets_leave (two);
  octets_talk (writer, "30 [<a/secret> '5'] c0 00", "d0 00");
  check_withheld (self, "one", 4);
  sol_test_wait_until (get_withheld (self) == 10);
  octets_set_rules (self, RULES ("allow everybody both #"));
  octets_talk (writer, "30 [<a/secret> '6'] c0 00", "d0 00");
  octets_expect (one, "30 [<a/secret> '6']");
  check_withheld (self, "one", 4);
  octets_close (one);
  octets_close (five);
  octets_close (writer);
}

/* A group's messages go to the member that may read them */
static void
test_shared (Octets        *self,
             gconstpointer  data)
{
  int anna, anybody, writer;

  octets_set_user (self, "anna", "pw");
  octets_set_rules (self, RULES ("deny anonymous subscribe a/secret", "allow everybody both #"));
  anna = octets_connect (self);
  octets_talk (anna, "10 [<MQTT> 04 c2 0000 <anna> <anna> <pw>]", "20 02 00 00");
  octets_talk (anna, "82 [0001 <$share/g/a/#> 00]", "90 03 00 01 00");
  anybody = octets_open (self, "anybody");
  octets_talk (anybody, "82 [0001 <$share/g/a/#> 00]", "90 03 00 01 00");
  writer = octets_open (self, "writer");
  octets_send (writer, "30 [<a/secret> '1'] 30 [<a/secret> '2']");
  octets_expect (anna, "30 [<a/secret> '1'] 30 [<a/secret> '2']");
  octets_expect_quiet (anybody);
  octets_close (writer);
  octets_close (anybody);
  octets_close (anna);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("acl/publish-is-acknowledged-not-delivered", test_publish_is_acknowledged);
  OCTETS_ADD ("acl/denied-publish-is-not-retained", test_denied_publish_is_not_retained);
  OCTETS_ADD ("acl/subscribe", test_subscribe);
  OCTETS_ADD ("acl/denied-part-of-a-subscription", test_denied_part_of_subscription);
  OCTETS_ADD ("acl/names-of-clients", test_names_of_clients);
  OCTETS_ADD ("acl/change-at-run-time", test_change_at_run_time);
  OCTETS_ADD ("acl/verdict-is-not-remembered-for-another", test_allowed_again_for_another);
  OCTETS_ADD ("acl/queued", test_queued);
  OCTETS_ADD ("acl/in-flight", test_in_flight);
  OCTETS_ADD ("acl/retained", test_retained);
  OCTETS_ADD ("acl/will", test_will);
  OCTETS_ADD ("acl/will-after-a-change", test_will_after_change);
  OCTETS_ADD ("acl/session-of-another-user", test_user_of_session);
  OCTETS_ADD ("acl/reasons", test_reasons);
  OCTETS_ADD ("acl/reasons-at-connect", test_reasons_at_connect);
  OCTETS_ADD ("acl/shared", test_shared);
  OCTETS_ADD ("acl/withheld-is-counted", test_withheld_is_counted);
  OCTETS_ADD ("acl/event-names-the-rule", test_event_names_rule);
  OCTETS_ADD ("acl/flood-does-not-fill-the-log", test_flood);
  OCTETS_ADD ("acl/ban", test_ban);
  OCTETS_ADD ("acl/ban-is-told", test_ban_is_told);
  OCTETS_ADD ("acl/ban-ends", test_ban_ends);
  return g_test_run ();
}
