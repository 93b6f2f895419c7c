/* sol-throttle.c: pauses for addresses that guess passwords
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-throttle.h"

#include <string.h>

#define N_FAILURES 5
#define WINDOW_US (60 * G_USEC_PER_SEC)
#define MEMORY_US (600 * G_USEC_PER_SEC)
#define FIRST_PAUSE_S 5
#define LONGEST_PAUSE_S 300

/* Of this computer itself */
#define LOCAL_FACTOR 4
#define LOCAL_LONGEST_PAUSE_S 10

/* An IPv4 address, or the network of an IPv6 one */
typedef struct
{
  guint8 octets[8];
} Key;

typedef struct
{
  Key    key;       /* must be first: the table hashes it */
  guint  n;         /* wrong passwords since @begin_us */
  guint  pause_s;   /* the last one's; 0: none yet */
  gint64 begin_us;
  gint64 last_us;
  gint64 until_us;  /* of the pause */
} Record;

struct _SolThrottle
{
  GHashTable *records;  /* set of Record */
  guint       n_failures;
};

static guint
key_hash (gconstpointer data)
{
  guint64 value;

  memcpy (&value, data, sizeof value);
  return g_int64_hash (&value);
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static const guint8 *
get_ipv4 (const SolEndpoint *peer)
{
  if (peer->any.sa_family == AF_INET)
    return (const guint8 *) &peer->ipv4.sin_addr;
  if (IN6_IS_ADDR_V4MAPPED (&peer->ipv6.sin6_addr))
    return peer->ipv6.sin6_addr.s6_addr + 12;
  return NULL;
}

/* The first four octets of an IPv4 key are none of a network that is routed: ::/32 */
static void
key_init (Key               *key,
          const SolEndpoint *peer)
{
  const guint8 *ipv4 = get_ipv4 (peer);

  memset (key, 0, sizeof *key);
  if (ipv4 != NULL)
    memcpy (key->octets + 4, ipv4, 4);
  else
    memcpy (key->octets, peer->ipv6.sin6_addr.s6_addr, sizeof key->octets);
}

static gboolean
is_local (const SolEndpoint *peer)
{
  const guint8 *ipv4 = get_ipv4 (peer);

  return ipv4 != NULL ? ipv4[0] == 127 : IN6_IS_ADDR_LOOPBACK (&peer->ipv6.sin6_addr);
}

SolThrottle *
sol_throttle_new (void)
{
  SolThrottle *self = g_new0 (SolThrottle, 1);

  self->records = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  self->n_failures = N_FAILURES;
  return self;
}

void
sol_throttle_set_limit (SolThrottle *self,
                        guint        n_failures)
{
  self->n_failures = n_failures;
  if (n_failures == 0)
    g_hash_table_remove_all (self->records);
}

guint
sol_throttle_get_wait_s (SolThrottle       *self,
                         const SolEndpoint *peer,
                         gint64             now_us)
{
  const Record *record;
  Key key;

  if (g_hash_table_size (self->records) == 0)
    return 0;
  key_init (&key, peer);
  record = g_hash_table_lookup (self->records, &key);
  if (record == NULL || record->until_us <= now_us)
    return 0;
  return (guint) ((record->until_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/* Cost: all of them are looked at, which a wrong password's 21 ms outweigh */
static void
sol_throttle_forget_oldest (SolThrottle *self)
{
  gpointer oldest = NULL, record;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (oldest == NULL || ((Record *) record)->last_us < ((Record *) oldest)->last_us)
      oldest = record;
  if (oldest != NULL)
    g_hash_table_remove (self->records, oldest);
}

static Record *
sol_throttle_get_record (SolThrottle       *self,
                         const SolEndpoint *peer,
                         gint64             now_us)
{
  Record *record;
  Key key;

  key_init (&key, peer);
  record = g_hash_table_lookup (self->records, &key);
  if (record != NULL)
    return record;
  if (g_hash_table_size (self->records) >= SOL_THROTTLE_MAX_ADDRESSES)
    sol_throttle_forget_oldest (self);
  record = g_new0 (Record, 1);
  record->key = key;
  record->begin_us = now_us;
  record->last_us = now_us;
  g_hash_table_add (self->records, record);
  return record;
}

static void
record_count (Record *record,
              gint64  now_us)
{
  if (now_us - record->last_us > MEMORY_US)
    record->pause_s = 0;
  if (record->pause_s == 0 && now_us - record->begin_us > WINDOW_US)
    {
      record->n = 0;
      record->begin_us = now_us;
    }
  record->n++;
  record->last_us = now_us;
}

gboolean
sol_throttle_fail (SolThrottle       *self,
                   const SolEndpoint *peer,
                   gint64             now_us)
{
  gboolean is_near = is_local (peer), was_paused;
  guint longest_s = is_near ? LOCAL_LONGEST_PAUSE_S : LONGEST_PAUSE_S;
  Record *record;

  if (self->n_failures == 0)
    return FALSE;
  record = sol_throttle_get_record (self, peer, now_us);
  was_paused = record->until_us > now_us;
  record_count (record, now_us);
  if (record->n < self->n_failures * (is_near ? LOCAL_FACTOR : 1))
    return FALSE;
  record->pause_s = record->pause_s == 0 ? FIRST_PAUSE_S : MIN (2 * record->pause_s, longest_s);
  record->until_us = MAX (record->until_us, now_us + (gint64) record->pause_s * G_USEC_PER_SEC);
  return !was_paused;
}

guint
sol_throttle_get_n (SolThrottle *self)
{
  return g_hash_table_size (self->records);
}

void
sol_throttle_free (SolThrottle *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}
