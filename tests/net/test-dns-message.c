/* test-dns-message.c: DNS messages from octets that anybody may send
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-dns-message.h"

#include <string.h>

#include "sol-dns-name.h"

#define NAME "\x05_mqtt\x04_tcp\x05local"

/* What a responder says of a broker, with the pointers that real ones use: PTR, SRV, TXT, A and AAAA. The service's
 * name begins at octet 12, `local` in it at 23, the instance at 40, the host at 70. */
static const guint8 response[] =
  "\x00\x00\x84\x00\x00\x00\x00\x01\x00\x00\x00\x04"
  NAME "\x00" "\x00\x0c\x00\x01\x00\x00\x11\x94\x00\x0c" "\x09My.Broker\xc0\x0c"
  "\xc0\x28" "\x00\x21\x80\x01\x00\x00\x00\x78\x00\x0b" "\x00\x00\x00\x00\x07\x5b\x02pi\xc0\x17"
  "\xc0\x28" "\x00\x10\x80\x01\x00\x00\x11\x94\x00\x0b" "\x0aproduct=Xy"
  "\xc0\x46" "\x00\x01\x80\x01\x00\x00\x00\x78\x00\x04" "\xc0\x00\x02\x07"
  "\xc0\x46" "\x00\x1c\x80\x01\x00\x00\x00\x78\x00\x10" "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07";

#define RESPONSE_SIZE (sizeof response - 1)

static const SolDnsRecord *
get (const SolDnsMessage *message,
     SolDnsSection        section,
     guint                index)
{
  g_assert_cmpuint (index, <, message->records[section]->len);
  return message->records[section]->pdata[index];
}

static void
assert_address (const SolDnsRecord *record,
                const char         *expected)
{
  g_autofree char *address = g_inet_address_to_string (record->address);

  g_assert_cmpstr (record->name, ==, "pi.local");
  g_assert_cmpstr (address, ==, expected);
}

static void
test_reads_a_response (void)
{
  g_autoptr (SolDnsMessage) message = sol_dns_message_parse (response, RESPONSE_SIZE);
  const SolDnsRecord *ptr, *srv, *txt;
  g_autofree char *product = NULL;

  g_assert_nonnull (message);
  g_assert_true (message->is_response);
  ptr = get (message, SOL_DNS_ANSWER, 0);
  g_assert_cmpstr (ptr->name, ==, "_mqtt._tcp.local");
  g_assert_cmpstr (ptr->target, ==, "My\\.Broker._mqtt._tcp.local");
  g_assert_cmpuint (ptr->ttl_s, ==, 4500);
  g_assert_false (ptr->is_unique);
  srv = get (message, SOL_DNS_ADDITIONAL, 0);
  g_assert_cmpstr (srv->name, ==, "My\\.Broker._mqtt._tcp.local");
  g_assert_cmpstr (srv->target, ==, "pi.local");
  g_assert_cmpuint (srv->port, ==, 1883);
  g_assert_true (srv->is_unique);
  txt = get (message, SOL_DNS_ADDITIONAL, 1);
  product = sol_dns_text_lookup (txt->text, "PRODUCT");
  g_assert_cmpstr (product, ==, "Xy");
  assert_address (get (message, SOL_DNS_ADDITIONAL, 2), "192.0.2.7");
  assert_address (get (message, SOL_DNS_ADDITIONAL, 3), "2001:db8::7");
}

/* Octets behind the last one that the parser may look at are caught by the sanitizer */
static SolDnsMessage *
parse_copy (const guint8 *data,
            gsize         length)
{
  g_autofree guint8 *copy = g_memdup2 (data, length);

  return sol_dns_message_parse (copy, length);
}

static void
test_refuses_every_prefix (void)
{
  for (gsize length = 0; length < RESPONSE_SIZE; length++)
    g_assert_null (parse_copy (response, length));
}

/* Whatever is read can be written, and is then read the same */
static void
assert_round_trip (const SolDnsMessage *message)
{
  g_autoptr (GByteArray) octets = sol_dns_message_write (message);
  g_autoptr (SolDnsMessage) again = sol_dns_message_parse (octets->data, octets->len);

  g_assert_nonnull (again);
  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    {
      g_assert_cmpuint (again->records[section]->len, ==, message->records[section]->len);
      for (guint i = 0; i < message->records[section]->len; i++)
        g_assert_cmpint (sol_dns_record_compare (get (again, section, i), get (message, section, i)), ==, 0);
    }
}

static void
test_survives_every_change (void)
{
  guint n_good = 0;

  for (gsize at = 0; at < RESPONSE_SIZE; at++)
    for (guint value = 0; value < 256; value++)
      {
        g_autofree guint8 *changed = g_memdup2 (response, RESPONSE_SIZE);
        g_autoptr (SolDnsMessage) message = NULL;

        changed[at] = (guint8) value;
        message = sol_dns_message_parse (changed, RESPONSE_SIZE);
        if (message == NULL)
          continue;
        n_good++;
        assert_round_trip (message);
      }
  g_test_message ("%u of %" G_GSIZE_FORMAT " changes are still messages", n_good, RESPONSE_SIZE * 256);
  g_assert_cmpuint (n_good, >, RESPONSE_SIZE);
}

