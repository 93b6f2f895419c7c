/* sol-log-item.c: one event as a person reads it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-log-item-private.h"

#include <glib/gi18n.h>

struct _SolLogItem
{
  GObject parent_instance;

  /* Owned */
  SolBrokerEvent *event;
};

G_DEFINE_FINAL_TYPE (SolLogItem, sol_log_item, G_TYPE_OBJECT)

static void
sol_log_item_finalize (GObject *object)
{
  SolLogItem *self = SOL_LOG_ITEM (object);

  sol_broker_event_unref (self->event);
  G_OBJECT_CLASS (sol_log_item_parent_class)->finalize (object);
}

static void
sol_log_item_class_init (SolLogItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_log_item_finalize;
}

static void
sol_log_item_init (SolLogItem *self)
{
}

static const char *
or_unknown (const char *text)
{
  return text != NULL && *text != '\0' ? text : _ ("unknown");
}

/* The broker's reasons are msgids */
static const char *
translate_reason (const SolBrokerEvent *event)
{
  return event->reason != NULL && *event->reason != '\0' ? _ (event->reason)
                                                         : _ ("no reason given");
}

static char *
dup_connected_text (const SolBrokerEvent *event)
{
  if (event->user_name != NULL)
    return g_strdup_printf (_ ("%s connected from %s as “%s”"), or_unknown (event->client_id),
                            or_unknown (event->address), event->user_name);
  return g_strdup_printf (_ ("%s connected from %s"), or_unknown (event->client_id),
                          or_unknown (event->address));
}

/* Takes @text. A refusal that came again tells how often it came before */
static char *
add_repeats (char  *text,
             guint  n_repeats)
{
  g_autofree char *owned = text;

  if (n_repeats == 0)
    return g_steal_pointer (&owned);
  return g_strdup_printf (ngettext ("%s (%u time before)", "%s (%u times before)", n_repeats),
                          owned, n_repeats);
}

/* `esp32 at 192.168.1.57:50122 as “lab”` */
static char *
dup_client_text (const SolBrokerEvent *event)
{
  if (event->user_name != NULL)
    return g_strdup_printf (_ ("%s at %s as “%s”"), or_unknown (event->client_id),
                            or_unknown (event->address), event->user_name);
  return g_strdup_printf (_ ("%s at %s"), or_unknown (event->client_id),
                          or_unknown (event->address));
}

static char *
dup_denied_text (const SolBrokerEvent *event)
{
  g_autofree char *client = dup_client_text (event);
  gboolean is_publish = event->operation == SOL_ACL_PUBLISH;
  char *text;

  if (event->rule == 0)
    text = g_strdup_printf (is_publish ? _ ("%s may not publish to “%s”: no access rule allows it")
                                       : _ ("%s may not subscribe to “%s”: no access rule allows it"),
                            client, event->topic);
  else
    text = g_strdup_printf (is_publish ? _ ("%s may not publish to “%s”: access rule %u denies it")
                                       : _ ("%s may not subscribe to “%s”: access rule %u denies it"),
                            client, event->topic, event->rule);
  return add_repeats (text, event->n_repeats);
}

static char *
dup_refused_text (const SolBrokerEvent *event)
{
  char *text;

  if (event->user_name != NULL)
    text = g_strdup_printf (_ ("%s refused for “%s”: %s"), or_unknown (event->address),
                            event->user_name, translate_reason (event));
  else
    text = g_strdup_printf (_ ("%s refused: %s"), or_unknown (event->address),
                            translate_reason (event));
  return add_repeats (text, event->n_repeats);
}

SolLogItem *
sol_log_item_new (SolBrokerEvent *event)
{
  SolLogItem *self = g_object_new (SOL_TYPE_LOG_ITEM, NULL);

  self->event = sol_broker_event_ref (event);
  return self;
}

SolBrokerEvent *
sol_log_item_get_event (SolLogItem *self)
{
  return self->event;
}

char *
sol_log_item_dup_text (SolLogItem *self)
{
  const SolBrokerEvent *event = self->event;

  switch (event->type)
    {
    case SOL_BROKER_EVENT_CONNECTED:
      return dup_connected_text (event);
    case SOL_BROKER_EVENT_DISCONNECTED:
      return g_strdup_printf (_ ("%s disconnected: %s"), or_unknown (event->client_id),
                              translate_reason (event));
    case SOL_BROKER_EVENT_REFUSED:
      return dup_refused_text (event);
    case SOL_BROKER_EVENT_DENIED:
      return dup_denied_text (event);
    case SOL_BROKER_EVENT_WARNING:
    case SOL_BROKER_EVENT_LISTENING:
    default:
      if (event->address != NULL)
        return g_strdup_printf (_ ("%s: %s"), event->address, translate_reason (event));
      return g_strdup (translate_reason (event));
    }
}
