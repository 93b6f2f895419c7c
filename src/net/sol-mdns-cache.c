/* sol-mdns-cache.c: what the network said of the instances of one service
 *
 * The records are kept as they came, and joined when somebody wants the list: a pointer names an instance, its SRV
 * record a host and a port, the host's records an address. Only what leads from the service to an address is kept.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mdns-cache-private.h"

#define MAX_INSTANCES 64
#define MAX_OF_A_NAME 8   /* records of one name and type */
#define MAX_TTL_S 86400
#define MAX_LACK_ASKED 3
#define ASK_AGAIN_US G_USEC_PER_SEC

typedef struct
{
  SolDnsRecord *record;
  guint         link;
  gint64        learned_us, end_us;
  guint         n_asked;       /* at 80, 85, 90 and 95 % of its time: RFC 6762 §5.2 */
  guint         n_lack_asked;  /* for what it leads to and is not there */
  gint64        lack_us;       /* not before */
} Entry;

struct _SolMdnsCache
{
  char      *type;
  GPtrArray *entries; /* of Entry */
};

static void
entry_free (Entry *entry)
{
  sol_dns_record_free (entry->record);
  g_free (entry);
}

SolMdnsCache *
sol_mdns_cache_new (const char *type)
{
  SolMdnsCache *self = g_new0 (SolMdnsCache, 1);

  self->type = g_strdup (type);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  return self;
}

void
sol_mdns_cache_free (SolMdnsCache *self)
{
  g_free (self->type);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static gboolean
is_address_type (guint16 type)
{
  return type == SOL_DNS_A || type == SOL_DNS_AAAA;
}

static gboolean
is_named (const SolDnsRecord *record,
          const char         *name,
          guint16             type)
{
  return record->type == type && g_ascii_strcasecmp (record->name, name) == 0;
}

/* Returns: (nullable): the newest of @name and @type */
static Entry *
find (SolMdnsCache *self,
      const char   *name,
      guint16       type)
{
  Entry *newest = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (is_named (entry->record, name, type) && (newest == NULL || entry->learned_us > newest->learned_us))
        newest = entry;
    }
  return newest;
}

static guint
count (SolMdnsCache *self,
       const char   *name,
       guint16       type)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += is_named (((Entry *) self->entries->pdata[i])->record, name, type);
  return n;
}

/* Does a record of @type that is kept point to @name? */
static gboolean
is_target (SolMdnsCache *self,
           const char   *name,
           guint16       type)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const SolDnsRecord *record = ((Entry *) self->entries->pdata[i])->record;

      if (record->type == type && g_ascii_strcasecmp (record->target, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wanted (SolMdnsCache       *self,
           const SolDnsRecord *record)
{
  if (record->type == SOL_DNS_PTR)
    return g_ascii_strcasecmp (record->name, self->type) == 0
           && count (self, record->name, record->type) < MAX_INSTANCES;
  /* An address of the link alone would need its interface with it */
  if (count (self, record->name, record->type) >= MAX_OF_A_NAME
      || (record->type == SOL_DNS_AAAA && g_inet_address_get_is_link_local (record->address)))
    return FALSE;
  return is_target (self, record->name, is_address_type (record->type) ? SOL_DNS_SRV : SOL_DNS_PTR);
}

/* RFC 6762 §10.2: what was said of the same name more than a second ago is no longer true */
static void
flush (SolMdnsCache       *self,
       const SolDnsRecord *record,
       guint               link,
       gint64              now_us)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (entry->link == link && is_named (entry->record, record->name, record->type)
          && now_us - entry->learned_us > G_USEC_PER_SEC)
        entry->end_us = MIN (entry->end_us, now_us + G_USEC_PER_SEC);
    }
}

static Entry *
find_same (SolMdnsCache       *self,
           const SolDnsRecord *record,
           guint               link)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (entry->link == link && sol_dns_record_compare (entry->record, record) == 0)
        return entry;
    }
  return NULL;
}

