/* sol-ingest.c: messages to topics and channels, on a thread of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest.h"

#include "sol-file.h"
#include "sol-ingest-news-private.h"
#include "sol-ingest-topics-private.h"
#include "sol-io-thread.h"
#include "sol-mailbox.h"

/* Commands travel in the messages' own box, so that a binding takes effect between the messages where it was made. What
 * came before a clear is dropped; a lock makes sure that none of it is on its way into the topic list any more when
 * sol_ingest_clear() returns. */

#define LIMIT_MESSAGES 1000000
#define LIMIT_BYTES (64u << 20)

struct _SolIngest
{
  /* Owned */
  SolIoThread     *thread;
  SolMailbox      *mailbox;   /* read by @thread: SolMessage, or Command with the lowest bit set */
  SolIngestNews   *news;
  SolTopicList    *topics;

  /* The thread's own */
  SolIngestTopics *bound;     /* owned */
  gboolean         has_families; /* the person's file has been looked for */
  gboolean         is_prepared;  /* for bindings */

  /* Under @lock */
  GMutex           lock;
  guint            n_clears;  /* sent and not seen */
};

typedef enum { COMMAND_BIND, COMMAND_UNBIND, COMMAND_CLEAR } CommandType;

typedef struct
{
  CommandType        type;
  char              *filter;   /* owned, nullable */
  SolDecoderSettings settings; /* owned */
} Command;

#define COMMAND_BIT ((guintptr) 1)

static gboolean
is_command (gpointer item)
{
  return ((guintptr) item & COMMAND_BIT) != 0;
}

static Command *
get_command (gpointer item)
{
  return (Command *) ((guintptr) item & ~COMMAND_BIT);
}

static void
command_free (Command *command)
{
  sol_decoder_settings_clear (&command->settings);
  g_free (command->filter);
  g_free (command);
}

static void
item_free (gpointer item)
{
  if (is_command (item))
    command_free (get_command (item));
  else
    sol_message_unref (item);
}

static void
read_families (SolIngest *self)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "soliton", "families.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (sol_file_read (path, SOL_FILE_MAX_SETTINGS, &text, &length, &error))
    sol_ingest_topics_add_families (self->bound, text, length, &error);
  if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_message ("%s: %s; the families in it are not known", path, error->message);
}

/* Before the first binding: the person's own families, and what is known of topics by others */
static void
prepare (SolIngest *self)
{
  g_autoptr (GPtrArray) known = sol_topic_list_dup_newest (self->topics, "#");

  if (!self->has_families)
    read_families (self);
  self->has_families = TRUE;
  for (guint i = 0; i < known->len; i++)
    sol_ingest_topics_learn (self->bound, known->pdata[i]);
  self->is_prepared = TRUE;
}

static void
bind_now (SolIngest     *self,
          const Command *command)
{
  g_autoptr (GPtrArray) known = sol_topic_list_dup_newest (self->topics, command->filter);

  if (!self->is_prepared)
    prepare (self);
  sol_ingest_topics_bind (self->bound, command->filter, &command->settings);
  for (guint i = 0; i < known->len; i++)
    sol_ingest_topics_take (self->bound, known->pdata[i]);
}

static void
clear_now (SolIngest *self)
{
  sol_ingest_topics_clear (self->bound);
  self->is_prepared = FALSE;
  sol_ingest_news_begin (self->news);
  g_mutex_lock (&self->lock);
  self->n_clears--;
  g_mutex_unlock (&self->lock);
}

