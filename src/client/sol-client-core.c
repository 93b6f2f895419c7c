/* sol-client-core.c: the side of a client that lives in its thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-core-private.h"

#include "sol-client-timer-private.h"

/* What travels through the mailbox is a Command, or a message alone with this bit set in its address: a QoS 0 message
 * that nobody waits for costs no allocation on its way. */
#define MESSAGE_BIT     ((guintptr) 1)
#define MAX_QUEUE_BYTES ((gsize) 1 << 30)

typedef enum
{
  COMMAND_CONNECT,
  COMMAND_DISCONNECT,
  COMMAND_PUBLISH,
  COMMAND_REQUEST,
  COMMAND_STOP,
} CommandKind;

typedef struct
{
  CommandKind       kind;
  GTask            *task;    /* owned, nullable */
  SolClientOptions *options; /* owned, COMMAND_CONNECT */
  SolMessage       *message; /* owned, COMMAND_PUBLISH */
  char             *filter;  /* owned, COMMAND_REQUEST */
  GBytes           *properties; /* owned, nullable */
  guint8            subscribe_options;
  gboolean          is_removal;
} Command;

static void
command_free (Command *command)
{
  g_clear_object (&command->task);
  g_clear_pointer (&command->options, sol_client_options_free);
  g_clear_pointer (&command->message, sol_message_unref);
  g_free (command->filter);
  g_clear_pointer (&command->properties, g_bytes_unref);
  g_free (command);
}

static SolMessage *
get_message (gpointer item)
{
  if (((guintptr) item & MESSAGE_BIT) == 0)
    return NULL;
  return (SolMessage *) ((guintptr) item & ~MESSAGE_BIT);
}

static void
free_item (gpointer item)
{
  if (get_message (item) != NULL)
    sol_message_unref (get_message (item));
  else
    command_free (item);
}

static void
run_command (SolClientCore *self,
             Command       *command)
{
  GTask *task = g_steal_pointer (&command->task);

  switch (command->kind)
    {
    case COMMAND_CONNECT:
      sol_client_core_handle_connect (self, g_steal_pointer (&command->options), task);
      break;
    case COMMAND_DISCONNECT:
      sol_client_core_handle_disconnect (self, task);
      break;
    case COMMAND_PUBLISH:
      sol_client_core_handle_publish (self, g_steal_pointer (&command->message), task);
      break;
    case COMMAND_REQUEST:
      sol_client_core_handle_request (self, g_steal_pointer (&command->filter),
                                      command->subscribe_options,
                                      g_steal_pointer (&command->properties), command->is_removal,
                                      task);
      break;
    case COMMAND_STOP:
      sol_client_core_handle_stop (self);
      break;
    }
}

static void
item_cb (gpointer item,
         gpointer user_data)
{
  SolClientCore *self = user_data;
  SolMessage *message = get_message (item);

  if (message != NULL)
    {
      sol_client_core_handle_publish (self, message, NULL);
      return;
    }
  run_command (self, item);
  command_free (item);
}

SolClientCore *
sol_client_core_new (SolIoThread              *thread,
                     SolClientFunc             func,
                     gpointer                  user_data,
                     const SolClientCoreFuncs *funcs,
                     gpointer                  funcs_data)
{
  GMainContext *context = sol_io_thread_get_context (thread);
  SolClientCore *self = g_new0 (SolClientCore, 1);

  self->thread = thread;
  self->func = func;
  self->user_data = user_data;
  self->funcs = funcs;
  self->funcs_data = funcs_data;
  self->scratch = g_byte_array_new ();
  self->limit_bytes = MAX_QUEUE_BYTES;
  self->timer = sol_client_timer_new (context, sol_client_core_timer_cb, self);
  self->mailbox = sol_mailbox_new (context, 0, 0, item_cb, self, free_item);
  return self;
}

static void
post (SolClientCore *self,
      Command        command)
{
  sol_mailbox_post (self->mailbox, g_memdup2 (&command, sizeof command), 0);
}

void
sol_client_core_stop (SolClientCore *self)
{
  post (self, (Command) { .kind = COMMAND_STOP });
}

void
sol_client_core_free (SolClientCore *self)
{
  sol_client_timer_free (self->timer);
  sol_mailbox_close (self->mailbox);
  sol_mailbox_unref (self->mailbox);
  g_clear_pointer (&self->options, sol_client_options_free);
  sol_client_aliases_clear (&self->aliases);
  g_byte_array_unref (self->scratch);
  g_free (self);
}

void
sol_client_core_connect (SolClientCore    *self,
                         SolClientOptions *options,
                         GTask            *task)
{
  /* A byte array holds 4 GiB at most */
  g_atomic_pointer_set (&self->limit_bytes, MIN (options->max_queue_bytes, MAX_QUEUE_BYTES));
  post (self, (Command) { .kind = COMMAND_CONNECT, .options = options, .task = task });
}

void
sol_client_core_disconnect (SolClientCore *self,
                            GTask         *task)
{
  post (self, (Command) { .kind = COMMAND_DISCONNECT, .task = task });
}

gboolean
sol_client_core_reserve (SolClientCore    *self,
                         const SolMessage *message)
{
  gsize n_bytes = sol_message_get_size (message);
  gsize before = (gsize) g_atomic_pointer_add (&self->queued_bytes, n_bytes);

  if (before + n_bytes <= (gsize) g_atomic_pointer_get (&self->limit_bytes))
    return TRUE;
  g_atomic_pointer_add (&self->queued_bytes, -(gssize) n_bytes);
  g_atomic_pointer_add (&self->n_dropped, 1);
  return FALSE;
}

void
sol_client_core_publish (SolClientCore *self,
                         SolMessage    *message,
                         GTask         *task)
{
  if (task == NULL)
    sol_mailbox_post (self->mailbox, (gpointer) ((guintptr) message | MESSAGE_BIT), 0);
  else
    post (self, (Command) { .kind = COMMAND_PUBLISH, .message = message, .task = task });
}

void
sol_client_core_request (SolClientCore *self,
                         char          *filter,
                         guint8         options,
                         GBytes        *properties,
                         gboolean       is_removal,
                         GTask         *task)
{
  post (self, (Command) { .kind = COMMAND_REQUEST,
                          .filter = filter,
                          .subscribe_options = options,
                          .properties = properties,
                          .is_removal = is_removal,
                          .task = task });
}