static void
take (SolMdnsCache       *self,
      const SolDnsRecord *record,
      guint               link,
      gint64              now_us)
{
  guint32 ttl_s = MIN (record->ttl_s, MAX_TTL_S);
  Entry *entry = find_same (self, record, link);

  if (record->is_unique)
    flush (self, record, link, now_us);
  if (entry == NULL && (ttl_s == 0 || !is_wanted (self, record)))
    return;
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->record = sol_dns_record_copy (record);
      entry->link = link;
      g_ptr_array_add (self->entries, entry);
    }
  /* RFC 6762 §10.1: a goodbye holds after a second */
  entry->record->ttl_s = ttl_s;
  entry->learned_us = now_us;
  entry->end_us = now_us + MAX (ttl_s, 1) * G_USEC_PER_SEC;
  entry->n_asked = 0;
}

static void
take_type (SolMdnsCache        *self,
           const SolDnsMessage *message,
           gboolean           (*is_type) (guint16 type),
           guint                link,
           gint64               now_us)
{
  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    for (guint i = 0; i < message->records[section]->len; i++)
      {
        const SolDnsRecord *record = message->records[section]->pdata[i];

        if (is_type (record->type))
          take (self, record, link, now_us);
      }
}

static gboolean
is_pointer_type (guint16 type)
{
  return type == SOL_DNS_PTR;
}

static gboolean
is_instance_type (guint16 type)
{
  return type == SOL_DNS_SRV || type == SOL_DNS_TXT;
}

/* In whatever order they stand in the message: what leads to the others first */
void
sol_mdns_cache_take (SolMdnsCache        *self,
                     const SolDnsMessage *message,
                     guint                link,
                     gint64               now_us)
{
  take_type (self, message, is_pointer_type, link, now_us);
  take_type (self, message, is_instance_type, link, now_us);
  take_type (self, message, is_address_type, link, now_us);
}

void
sol_mdns_cache_expire (SolMdnsCache *self,
                       gint64        now_us)
{
  for (guint i = self->entries->len; i-- > 0;)
    if (((Entry *) self->entries->pdata[i])->end_us <= now_us)
      g_ptr_array_remove_index (self->entries, i);
}

static gboolean
has_link (GPtrArray *links,
          guint      index)
{
  for (guint i = 0; i < links->len; i++)
    if (((SolMdnsLink *) links->pdata[i])->index == index)
      return TRUE;
  return FALSE;
}

void
sol_mdns_cache_keep (SolMdnsCache *self,
                     GPtrArray    *links)
{
  for (guint i = self->entries->len; i-- > 0;)
    if (!has_link (links, ((Entry *) self->entries->pdata[i])->link))
      g_ptr_array_remove_index (self->entries, i);
}

/* When @entry must be asked for again, before it runs out */
static gint64
get_refresh_us (const Entry *entry)
{
  if (entry->n_asked >= 4 || entry->record->ttl_s == 0)
    return G_MAXINT64;
  return entry->learned_us + (80 + 5 * (gint64) entry->n_asked) * entry->record->ttl_s * (G_USEC_PER_SEC / 100);
}

/* Does @entry lead to something that is not there? */
static gboolean
is_lacking (SolMdnsCache *self,
            const Entry  *entry)
{
  const SolDnsRecord *record = entry->record;

  if (entry->n_lack_asked >= MAX_LACK_ASKED)
    return FALSE;
  if (record->type == SOL_DNS_PTR)
    return find (self, record->target, SOL_DNS_SRV) == NULL;
  return record->type == SOL_DNS_SRV && find (self, record->target, SOL_DNS_A) == NULL
         && find (self, record->target, SOL_DNS_AAAA) == NULL;
}

static void
ask_lacking (Entry         *entry,
             SolDnsMessage *query,
             gint64         now_us)
{
  const SolDnsRecord *record = entry->record;

  entry->n_lack_asked++;
  entry->lack_us = now_us + ASK_AGAIN_US;
  sol_dns_message_ask (query, record->target, record->type == SOL_DNS_PTR ? SOL_DNS_SRV : SOL_DNS_A, FALSE);
  sol_dns_message_ask (query, record->target, record->type == SOL_DNS_PTR ? SOL_DNS_TXT : SOL_DNS_AAAA, FALSE);
}

