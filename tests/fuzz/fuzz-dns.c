/* fuzz-dns.c: whatever is read of a DNS message can be written, and is then read the same
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "sol-dns-message.h"

static void
compare (const SolDnsMessage *message,
         const SolDnsMessage *again)
{
  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    {
      g_assert_cmpuint (again->records[section]->len, ==, message->records[section]->len);
      for (guint i = 0; i < message->records[section]->len; i++)
        g_assert_cmpint (sol_dns_record_compare (again->records[section]->pdata[i],
                                                 message->records[section]->pdata[i]), ==, 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (SolDnsMessage) message = sol_dns_message_parse (data, MIN (size, SOL_DNS_MAX_MESSAGE));
  g_autoptr (SolDnsMessage) again = NULL;
  g_autoptr (GByteArray) octets = NULL;

  if (message == NULL)
    return 0;
  octets = sol_dns_message_write (message);
  again = sol_dns_message_parse (octets->data, octets->len);
  g_assert_nonnull (again);
  compare (message, again);
  return 0;
}
