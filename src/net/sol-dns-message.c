/* sol-dns-message.c: a DNS message from octets and to octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-dns-message.h"

#include "sol-dns-name.h"

#define RESPONSE 0x8400 /* and authoritative */
#define CLASS_IN 1
#define TOP_BIT 0x8000  /* of the class: QU in questions, cache-flush in records */
#define MAX_ITEMS 256

static void
question_free (SolDnsQuestion *question)
{
  g_free (question->name);
  g_free (question);
}

SolDnsMessage *
sol_dns_message_new (gboolean is_response)
{
  SolDnsMessage *self = g_new0 (SolDnsMessage, 1);

  self->is_response = is_response;
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  for (guint i = 0; i < SOL_DNS_N_SECTIONS; i++)
    self->records[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_dns_record_free);
  return self;
}

void
sol_dns_message_free (SolDnsMessage *self)
{
  g_ptr_array_unref (self->questions);
  for (guint i = 0; i < SOL_DNS_N_SECTIONS; i++)
    g_ptr_array_unref (self->records[i]);
  g_free (self);
}

void
sol_dns_message_ask (SolDnsMessage *self,
                     const char    *name,
                     guint16        type,
                     gboolean       wants_unicast)
{
  SolDnsQuestion *question = g_new (SolDnsQuestion, 1);

  *question = (SolDnsQuestion) { g_strdup (name), type, wants_unicast };
  g_ptr_array_add (self->questions, question);
}

/* What is left to read; @is_bad once and for all */
typedef struct
{
  const guint8 *data;
  gsize         length;
  gsize         at;
  gboolean      is_bad;
} Cursor;

static guint16
read_u16 (Cursor *cursor)
{
  guint16 number;

  if (cursor->is_bad || cursor->length - cursor->at < 2)
    {
      cursor->is_bad = TRUE;
      return 0;
    }
  number = (guint16) (cursor->data[cursor->at] << 8 | cursor->data[cursor->at + 1]);
  cursor->at += 2;
  return number;
}

static guint32
read_u32 (Cursor *cursor)
{
  guint32 high = read_u16 (cursor);

  return high << 16 | read_u16 (cursor);
}

static char *
read_name (Cursor *cursor)
{
  char *name = cursor->is_bad ? NULL : sol_dns_name_read (cursor->data, cursor->length, &cursor->at);

  if (name == NULL)
    cursor->is_bad = TRUE;
  return name;
}

static void
read_question (Cursor        *cursor,
               SolDnsMessage *message)
{
  g_autofree char *name = read_name (cursor);
  guint16 type = read_u16 (cursor);
  guint16 class = read_u16 (cursor);

  if (!cursor->is_bad && ((class & ~TOP_BIT) == CLASS_IN || (class & ~TOP_BIT) == SOL_DNS_ANY))
    sol_dns_message_ask (message, name, type, (class & TOP_BIT) != 0);
}

static gboolean
is_text (const guint8 *data,
         gsize         length)
{
  gsize at = 0;

  while (at < length)
    at += (gsize) data[at] + 1;
  return at == length;
}

