/* sol-dns-record.c: one record: made, copied and compared
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-dns-message.h"

#include <string.h>

#include "sol-dns-name.h"

SolDnsRecord *
sol_dns_record_new (const char *name,
                    guint16     type,
                    gboolean    is_unique,
                    guint32     ttl_s)
{
  SolDnsRecord *self = g_new0 (SolDnsRecord, 1);

  self->name = g_strdup (name);
  self->type = type;
  self->is_unique = is_unique;
  self->ttl_s = ttl_s;
  return self;
}

SolDnsRecord *
sol_dns_record_copy (const SolDnsRecord *self)
{
  SolDnsRecord *copy = sol_dns_record_new (self->name, self->type, self->is_unique, self->ttl_s);

  copy->target = g_strdup (self->target);
  copy->port = self->port;
  g_set_object (&copy->address, self->address);
  copy->text = self->text != NULL ? g_bytes_ref (self->text) : NULL;
  return copy;
}

void
sol_dns_record_free (SolDnsRecord *self)
{
  g_free (self->name);
  g_free (self->target);
  g_clear_object (&self->address);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self);
}

static GBytes *
get_address_octets (const SolDnsRecord *self)
{
  return g_bytes_new_static (g_inet_address_to_bytes (self->address),
                             g_inet_address_get_native_size (self->address));
}

static int
compare_targets (const SolDnsRecord *a,
                 const SolDnsRecord *b)
{
  g_autoptr (GByteArray) name_a = g_byte_array_new ();
  g_autoptr (GByteArray) name_b = g_byte_array_new ();
  int order;

  if (a->port != b->port)
    return a->port < b->port ? -1 : 1;
  if (g_ascii_strcasecmp (a->target, b->target) == 0)
    return 0;
  sol_dns_name_write (a->target, name_a);
  sol_dns_name_write (b->target, name_b);
  order = memcmp (name_a->data, name_b->data, MIN (name_a->len, name_b->len));
  return order < 0 || (order == 0 && name_a->len < name_b->len) ? -1 : 1;
}

int
sol_dns_record_compare (const SolDnsRecord *a,
                        const SolDnsRecord *b)
{
  int order = g_ascii_strcasecmp (a->name, b->name);

  if (order != 0 || a->type != b->type)
    return order < 0 || (order == 0 && a->type < b->type) ? -1 : 1;
  if (a->address != NULL)
    {
      g_autoptr (GBytes) octets_a = get_address_octets (a);
      g_autoptr (GBytes) octets_b = get_address_octets (b);

      return g_bytes_compare (octets_a, octets_b);
    }
  if (a->text != NULL)
    return g_bytes_compare (a->text, b->text);
  return compare_targets (a, b);
}

char *
sol_dns_text_lookup (GBytes     *text,
                     const char *key)
{
  gsize key_length = strlen (key), length;
  const guint8 *data = g_bytes_get_data (text, &length);

  for (gsize at = 0; at < length; at += (gsize) data[at] + 1)
    {
      const char *string = (const char *) data + at + 1;
      gsize size = data[at];

      if (size > key_length && string[key_length] == '=' && g_ascii_strncasecmp (string, key, key_length) == 0)
        return g_utf8_make_valid (string + key_length + 1, (gssize) (size - key_length - 1));
    }
  return NULL;
}