static void
add_known (const Entry   *entry,
           SolDnsMessage *query,
           gint64         now_us)
{
  gint64 left_s = (entry->end_us - now_us) / G_USEC_PER_SEC;
  SolDnsRecord *known;

  if (entry->record->type != SOL_DNS_PTR || left_s * 2 <= entry->record->ttl_s)
    return;
  known = sol_dns_record_copy (entry->record);
  known->ttl_s = (guint32) left_s;
  g_ptr_array_add (query->records[SOL_DNS_ANSWER], known);
}

void
sol_mdns_cache_ask (SolMdnsCache  *self,
                    SolDnsMessage *query,
                    gint64         now_us)
{
  sol_dns_message_ask (query, self->type, SOL_DNS_PTR, FALSE);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];
      gboolean is_due = get_refresh_us (entry) <= now_us;

      while (get_refresh_us (entry) <= now_us)
        entry->n_asked++;
      if (is_due && entry->record->type != SOL_DNS_PTR)
        sol_dns_message_ask (query, entry->record->name, entry->record->type, FALSE);
      if (is_lacking (self, entry))
        ask_lacking (entry, query, now_us);
      add_known (entry, query, now_us);
    }
}

gint64
sol_mdns_cache_ask_us (SolMdnsCache *self)
{
  gint64 first_us = G_MAXINT64;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      first_us = MIN (first_us, get_refresh_us (entry));
      if (is_lacking (self, entry))
        first_us = MIN (first_us, entry->lack_us);
    }
  return first_us;
}

gint64
sol_mdns_cache_end_us (SolMdnsCache *self)
{
  gint64 first_us = G_MAXINT64;

  for (guint i = 0; i < self->entries->len; i++)
    first_us = MIN (first_us, ((Entry *) self->entries->pdata[i])->end_us);
  return first_us;
}

static void
service_free (SolMdnsService *service)
{
  g_free (service->name);
  g_free (service->host);
  g_object_unref (service->address);
  g_clear_pointer (&service->text, g_bytes_unref);
  g_free (service);
}

/* Returns: (transfer full) (nullable): NULL while something is lacking */
static SolMdnsService *
join (SolMdnsCache *self,
      const char   *name)
{
  Entry *srv = find (self, name, SOL_DNS_SRV), *txt = find (self, name, SOL_DNS_TXT), *address;
  SolMdnsService *service;

  if (srv == NULL || srv->record->port == 0)
    return NULL;
  address = find (self, srv->record->target, SOL_DNS_A);
  if (address == NULL)
    address = find (self, srv->record->target, SOL_DNS_AAAA);
  if (address == NULL)
    return NULL;
  service = g_new0 (SolMdnsService, 1);
  service->name = g_strdup (name);
  service->host = g_strdup (srv->record->target);
  service->port = srv->record->port;
  service->address = g_object_ref (address->record->address);
  service->text = txt != NULL ? g_bytes_ref (txt->record->text) : NULL;
  return service;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_ascii_strcasecmp ((*(SolMdnsService **) a)->name, (*(SolMdnsService **) b)->name);
}

GPtrArray *
sol_mdns_cache_list (SolMdnsCache *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) service_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const SolDnsRecord *record = ((Entry *) self->entries->pdata[i])->record;
      SolMdnsService *service = record->type == SOL_DNS_PTR ? join (self, record->target) : NULL;

      if (service != NULL)
        g_ptr_array_add (list, service);
    }
  g_ptr_array_sort (list, compare_names);
  for (guint i = list->len; i-- > 1;)
    if (compare_names (&list->pdata[i], &list->pdata[i - 1]) == 0)
      g_ptr_array_remove_index (list, i);
  return list;
}
