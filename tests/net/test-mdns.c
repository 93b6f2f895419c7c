/* test-mdns.c: services announced and found, on the loopback interface and a port of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "sol-dns-name.h"
#include "sol-mdns-announcer.h"
#include "sol-mdns-browser.h"
#include "sol-test-wait.h"

#define TYPE "_mqtt._tcp"

/* Away from the ports that the system chooses, and another one in each process */
static SolMdnsScope
get_scope (void)
{
  return (SolMdnsScope) { (guint16) (10000 + getpid () % 20000), TRUE };
}

static SolMdnsAnnouncer *
announce (const char *name,
          guint16     port)
{
  static const char * const text[] = { "product=Soliton", NULL };
  const SolMdnsOffer offer = { TYPE, name, "soliton-test", port, NULL, text };
  const SolMdnsScope scope = get_scope ();

  return sol_mdns_announcer_new (&scope, &offer);
}

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static SolMdnsBrowser *
browse (guint *n_changes)
{
  const SolMdnsScope scope = get_scope ();

  return sol_mdns_browser_new (&scope, TYPE, count_cb, n_changes);
}

/* Is exactly one at @port there, under @name? */
static gboolean
has (SolMdnsBrowser *browser,
     const char     *name,
     guint16         port)
{
  g_autoptr (GPtrArray) list = sol_mdns_browser_list (browser);
  g_autofree char *full = g_strconcat (name, "." TYPE ".local", NULL);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SolMdnsService *service = list->pdata[i];

      n += g_str_equal (service->name, full) && service->port == port;
    }
  return n == 1;
}

static guint
count (SolMdnsBrowser *browser)
{
  g_autoptr (GPtrArray) list = sol_mdns_browser_list (browser);

  return list->len;
}

static void
test_finds_what_was_announced (void)
{
  g_autoptr (SolMdnsAnnouncer) announcer = announce ("Soliton on test", 1883);
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *product = NULL, *address = NULL;
  const SolMdnsService *service;

  sol_test_wait_until (has (browser, "Soliton on test", 1883));
  g_assert_cmpuint (n_changes, >, 0);
  list = sol_mdns_browser_list (browser);
  service = list->pdata[0];
  g_assert_cmpstr (service->host, ==, "soliton-test.local");
  address = g_inet_address_to_string (service->address);
  g_assert_cmpstr (address, ==, "127.0.0.1");
  product = sol_dns_text_lookup (service->text, "product");
  g_assert_cmpstr (product, ==, "Soliton");
}

/* One that was there before is asked, one that goes says so */
static void
test_hears_goodbye (void)
{
  SolMdnsAnnouncer *announcer = announce ("Here", 1883);
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) early = browse (&n_changes);
  g_autoptr (SolMdnsBrowser) late = NULL;

  sol_test_wait_until (has (early, "Here", 1883));
  late = browse (&n_changes);
  sol_test_wait_until (has (late, "Here", 1883));
  sol_mdns_announcer_free (announcer);
  sol_test_wait_until (count (early) == 0 && count (late) == 0);
}

static void
test_numbers_a_taken_name (void)
{
  g_autoptr (SolMdnsAnnouncer) first = announce ("Same", 1883);
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (SolMdnsAnnouncer) second = NULL;

  sol_test_wait_until (has (browser, "Same", 1883));
  second = announce ("Same", 1884);
  sol_test_wait_until (has (browser, "Same (2)", 1884));
  g_assert_true (has (browser, "Same", 1883));
  g_assert_cmpstr (sol_mdns_announcer_get_name (first), ==, "Same." TYPE ".local");
  g_assert_cmpstr (sol_mdns_announcer_get_name (second), ==, "Same (2)." TYPE ".local");
}

/* Both ask at the same time: one must give way, not both and not none */
static void
test_settles_rivals (void)
{
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (SolMdnsAnnouncer) first = announce ("Rival", 1883);
  g_autoptr (SolMdnsAnnouncer) second = announce ("Rival", 1884);

  sol_test_wait_until ((has (browser, "Rival", 1883) && has (browser, "Rival (2)", 1884))
                       || (has (browser, "Rival", 1884) && has (browser, "Rival (2)", 1883)));
}

static GSocket *
open_stranger (guint16 port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                                             &error);
  g_autoptr (GSocketAddress) local = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  g_assert_no_error (error);
  g_socket_bind (socket, local, TRUE, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  return g_steal_pointer (&socket);
}

static void
send_octets (GSocket      *socket,
             const guint8 *data,
             gsize         length)
{
  g_autoptr (GSocketAddress) group = g_inet_socket_address_new_from_string ("224.0.0.251", get_scope ().port);
  const struct in_addr loopback = { htonl (INADDR_LOOPBACK) };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (setsockopt (g_socket_get_fd (socket), IPPROTO_IP, IP_MULTICAST_IF, &loopback, sizeof loopback), ==,
                   0);
  g_socket_send_to (socket, group, (const char *) data, length, NULL, &error);
  g_assert_no_error (error);
}

static void
send_message (GSocket             *socket,
              const SolDnsMessage *message)
{
  g_autoptr (GByteArray) octets = sol_dns_message_write (message);

  send_octets (socket, octets->data, octets->len);
}

typedef struct
{
  GSocket       *socket;
  SolDnsMessage *message;
} Inbox;

static gboolean
receive (Inbox *inbox)
{
  guint8 octets[SOL_DNS_MAX_MESSAGE];
  gssize length = g_socket_receive (inbox->socket, (char *) octets, sizeof octets, NULL, NULL);

  if (length > 0)
    inbox->message = sol_dns_message_parse (octets, (gsize) length);
  return inbox->message != NULL;
}

