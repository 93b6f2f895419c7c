/* sol-mdns-names.c: the names and records of a service that is announced
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mdns-names-private.h"

#include <string.h>

#include "sol-dns-name.h"

/* RFC 6762 §10 */
#define HOST_TTL_S 120
#define OTHER_TTL_S 4500
#define MAX_LABEL 63
#define ALL_SERVICES "_services._dns-sd._udp.local"

static GBytes *
pack_text (const char * const *strings)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  for (; strings != NULL && *strings != NULL; strings++)
    {
      guint8 length = (guint8) MIN (strlen (*strings), 255);

      g_byte_array_append (octets, &length, 1);
      g_byte_array_append (octets, (const guint8 *) *strings, length);
    }
  if (octets->len == 0)
    g_byte_array_append (octets, (const guint8 *) "", 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&octets));
}

/* Returns: (transfer full): a label of @text and @suffix: of a text that is too long the end goes */
static char *
dup_label (const char *text,
           const char *suffix)
{
  g_autofree char *cut = NULL, *label = NULL;
  const char *valid_end;

  g_utf8_validate (text, (gssize) MIN (strlen (text), MAX_LABEL - strlen (suffix)), &valid_end);
  cut = g_strndup (text, (gsize) (valid_end - text));
  label = g_strconcat (cut, suffix, NULL);
  return sol_dns_name_escape (label);
}

static void
make_names (SolMdnsNames *self)
{
  g_autofree char *of_instance = self->number > 1 ? g_strdup_printf (" (%u)", self->number) : g_strdup ("");
  g_autofree char *of_target = self->number > 1 ? g_strdup_printf ("-%u", self->number) : g_strdup ("");
  g_autofree char *instance = dup_label (self->name, of_instance);
  g_autofree char *target = dup_label (self->host, of_target);

  g_free (self->instance);
  g_free (self->target);
  self->instance = g_strconcat (instance, ".", self->type, NULL);
  self->target = g_strconcat (target, ".local", NULL);
}

SolMdnsNames *
sol_mdns_names_new (const SolMdnsOffer *offer)
{
  SolMdnsNames *self = g_new0 (SolMdnsNames, 1);

  self->type = g_strconcat (offer->type, ".local", NULL);
  self->name = g_strdup (offer->name);
  self->host = g_strdup (offer->host);
  self->number = 1;
  self->port = offer->port;
  g_set_object (&self->address, offer->address);
  self->text = pack_text (offer->text);
  make_names (self);
  return self;
}

void
sol_mdns_names_free (SolMdnsNames *self)
{
  g_free (self->type);
  g_free (self->name);
  g_free (self->host);
  g_free (self->instance);
  g_free (self->target);
  g_clear_object (&self->address);
  g_bytes_unref (self->text);
  g_free (self);
}

void
sol_mdns_names_renumber (SolMdnsNames *self)
{
  self->number++;
  make_names (self);
}

static gboolean
is_offered (SolMdnsNames *self,
            GInetAddress *address)
{
  return self->address == NULL || g_inet_address_equal (self->address, address);
}

gboolean
sol_mdns_names_has_link (SolMdnsNames *self,
                         SolMdnsLink  *link)
{
  for (guint i = 0; i < link->addresses->len; i++)
    if (is_offered (self, link->addresses->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
add_addresses (SolMdnsNames *self,
               SolMdnsLink  *link,
               GPtrArray    *records)
{
  for (guint i = 0; i < link->addresses->len; i++)
    {
      GInetAddress *address = link->addresses->pdata[i];
      gboolean is_ipv4 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4;
      SolDnsRecord *record;

      if (!is_offered (self, address))
        continue;
      record = sol_dns_record_new (self->target, is_ipv4 ? SOL_DNS_A : SOL_DNS_AAAA, TRUE, HOST_TTL_S);
      record->address = g_object_ref (address);
      g_ptr_array_add (records, record);
    }
}

void
sol_mdns_names_add_unique (SolMdnsNames *self,
                           SolMdnsLink  *link,
                           GPtrArray    *records)
{
  SolDnsRecord *srv = sol_dns_record_new (self->instance, SOL_DNS_SRV, TRUE, HOST_TTL_S);
  SolDnsRecord *txt = sol_dns_record_new (self->instance, SOL_DNS_TXT, TRUE, OTHER_TTL_S);

  srv->port = self->port;
  srv->target = g_strdup (self->target);
  txt->text = g_bytes_ref (self->text);
  g_ptr_array_add (records, srv);
  g_ptr_array_add (records, txt);
  add_addresses (self, link, records);
}

static void
add_pointer (GPtrArray  *records,
             const char *name,
             const char *target)
{
  SolDnsRecord *pointer = sol_dns_record_new (name, SOL_DNS_PTR, FALSE, OTHER_TTL_S);

  pointer->target = g_strdup (target);
  g_ptr_array_add (records, pointer);
}

void
sol_mdns_names_add_shared (SolMdnsNames *self,
                           GPtrArray    *records)
{
  add_pointer (records, self->type, self->instance);
  add_pointer (records, ALL_SERVICES, self->type);
}

static gboolean
has_record (GPtrArray          *records,
            const SolDnsRecord *record)
{
  for (guint i = 0; i < records->len; i++)
    if (sol_dns_record_compare (records->pdata[i], record) == 0)
      return TRUE;
  return FALSE;
}

/* Our own packets come back, also those of another interface on the same network: they say what we say */
gboolean
sol_mdns_names_conflicts (SolMdnsNames       *self,
                          const SolDnsRecord *record,
                          GPtrArray          *links)
{
  g_autoptr (GPtrArray) ours = NULL;

  if (record->ttl_s == 0 || record->type == SOL_DNS_PTR
      || (g_ascii_strcasecmp (record->name, self->instance) != 0
          && g_ascii_strcasecmp (record->name, self->target) != 0))
    return FALSE;
  ours = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_dns_record_free);
  for (guint i = 0; i < links->len; i++)
    sol_mdns_names_add_unique (self, links->pdata[i], ours);
  return !has_record (ours, record);
}
