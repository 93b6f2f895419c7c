/* sol-mdns-browser.c: finds the instances of a service on the networks
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mdns-browser.h"

#include "sol-mdns-cache-private.h"

#define FIRST_INTERVAL_S 1
#define LAST_INTERVAL_S 3600

struct _SolMdnsBrowser
{
  SolMdnsLinks *links;
  SolMdnsCache *cache;
  void        (*changed) (gpointer user_data);
  gpointer      user_data;
  GSource      *timer;
  gint64        asked_us;    /* when the service was asked for the last time */
  gint64        ask_us;      /* when it will be, whatever the cache says */
  guint         interval_s;
};

static gboolean timer_cb (gpointer user_data);

static void
clear_timer (SolMdnsBrowser *self)
{
  if (self->timer == NULL)
    return;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* The next question or the next end; never two questions within a second */
static gint64
get_ask_us (SolMdnsBrowser *self)
{
  return MAX (MIN (self->ask_us, sol_mdns_cache_ask_us (self->cache)), self->asked_us + G_USEC_PER_SEC);
}

static void
set_timer (SolMdnsBrowser *self)
{
  gint64 at_us = MIN (get_ask_us (self), sol_mdns_cache_end_us (self->cache));
  gint64 after_ms = (at_us - g_get_monotonic_time ()) / 1000 + 1;

  clear_timer (self);
  self->timer = g_timeout_source_new ((guint) CLAMP (after_ms, 1, LAST_INTERVAL_S * 1000));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
ask (SolMdnsBrowser *self,
     gint64          now_us)
{
  GPtrArray *links = sol_mdns_links_get (self->links);
  g_autoptr (SolDnsMessage) query = sol_dns_message_new (FALSE);

  self->asked_us = now_us;
  if (self->ask_us <= now_us)
    {
      self->ask_us = now_us + self->interval_s * G_USEC_PER_SEC;
      self->interval_s = MIN (self->interval_s * 2, LAST_INTERVAL_S);
    }
  sol_mdns_cache_ask (self->cache, query, now_us);
  for (guint i = 0; i < links->len; i++)
    sol_mdns_links_multicast (self->links, links->pdata[i], query);
}

static gboolean
timer_cb (gpointer user_data)
{
  SolMdnsBrowser *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  gboolean ended = sol_mdns_cache_end_us (self->cache) <= now_us;

  sol_mdns_cache_expire (self->cache, now_us);
  if (get_ask_us (self) <= now_us)
    ask (self, now_us);
  set_timer (self);
  if (ended)
    self->changed (self->user_data);
  return G_SOURCE_REMOVE;
}

static void
message_cb (const SolDnsMessage *message,
            SolMdnsLink         *link,
            GInetSocketAddress  *from,
            gpointer             user_data)
{
  SolMdnsBrowser *self = user_data;

  /* RFC 6762 §6: a response from another port is forged or mistaken */
  if (!message->is_response || !sol_mdns_links_is_full (self->links, from))
    return;
  sol_mdns_cache_take (self->cache, message, link->index, g_get_monotonic_time ());
  set_timer (self);
  self->changed (self->user_data);
}

static void
links_changed_cb (gpointer user_data)
{
  SolMdnsBrowser *self = user_data;

  sol_mdns_cache_keep (self->cache, sol_mdns_links_get (self->links));
  self->ask_us = 0;
  self->interval_s = FIRST_INTERVAL_S;
  set_timer (self);
  self->changed (self->user_data);
}

static const SolMdnsHandler handler = { message_cb, links_changed_cb };

SolMdnsBrowser *
sol_mdns_browser_new (const SolMdnsScope *scope,
                      const char         *type,
                      void              (*changed) (gpointer user_data),
                      gpointer            user_data)
{
  SolMdnsBrowser *self = g_new0 (SolMdnsBrowser, 1);
  g_autofree char *name = g_strconcat (type, ".local", NULL);

  self->changed = changed;
  self->user_data = user_data;
  self->interval_s = FIRST_INTERVAL_S;
  self->asked_us = g_get_monotonic_time () - G_USEC_PER_SEC;
  self->cache = sol_mdns_cache_new (name);
  self->links = sol_mdns_links_new (scope, &handler, self);
  set_timer (self);
  return self;
}

void
sol_mdns_browser_free (SolMdnsBrowser *self)
{
  clear_timer (self);
  sol_mdns_links_free (self->links);
  sol_mdns_cache_free (self->cache);
  g_free (self);
}

GPtrArray *
sol_mdns_browser_list (SolMdnsBrowser *self)
{
  return sol_mdns_cache_list (self->cache);
}

const GError *
sol_mdns_browser_get_error (SolMdnsBrowser *self)
{
  return sol_mdns_links_get_error (self->links);
}