/* @cursor ends with the record's data. Returns: FALSE when it is of another type */
static gboolean
read_data (Cursor       *cursor,
           SolDnsRecord *record)
{
  const guint8 *data = cursor->data + cursor->at;
  gsize length = cursor->length - cursor->at;

  switch (record->type)
    {
    case SOL_DNS_A:
    case SOL_DNS_AAAA:
      cursor->is_bad = length != (record->type == SOL_DNS_A ? 4 : 16);
      if (!cursor->is_bad)
        record->address = g_inet_address_new_from_bytes (data, record->type == SOL_DNS_A ? G_SOCKET_FAMILY_IPV4
                                                                                       : G_SOCKET_FAMILY_IPV6);
      return TRUE;
    case SOL_DNS_TXT:
      cursor->is_bad = !is_text (data, length);
      /* RFC 6763 §6.1: none is as one empty string */
      record->text = length > 0 ? g_bytes_new (data, length) : g_bytes_new_static ("", 1);
      return TRUE;
    case SOL_DNS_SRV:
      read_u32 (cursor);
      record->port = read_u16 (cursor);
      record->target = read_name (cursor);
      return TRUE;
    case SOL_DNS_PTR:
      record->target = read_name (cursor);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
read_record (Cursor    *cursor,
             GPtrArray *records)
{
  g_autofree char *name = read_name (cursor);
  guint16 type = read_u16 (cursor);
  guint16 class = read_u16 (cursor);
  guint32 ttl_s = read_u32 (cursor);
  gsize size = read_u16 (cursor);
  g_autoptr (SolDnsRecord) record = sol_dns_record_new (name, type, (class & TOP_BIT) != 0, ttl_s);
  Cursor data = *cursor;

  if (cursor->is_bad || cursor->length - cursor->at < size)
    {
      cursor->is_bad = TRUE;
      return;
    }
  cursor->at += size;
  data.length = cursor->at;
  if ((class & ~TOP_BIT) != CLASS_IN || !read_data (&data, record))
    return;
  cursor->is_bad = data.is_bad;
  if (!data.is_bad)
    g_ptr_array_add (records, g_steal_pointer (&record));
}

SolDnsMessage *
sol_dns_message_parse (const guint8 *data,
                       gsize         length)
{
  Cursor cursor = { data, length, 0, FALSE };
  guint16 id = read_u16 (&cursor);
  g_autoptr (SolDnsMessage) self = sol_dns_message_new ((read_u16 (&cursor) & 0x8000) != 0);
  guint n_questions = read_u16 (&cursor);
  guint n_records[SOL_DNS_N_SECTIONS], n_items = n_questions;

  self->id = id;
  for (guint i = 0; i < SOL_DNS_N_SECTIONS; i++)
    n_items += n_records[i] = read_u16 (&cursor);
  if (cursor.is_bad || n_items > MAX_ITEMS)
    return NULL;
  for (guint i = 0; i < n_questions && !cursor.is_bad; i++)
    read_question (&cursor, self);
  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    for (guint i = 0; i < n_records[section] && !cursor.is_bad; i++)
      read_record (&cursor, self->records[section]);
  return cursor.is_bad ? NULL : g_steal_pointer (&self);
}

static void
write_u16 (GByteArray *octets,
           guint       number)
{
  const guint8 pair[] = { (guint8) (number >> 8), (guint8) number };

  g_byte_array_append (octets, pair, sizeof pair);
}

static void
write_data (const SolDnsRecord *record,
            GByteArray         *octets)
{
  gsize length;
  gconstpointer data;

  if (record->address != NULL)
    g_byte_array_append (octets, g_inet_address_to_bytes (record->address),
                         (guint) g_inet_address_get_native_size (record->address));
  else if (record->type == SOL_DNS_TXT)
    {
      data = g_bytes_get_data (record->text, &length);
      g_byte_array_append (octets, data, (guint) length);
    }
  else
    {
      if (record->type == SOL_DNS_SRV)
        {
          write_u16 (octets, 0);
          write_u16 (octets, 0);
          write_u16 (octets, record->port);
        }
      sol_dns_name_write (record->target, octets);
    }
}

static void
write_record (const SolDnsRecord *record,
              GByteArray         *octets)
{
  guint size_at, size;

  sol_dns_name_write (record->name, octets);
  write_u16 (octets, record->type);
  write_u16 (octets, CLASS_IN | (record->is_unique ? TOP_BIT : 0));
  write_u16 (octets, record->ttl_s >> 16);
  write_u16 (octets, record->ttl_s);
  size_at = octets->len;
  write_u16 (octets, 0);
  write_data (record, octets);
  size = octets->len - size_at - 2;
  octets->data[size_at] = (guint8) (size >> 8);
  octets->data[size_at + 1] = (guint8) size;
}

GByteArray *
sol_dns_message_write (const SolDnsMessage *self)
{
  GByteArray *octets = g_byte_array_new ();

  write_u16 (octets, self->id);
  write_u16 (octets, self->is_response ? RESPONSE : 0);
  write_u16 (octets, self->questions->len);
  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    write_u16 (octets, self->records[section]->len);
  for (guint i = 0; i < self->questions->len; i++)
    {
      const SolDnsQuestion *question = self->questions->pdata[i];

      sol_dns_name_write (question->name, octets);
      write_u16 (octets, question->type);
      write_u16 (octets, CLASS_IN | (question->wants_unicast ? TOP_BIT : 0));
    }
  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    for (guint i = 0; i < self->records[section]->len; i++)
      write_record (self->records[section]->pdata[i], octets);
  return octets;
}
