/* sol-dns-message.h: a DNS message as multicast DNS uses it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Octets of a message, header of the datagram included: RFC 6762 §17 */
#define SOL_DNS_MAX_MESSAGE 9000

typedef enum
{
  SOL_DNS_A = 1,
  SOL_DNS_PTR = 12,
  SOL_DNS_TXT = 16,
  SOL_DNS_AAAA = 28,
  SOL_DNS_SRV = 33,
  SOL_DNS_ANY = 255, /* of questions */
} SolDnsType;

typedef struct
{
  char    *name;           /* as sol-dns-name.h writes it */
  guint16  type;
  gboolean wants_unicast;  /* QU: RFC 6762 §5.4 */
} SolDnsQuestion;

/* Internet class; of one of the five types. Fields that its type has not are zero. */
typedef struct
{
  char         *name;
  guint16       type;
  gboolean      is_unique; /* the cache-flush bit: RFC 6762 §10.2 */
  guint32       ttl_s;     /* 0 is a goodbye */
  char         *target;    /* PTR, SRV */
  guint16       port;      /* SRV; its priority and weight are written as 0, and not read */
  GInetAddress *address;   /* A, AAAA */
  GBytes       *text;      /* TXT: its strings, each behind its length; never empty */
} SolDnsRecord;

typedef enum
{
  SOL_DNS_ANSWER,
  SOL_DNS_AUTHORITY,
  SOL_DNS_ADDITIONAL,
  SOL_DNS_N_SECTIONS,
} SolDnsSection;

typedef struct
{
  guint16    id;           /* 0, but in one-shot queries */
  gboolean   is_response;
  GPtrArray *questions;                    /* of SolDnsQuestion */
  GPtrArray *records[SOL_DNS_N_SECTIONS];  /* of SolDnsRecord */
} SolDnsMessage;

SolDnsMessage *sol_dns_message_new   (gboolean             is_response);
void           sol_dns_message_free  (SolDnsMessage       *self);

/**
 * sol_dns_message_parse:
 * @data: (array length=length): from anybody on the network
 *
 * Records of other types and classes are left out. Cost: linear in @length; at most 256 questions
 * and records are taken. Source: RFC 1035 §4.1, RFC 6762 §18.
 *
 * Returns: (transfer full) (nullable): NULL when it is malformed
 */
SolDnsMessage *sol_dns_message_parse (const guint8        *data,
                                      gsize                length);

/* Returns: (transfer full): its octets, names not compressed */
GByteArray    *sol_dns_message_write (const SolDnsMessage *self);

void           sol_dns_message_ask   (SolDnsMessage       *self,
                                      const char          *name,
                                      guint16              type,
                                      gboolean             wants_unicast);

SolDnsRecord  *sol_dns_record_new    (const char          *name,
                                      guint16              type,
                                      gboolean             is_unique,
                                      guint32              ttl_s);
SolDnsRecord  *sol_dns_record_copy   (const SolDnsRecord  *self);
void           sol_dns_record_free   (SolDnsRecord        *self);

/* -1, 0, 1: by name and type, then by what the record says, octet by octet as RFC 6762 §8.2 wants
 * it; not by its time to live */
int            sol_dns_record_compare (const SolDnsRecord *a,
                                       const SolDnsRecord *b);

/* Returns: (transfer full) (nullable): what @key says in a TXT record, made valid UTF-8 */
char          *sol_dns_text_lookup   (GBytes              *text,
                                      const char          *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolDnsMessage, sol_dns_message_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolDnsRecord, sol_dns_record_free)

G_END_DECLS
