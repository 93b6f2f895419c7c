/* sol-mdns-announcer.c: tells the networks of one service of this computer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mdns-announcer.h"

#include "sol-mdns-names-private.h"

#define PROBES 3           /* RFC 6762 §8.1: a quarter of a second apart */
#define ANNOUNCEMENTS 2    /* RFC 6762 §8.3: a second apart */
#define PROBE_INTERVAL_MS 250
#define LOST_DELAY_MS 1000
#define MANY_CONFLICTS 15
#define MANY_DELAY_MS 5000
#define LEGACY_TTL_S 10    /* RFC 6762 §6.7 */
#define UNICASTS_A_SECOND 20

struct _SolMdnsAnnouncer
{
  SolMdnsLinks *links;
  SolMdnsNames *names;
  GSource      *step_timer;
  GSource      *answer_timer;
  guint         step;          /* probes, then announcements, that were sent */
  guint         n_conflicts;
  gint64        second_us;     /* the begin of the second in which @n_unicasts were sent */
  guint         n_unicasts;
};

static GSource *
start_timer (SolMdnsAnnouncer *self,
             guint             after_ms,
             GSourceFunc       func)
{
  GSource *timer = g_timeout_source_new (after_ms);

  g_source_set_callback (timer, func, self, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
  return timer;
}

static void
clear_timer (GSource **timer)
{
  if (*timer == NULL)
    return;
  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

static gboolean
is_probing (SolMdnsAnnouncer *self)
{
  return self->step <= PROBES;
}

static void
multicast (SolMdnsAnnouncer *self,
           SolMdnsLink      *link,
           SolDnsMessage    *message)
{
  if (sol_mdns_names_has_link (self->names, link))
    sol_mdns_links_multicast (self->links, link, message);
}

static void
probe (SolMdnsAnnouncer *self,
       SolMdnsLink      *link)
{
  g_autoptr (SolDnsMessage) message = sol_dns_message_new (FALSE);
  GPtrArray *authority = message->records[SOL_DNS_AUTHORITY];

  sol_dns_message_ask (message, self->names->instance, SOL_DNS_ANY, FALSE);
  sol_dns_message_ask (message, self->names->target, SOL_DNS_ANY, FALSE);
  sol_mdns_names_add_unique (self->names, link, authority);
  for (guint i = 0; i < authority->len; i++)
    ((SolDnsRecord *) authority->pdata[i])->is_unique = FALSE;
  multicast (self, link, message);
}

static SolDnsMessage *
new_answer (SolMdnsAnnouncer *self,
            SolMdnsLink      *link)
{
  SolDnsMessage *message = sol_dns_message_new (TRUE);

  sol_mdns_names_add_shared (self->names, message->records[SOL_DNS_ANSWER]);
  sol_mdns_names_add_unique (self->names, link, message->records[SOL_DNS_ANSWER]);
  return message;
}

static void
announce (SolMdnsAnnouncer *self,
          SolMdnsLink      *link)
{
  g_autoptr (SolDnsMessage) message = new_answer (self, link);

  link->is_asked = FALSE;
  link->answered_us = g_get_monotonic_time ();
  multicast (self, link, message);
}

static gboolean
step_cb (gpointer user_data)
{
  SolMdnsAnnouncer *self = user_data;
  GPtrArray *links = sol_mdns_links_get (self->links);
  gboolean probes = self->step < PROBES;

  self->step++;
  for (guint i = 0; i < links->len; i++)
    if (probes)
      probe (self, links->pdata[i]);
    else
      announce (self, links->pdata[i]);
  clear_timer (&self->step_timer);
  if (self->step < PROBES + ANNOUNCEMENTS)
    self->step_timer = start_timer (self, probes ? PROBE_INTERVAL_MS : 1000, step_cb);
  return G_SOURCE_REMOVE;
}

static void
begin (SolMdnsAnnouncer *self,
       guint             after_ms)
{
  self->step = 0;
  clear_timer (&self->step_timer);
  self->step_timer = start_timer (self, after_ms, step_cb);
}

/* Whoever claims a name that we only ask for has it. Once it is ours, we ask again, and one of the two gives way:
 * RFC 6762 §8.1, §9 */
static void
handle_response (SolMdnsAnnouncer    *self,
                 const SolDnsMessage *message)
{
  GPtrArray *links = sol_mdns_links_get (self->links);

  for (guint section = 0; section < SOL_DNS_N_SECTIONS; section++)
    for (guint i = 0; i < message->records[section]->len; i++)
      if (sol_mdns_names_conflicts (self->names, message->records[section]->pdata[i], links))
        {
          if (is_probing (self))
            sol_mdns_names_renumber (self->names);
          self->n_conflicts++;
          begin (self, self->n_conflicts < MANY_CONFLICTS ? g_random_int_range (1, PROBE_INTERVAL_MS) : MANY_DELAY_MS);
          return;
        }
}

/* Two ask for one name at the same time: the one whose record is the later one has it. RFC 6762 §8.2 */
static void
handle_rival (SolMdnsAnnouncer    *self,
              const SolDnsMessage *message,
              SolMdnsLink         *link)
{
  g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_dns_record_free);
  const SolDnsRecord *srv;

  sol_mdns_names_add_unique (self->names, link, ours);
  srv = ours->pdata[0];
  for (guint i = 0; i < message->records[SOL_DNS_AUTHORITY]->len; i++)
    {
      const SolDnsRecord *theirs = message->records[SOL_DNS_AUTHORITY]->pdata[i];

      if (theirs->type == SOL_DNS_SRV && g_ascii_strcasecmp (theirs->name, srv->name) == 0
          && sol_dns_record_compare (theirs, srv) > 0)
        begin (self, LOST_DELAY_MS);
    }
}

static gboolean
is_known (const SolDnsMessage *query,
          const SolDnsRecord  *record)
{
  for (guint i = 0; i < query->records[SOL_DNS_ANSWER]->len; i++)
    {
      const SolDnsRecord *known = query->records[SOL_DNS_ANSWER]->pdata[i];

      if (known->ttl_s * 2 >= record->ttl_s && sol_dns_record_compare (known, record) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
asks_for (const SolDnsQuestion *question,
          const SolDnsRecord   *record)
{
  return (question->type == record->type || question->type == SOL_DNS_ANY)
         && g_ascii_strcasecmp (question->name, record->name) == 0;
}

/* Returns: the first question that @answer answers with something that the asker does not know; NULL without one */
static const SolDnsQuestion *
find_question (const SolDnsMessage *query,
               const SolDnsMessage *answer)
{
  GPtrArray *records = answer->records[SOL_DNS_ANSWER];

  for (guint i = 0; i < query->questions->len; i++)
    for (guint j = 0; j < records->len; j++)
      if (asks_for (query->questions->pdata[i], records->pdata[j]) && !is_known (query, records->pdata[j]))
        return query->questions->pdata[i];
  return NULL;
}

static gboolean
may_unicast (SolMdnsAnnouncer *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (now_us - self->second_us >= G_USEC_PER_SEC)
    {
      self->second_us = now_us;
      self->n_unicasts = 0;
    }
  return self->n_unicasts++ < UNICASTS_A_SECOND;
}

/* A resolver that knows nothing of multicast wants its question and its identifier back: RFC 6762 §6.7 */
static void
make_legacy (SolDnsMessage        *answer,
             const SolDnsMessage  *query,
             const SolDnsQuestion *question)
{
  GPtrArray *records = answer->records[SOL_DNS_ANSWER];

  answer->id = query->id;
  sol_dns_message_ask (answer, question->name, question->type, FALSE);
  for (guint i = 0; i < records->len; i++)
    {
      SolDnsRecord *record = records->pdata[i];

      record->is_unique = FALSE;
      record->ttl_s = MIN (record->ttl_s, LEGACY_TTL_S);
    }
}

static gboolean
answer_cb (gpointer user_data)
{
  SolMdnsAnnouncer *self = user_data;
  GPtrArray *links = sol_mdns_links_get (self->links);

  clear_timer (&self->answer_timer);
  for (guint i = 0; i < links->len; i++)
    if (((SolMdnsLink *) links->pdata[i])->is_asked)
      announce (self, links->pdata[i]);
  return G_SOURCE_REMOVE;
}

/* Others of the service answer the same question, so not all at once (RFC 6762 §6); who wants one of our names must
 * know at once that it is taken */
static void
answer_all (SolMdnsAnnouncer *self,
            SolMdnsLink      *link,
            gboolean          is_probe)
{
  gint64 since_us = g_get_monotonic_time () - link->answered_us;

  if (is_probe && since_us >= PROBE_INTERVAL_MS * 1000)
    announce (self, link);
  if (is_probe || since_us < G_USEC_PER_SEC)
    return;
  link->is_asked = TRUE;
  if (self->answer_timer == NULL)
    self->answer_timer = start_timer (self, g_random_int_range (20, 120), answer_cb);
}

static void
handle_query (SolMdnsAnnouncer    *self,
              const SolDnsMessage *query,
              SolMdnsLink         *link,
              GInetSocketAddress  *from)
{
  gboolean is_full = sol_mdns_links_is_full (self->links, from);
  gboolean is_probe = query->records[SOL_DNS_AUTHORITY]->len > 0;
  g_autoptr (SolDnsMessage) answer = new_answer (self, link);
  const SolDnsQuestion *question = find_question (query, answer);

  if (question == NULL || !sol_mdns_names_has_link (self->names, link))
    return;
  if (is_full && (is_probe || !question->wants_unicast))
    {
      answer_all (self, link, is_probe);
      return;
    }
  if (!may_unicast (self))
    return;
  if (!is_full)
    make_legacy (answer, query, question);
  sol_mdns_links_unicast (self->links, link, answer, from);
}

static void
message_cb (const SolDnsMessage *message,
            SolMdnsLink         *link,
            GInetSocketAddress  *from,
            gpointer             user_data)
{
  SolMdnsAnnouncer *self = user_data;

  if (message->is_response && sol_mdns_links_is_full (self->links, from))
    handle_response (self, message);
  else if (!message->is_response && is_probing (self))
    handle_rival (self, message, link);
  else if (!message->is_response)
    handle_query (self, message, link, from);
}

static void
links_changed_cb (gpointer user_data)
{
  begin (user_data, 1);
}

static const SolMdnsHandler handler = { message_cb, links_changed_cb };

SolMdnsAnnouncer *
sol_mdns_announcer_new (const SolMdnsScope *scope,
                        const SolMdnsOffer *offer)
{
  SolMdnsAnnouncer *self = g_new0 (SolMdnsAnnouncer, 1);

  self->names = sol_mdns_names_new (offer);
  self->links = sol_mdns_links_new (scope, &handler, self);
  begin (self, (guint) g_random_int_range (1, PROBE_INTERVAL_MS));
  return self;
}

static void
say_goodbye (SolMdnsAnnouncer *self,
             SolMdnsLink      *link)
{
  g_autoptr (SolDnsMessage) message = new_answer (self, link);
  GPtrArray *records = message->records[SOL_DNS_ANSWER];

  /* That the service exists others may say too */
  g_ptr_array_remove_index (records, 1);
  for (guint i = 0; i < records->len; i++)
    ((SolDnsRecord *) records->pdata[i])->ttl_s = 0;
  multicast (self, link, message);
}

void
sol_mdns_announcer_free (SolMdnsAnnouncer *self)
{
  GPtrArray *links = sol_mdns_links_get (self->links);

  for (guint i = 0; i < links->len && !is_probing (self); i++)
    say_goodbye (self, links->pdata[i]);
  clear_timer (&self->step_timer);
  clear_timer (&self->answer_timer);
  sol_mdns_links_free (self->links);
  sol_mdns_names_free (self->names);
  g_free (self);
}

const char *
sol_mdns_announcer_get_name (SolMdnsAnnouncer *self)
{
  return self->names->instance;
}
