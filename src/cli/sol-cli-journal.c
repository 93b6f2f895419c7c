/* sol-cli-journal.c: what happens at the broker, in the system's journal
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Field values are octets with a length in the journal's protocol, so that no name of a client can make up an entry.
 */
#include "config.h"

#include "sol-cli-journal.h"

#include <unistd.h>

#include "sol-event-log.h"

static const char *const names[] = {
  [SOL_BROKER_EVENT_CONNECTED] = "connected",
  [SOL_BROKER_EVENT_DISCONNECTED] = "disconnected",
  [SOL_BROKER_EVENT_REFUSED] = "refused",
  [SOL_BROKER_EVENT_WARNING] = "warning",
  [SOL_BROKER_EVENT_LISTENING] = "listening",
  [SOL_BROKER_EVENT_DENIED] = "denied",
};

/* syslog(3): a refusal is noticed, a warning warns */
static const char *
get_priority (SolBrokerEventType type)
{
  if (type == SOL_BROKER_EVENT_WARNING)
    return "4";
  return type == SOL_BROKER_EVENT_REFUSED || type == SOL_BROKER_EVENT_DENIED ? "5" : "6";
}

typedef struct
{
  GLogField fields[12];
  gsize     n;
} Entry;

static void
entry_add (Entry      *entry,
           const char *key,
           const char *value)
{
  if (value != NULL && *value != '\0')
    entry->fields[entry->n++] = (GLogField) { key, value, -1 };
}

static char *
dup_text (SolBrokerEvent *event)
{
  g_autoptr (SolEventLog) log = sol_event_log_new ();
  g_autoptr (SolLogItem) item = NULL;

  sol_event_log_add (log, event);
  item = g_list_model_get_item (G_LIST_MODEL (log), 0);
  return sol_log_item_dup_text (item);
}

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          gpointer        user_data)
{
  g_autofree char *text = dup_text (event);
  g_autofree char *rule = event->rule > 0 ? g_strdup_printf ("%u", event->rule) : NULL;
  Entry entry = { 0 };

  entry_add (&entry, "MESSAGE", text);
  entry_add (&entry, "PRIORITY", get_priority (event->type));
  entry_add (&entry, "SYSLOG_IDENTIFIER", "soliton");
  entry_add (&entry, "EVENT", names[event->type]);
  entry_add (&entry, "CLIENT_ID", event->client_id);
  entry_add (&entry, "USER_NAME", event->user_name);
  entry_add (&entry, "ADDRESS", event->address);
  entry_add (&entry, "REASON", event->reason);
  entry_add (&entry, "TOPIC", event->topic);
  if (event->type == SOL_BROKER_EVENT_DENIED)
    entry_add (&entry, "OPERATION", event->operation == SOL_ACL_PUBLISH ? "publish" : "subscribe");
  entry_add (&entry, "RULE", rule);
  g_log_writer_journald (G_LOG_LEVEL_INFO, entry.fields, entry.n, NULL);
}

void
sol_cli_journal_watch (SolBroker *broker)
{
  if (g_log_writer_is_journald (STDERR_FILENO))
    g_signal_connect (broker, "event", G_CALLBACK (event_cb), NULL);
}