/* A plain resolver asks from any port, and is answered there, with its identifier and question */
static void
test_answers_a_plain_resolver (void)
{
  g_autoptr (SolMdnsAnnouncer) announcer = announce ("Plain", 1883);
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (GSocket) stranger = open_stranger (0);
  g_autoptr (SolDnsMessage) query = sol_dns_message_new (FALSE);
  g_autoptr (SolDnsMessage) answer = NULL;
  Inbox inbox = { stranger, NULL };

  sol_test_wait_until (has (browser, "Plain", 1883));
  query->id = 4711;
  sol_dns_message_ask (query, TYPE ".local", SOL_DNS_PTR, FALSE);
  send_message (stranger, query);
  sol_test_wait_until (receive (&inbox));
  answer = inbox.message;
  g_assert_cmpuint (answer->id, ==, 4711);
  g_assert_cmpuint (answer->questions->len, ==, 1);
  for (guint i = 0; i < answer->records[SOL_DNS_ANSWER]->len; i++)
    {
      const SolDnsRecord *record = answer->records[SOL_DNS_ANSWER]->pdata[i];

      g_assert_cmpuint (record->ttl_s, <=, 10);
      g_assert_false (record->is_unique);
    }
}

static void
add_broker (SolDnsMessage *message,
            const char    *name,
            const char    *host,
            const char    *address)
{
  g_autofree char *label = sol_dns_name_escape (name);
  g_autofree char *instance = g_strconcat (label, "." TYPE ".local", NULL);
  SolDnsRecord *ptr = sol_dns_record_new (TYPE ".local", SOL_DNS_PTR, FALSE, 4500);
  SolDnsRecord *srv = sol_dns_record_new (instance, SOL_DNS_SRV, TRUE, 120);
  SolDnsRecord *a = sol_dns_record_new (host, SOL_DNS_A, TRUE, 120);

  ptr->target = g_strdup (instance);
  srv->target = g_strdup (host);
  srv->port = 1883;
  a->address = g_inet_address_new_from_string (address);
  g_ptr_array_add (message->records[SOL_DNS_ADDITIONAL], a);
  g_ptr_array_add (message->records[SOL_DNS_ADDITIONAL], srv);
  g_ptr_array_add (message->records[SOL_DNS_ANSWER], ptr);
}

/* Only who speaks from the port of multicast DNS is believed */
static void
test_believes_the_right_port_only (void)
{
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (GSocket) liar = open_stranger (0);
  g_autoptr (GSocket) honest = open_stranger (get_scope ().port);
  g_autoptr (SolDnsMessage) lie = sol_dns_message_new (TRUE);
  g_autoptr (SolDnsMessage) truth = sol_dns_message_new (TRUE);

  add_broker (lie, "Lie", "lie.local", "192.0.2.1");
  add_broker (truth, "Truth", "truth.local", "192.0.2.2");
  send_message (liar, lie);
  send_message (honest, truth);
  sol_test_wait_until (has (browser, "Truth", 1883));
  g_assert_cmpuint (count (browser), ==, 1);
}

/* However many there say they are */
static void
test_bounds_what_it_remembers (void)
{
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (GSocket) crowd = open_stranger (get_scope ().port);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (SolDnsMessage) message = sol_dns_message_new (TRUE);
      g_autofree char *name = g_strdup_printf ("Broker %u", i);
      g_autofree char *host = g_strdup_printf ("host-%u.local", i);
      guint n_before = n_changes;

      add_broker (message, name, host, "192.0.2.1");
      send_message (crowd, message);
      sol_test_wait_until (n_changes > n_before);
    }
  g_assert_cmpuint (count (browser), ==, 64);
}

/* Hostile octets: the responder and the browser go on as if nothing had been there */
static void
test_survives_hostile_octets (void)
{
  g_autoptr (SolMdnsAnnouncer) announcer = announce ("Survivor", 1883);
  guint n_changes = 0;
  g_autoptr (SolMdnsBrowser) browser = browse (&n_changes);
  g_autoptr (GSocket) attacker = open_stranger (get_scope ().port);
  g_autoptr (SolDnsMessage) query = sol_dns_message_new (FALSE);
  g_autoptr (GByteArray) octets = NULL;

  sol_test_wait_until (has (browser, "Survivor", 1883));
  sol_dns_message_ask (query, TYPE ".local", SOL_DNS_PTR, TRUE);
  add_broker (query, "Other", "other.local", "192.0.2.3");
  octets = sol_dns_message_write (query);
  for (guint at = 0; at < octets->len; at++)
    {
      guint8 was = octets->data[at];

      send_octets (attacker, octets->data, at);
      octets->data[at] = (guint8) ~was;
      send_octets (attacker, octets->data, octets->len);
      octets->data[at] = was;
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_true (has (browser, "Survivor", 1883));
  g_assert_cmpstr (sol_mdns_announcer_get_name (announcer), ==, "Survivor." TYPE ".local");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/mdns/finds-what-was-announced", test_finds_what_was_announced);
  g_test_add_func ("/net/mdns/hears-goodbye", test_hears_goodbye);
  g_test_add_func ("/net/mdns/numbers-a-taken-name", test_numbers_a_taken_name);
  g_test_add_func ("/net/mdns/settles-rivals", test_settles_rivals);
  g_test_add_func ("/net/mdns/answers-a-plain-resolver", test_answers_a_plain_resolver);
  g_test_add_func ("/net/mdns/believes-the-right-port-only", test_believes_the_right_port_only);
  g_test_add_func ("/net/mdns/bounds-what-it-remembers", test_bounds_what_it_remembers);
  g_test_add_func ("/net/mdns/survives-hostile-octets", test_survives_hostile_octets);
  return g_test_run ();
}