static void
test_survives_noise (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      guint8 octets[200];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof octets);
      g_autoptr (SolDnsMessage) message = NULL;

      for (gsize i = 0; i < length; i++)
        octets[i] = (guint8) g_test_rand_int_range (0, i < 12 ? 4 : 256);
      message = parse_copy (octets, length);
      if (message != NULL)
        assert_round_trip (message);
    }
}

typedef struct
{
  const char *what;
  const char *octets;
  gsize       length;
} Bad;

#define BAD(what, octets) { what, octets, sizeof octets - 1 }
#define EIGHT "aaaaaaaa"
#define ASKS_ONE "\0\0\0\0\0\1\0\0\0\0\0\0"

static const Bad bad[] = {
  BAD ("a pointer to itself", ASKS_ONE "\xc0\x0c\0\x0c\0\1"),
  BAD ("a pointer ahead", ASKS_ONE "\xc0\x0e\1a\0\0\x0c\0\1"),
  BAD ("two pointers to each other", ASKS_ONE "\1a\xc0\x10\xc0\x0c\0\x0c\0\1"),
  BAD ("a label of 64 octets", ASKS_ONE "\x40" EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT "\0\0\x0c\0\1"),
  BAD ("a label behind the end", ASKS_ONE "\x20" "a\0\0\x0c\0\1"),
  BAD ("more records than octets", "\0\0\x84\0\0\0\xff\xff\0\0\0\0"),
  BAD ("an address of three octets", "\0\0\x84\0\0\0\0\1\0\0\0\0\1a\0\0\1\0\1\0\0\0\1\0\3\1\2\3"),
  BAD ("a string longer than its text", "\0\0\x84\0\0\0\0\1\0\0\0\0\1a\0\0\x10\0\1\0\0\0\1\0\2\2a"),
  BAD ("a target behind its record", "\0\0\x84\0\0\0\0\1\0\0\0\0\1a\0\0\x0c\0\1\0\0\0\1\0\2\1a\0"),
};

static void
test_refuses_what_is_malformed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i].what);
      g_assert_null (parse_copy ((const guint8 *) bad[i].octets, bad[i].length));
    }
}

#define LABEL_OF_62 "\x3e" EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT "bbbbbb"

/* Names grow by following pointers: 255 octets end it */
static void
test_bounds_a_name (void)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  gsize offset;

  g_byte_array_append (octets, (const guint8 *) "\x3f", 1);
  for (guint i = 0; i < 63; i++)
    g_byte_array_append (octets, (const guint8 *) "a", 1);
  g_byte_array_append (octets, (const guint8 *) "", 1);
  for (guint8 to = 0, n = 0; n < 4; n++)
    {
      guint8 pointer[] = { 0xC0, to };
      g_autofree char *name = NULL;

      offset = to = (guint8) octets->len;
      g_byte_array_append (octets, (const guint8 *) LABEL_OF_62, 63);
      g_byte_array_append (octets, pointer, sizeof pointer);
      name = sol_dns_name_read (octets->data, octets->len, &offset);
      if (n < 3)
        g_assert_cmpuint (strlen (name), ==, 63 + (n + 1) * 63);
      else
        g_assert_null (name);
    }
}

static void
test_keeps_odd_labels (void)
{
  static const char octets[] = "\x04" "a.\\b" "\x03" "\xc3\xa4\n" "\x02" "\xff\x00" "\0";
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_autofree char *name = NULL, *label = NULL;
  gsize offset = 0;

  name = sol_dns_name_read ((const guint8 *) octets, sizeof octets - 1, &offset);
  g_assert_cmpstr (name, ==, "a\\.\\\\b.ä\\010.\\255\\000");
  g_assert_cmpuint (offset, ==, sizeof octets - 1);
  sol_dns_name_write (name, written);
  g_assert_cmpmem (written->data, written->len, octets, sizeof octets - 1);
  label = sol_dns_name_dup_label (name + strlen ("a\\.\\\\b."));
  g_assert_cmpstr (label, ==, "ä ");
}

static void
test_cuts_a_label_between_characters (void)
{
  g_autofree char *label = sol_dns_name_escape ("x" "ääääääääääääääääääääääääääääääää");

  g_assert_cmpuint (strlen (label), ==, 63);
  g_assert_true (g_utf8_validate (label, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/dns-message/reads-a-response", test_reads_a_response);
  g_test_add_func ("/net/dns-message/refuses-every-prefix", test_refuses_every_prefix);
  g_test_add_func ("/net/dns-message/survives-every-change", test_survives_every_change);
  g_test_add_func ("/net/dns-message/survives-noise", test_survives_noise);
  g_test_add_func ("/net/dns-message/refuses-what-is-malformed", test_refuses_what_is_malformed);
  g_test_add_func ("/net/dns-name/bounds-a-name", test_bounds_a_name);
  g_test_add_func ("/net/dns-name/keeps-odd-labels", test_keeps_odd_labels);
  g_test_add_func ("/net/dns-name/cuts-a-label-between-characters", test_cuts_a_label_between_characters);
  return g_test_run ();
}