static void
run_command (SolIngest *self,
             Command   *command)
{
  switch (command->type)
    {
    case COMMAND_BIND:
      bind_now (self, command);
      break;
    case COMMAND_UNBIND:
      sol_ingest_topics_unbind (self->bound, command->filter);
      break;
    case COMMAND_CLEAR:
      clear_now (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Returns: FALSE when the message belongs to what was cleared */
static gboolean
push_topic (SolIngest  *self,
            SolMessage *message)
{
  gboolean is_current;

  g_mutex_lock (&self->lock);
  is_current = self->n_clears == 0;
  if (is_current)
    sol_topic_list_push (self->topics, message);
  g_mutex_unlock (&self->lock);
  return is_current;
}

static void
item_cb (gpointer item,
         gpointer user_data)
{
  SolIngest *self = user_data;

  if (is_command (item))
    run_command (self, get_command (item));
  else if (push_topic (self, item))
    sol_ingest_topics_take (self->bound, item);
  item_free (item);
}

SolIngest *
sol_ingest_new (SolTopicList *topics)
{
  SolIngest *self = g_new0 (SolIngest, 1);

  g_mutex_init (&self->lock);
  self->topics = g_object_ref (topics);
  self->news = sol_ingest_news_new ();
  self->bound = sol_ingest_topics_new (sol_ingest_news_tell_channel, sol_ingest_news_tell_report, self->news);
  self->thread = sol_io_thread_new ("sol-ingest");
  self->mailbox = sol_mailbox_new (sol_io_thread_get_context (self->thread), LIMIT_MESSAGES, LIMIT_BYTES,
                                   item_cb, self, item_free);
  return self;
}

void
sol_ingest_post (SolMessage *message,
                 gpointer    ingest)
{
  SolIngest *self = ingest;

  sol_mailbox_post (self->mailbox, sol_message_ref (message), sol_message_get_size (message));
}

static void
run_command_cb (gpointer data,
                gpointer user_data)
{
  run_command (user_data, data);
}

static Command *
command_new (CommandType               type,
             const char               *filter,
             const SolDecoderSettings *settings)
{
  Command *command = g_new0 (Command, 1);

  command->type = type;
  command->filter = g_strdup (filter);
  if (settings != NULL)
    sol_decoder_settings_copy (settings, &command->settings);
  return command;
}

/* A full box refuses messages, and may not refuse a person: the command goes round it */
static void
send_command (SolIngest                *self,
              CommandType               type,
              const char               *filter,
              const SolDecoderSettings *settings)
{
  Command *command = command_new (type, filter, settings);

  if (sol_mailbox_post (self->mailbox, (gpointer) ((guintptr) command | COMMAND_BIT), 0))
    return;
  sol_io_thread_post (self->thread, run_command_cb, command_new (type, filter, settings), self,
                      (GDestroyNotify) command_free);
}

void
sol_ingest_bind (SolIngest                *self,
                 const char               *filter,
                 const SolDecoderSettings *settings)
{
  send_command (self, COMMAND_BIND, filter, settings);
}

void
sol_ingest_unbind (SolIngest  *self,
                   const char *filter)
{
  send_command (self, COMMAND_UNBIND, filter, NULL);
}

void
sol_ingest_clear (SolIngest *self)
{
  g_mutex_lock (&self->lock);
  self->n_clears++;
  g_mutex_unlock (&self->lock);
  sol_ingest_news_clear (self->news);
  send_command (self, COMMAND_CLEAR, NULL, NULL);
}

GListModel *
sol_ingest_get_channels (SolIngest *self)
{
  return sol_ingest_news_get_channels (self->news);
}

void
sol_ingest_add_channel (SolIngest  *self,
                        SolChannel *channel)
{
  sol_ingest_news_add_channel (self->news, channel);
}

void
sol_ingest_remove_channel (SolIngest  *self,
                           SolChannel *channel)
{
  sol_ingest_news_remove_channel (self->news, channel);
}

GListModel *
sol_ingest_get_reports (SolIngest *self)
{
  return sol_ingest_news_get_reports (self->news);
}

gboolean
sol_ingest_is_behind (SolIngest *self)
{
  gsize n_items, n_bytes;

  sol_mailbox_get_waiting (self->mailbox, &n_items, &n_bytes);
  return n_items > LIMIT_MESSAGES / 4 || n_bytes > LIMIT_BYTES / 4;
}

guint64
sol_ingest_get_dropped (SolIngest *self)
{
  return sol_mailbox_get_dropped (self->mailbox);
}

void
sol_ingest_free (SolIngest *self)
{
  sol_io_thread_stop (self->thread);
  sol_mailbox_close (self->mailbox);
  sol_mailbox_unref (self->mailbox);
  sol_ingest_topics_free (self->bound);
  sol_ingest_news_free (self->news);
  g_object_unref (self->topics);
  g_mutex_clear (&self->lock);
  g_free (self);
}
