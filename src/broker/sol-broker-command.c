/* sol-broker-command.c: what the owner asks of the broker's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-broker-listeners-private.h"
#include "sol-broker-private.h"
#include "sol-broker-tls-private.h"
#include "sol-journal-private.h"

/* A command: carried out in the broker's thread, completed in the owner's */
typedef struct _Command Command;

struct _Command
{
  gboolean       (*run) (Command       *self,
                         SolBrokerCore *core,
                         GError       **error);
  GTask           *task;            /* owned: what the caller waits for */
  GError          *error;           /* owned */
  SolBrokerState   then;            /* the state after success, and after failure */
  SolBrokerState   otherwise;
  SolBrokerConfig *config;          /* owned */
  SolTlsContext   *tls;             /* owned, nullable: of @config */
  SolJournalImage *image;           /* owned, nullable: what the start before it left */
  char            *client_id;       /* owned */
  guint            limit;
  GPtrArray       *clients;         /* owned: the result of a list */
  gboolean         changes_state;
  guint16          port;
  guint16          websocket_port;
  guint16          tls_port;
};

static void
command_free (gpointer data)
{
  Command *self = data;

  g_clear_pointer (&self->config, sol_broker_config_unref);
  g_clear_pointer (&self->tls, sol_tls_context_unref);
  g_clear_pointer (&self->image, sol_journal_image_free);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_object_unref (self->task);
  g_free (self->client_id);
  g_free (self);
}

static gboolean
run_start (Command        *self,
           SolBrokerCore  *core,
           GError        **error)
{
  if (self->image != NULL)
    sol_journal_restore (core->journal, self->image, self->config->durability,
                         self->config->max_inflight);
  g_clear_pointer (&self->image, sol_journal_image_free);
  return sol_broker_core_start (core, self->config, self->tls, error);
}

static gboolean
run_apply (Command        *self,
           SolBrokerCore  *core,
           GError        **error)
{
  /* It was stopped while the certificate was read */
  if (core->config == NULL)
    {
      g_set_error_literal (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING,
                           _("The broker is not running"));
      return FALSE;
    }
  return sol_broker_core_apply (core, self->config, self->tls, error);
}

static gboolean
run_stop (Command        *self,
          SolBrokerCore  *core,
          GError        **error)
{
  sol_broker_core_stop (core);
  return TRUE;
}

static gboolean
run_kick (Command        *self,
          SolBrokerCore  *core,
          GError        **error)
{
  if (sol_broker_core_kick (core, self->client_id))
    return TRUE;
  g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID, _("No client “%s” is connected"),
               self->client_id);
  return FALSE;
}

static gboolean
run_list (Command        *self,
          SolBrokerCore  *core,
          GError        **error)
{
  self->clients = sol_broker_core_list_clients (core, self->limit);
  return TRUE;
}

/* In the owner's context: the state is right before anybody is told */
static gboolean
command_done_cb (gpointer data)
{
  Command *self = data;
  SolBroker *broker = g_task_get_source_object (self->task);
  gboolean ok = self->error == NULL;

  if (ok)
    sol_broker_set_ports (broker, self->port, self->websocket_port, self->tls_port);
  if (self->changes_state)
    sol_broker_set_state (broker, ok ? self->then : self->otherwise);
  if (!ok)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else if (self->clients != NULL)
    g_task_return_pointer (self->task, g_steal_pointer (&self->clients),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_boolean (self->task, TRUE);
  return G_SOURCE_REMOVE;
}

/* In the broker's thread. The task goes to the owner's for good: with it may go the last
 * reference to the broker, whose end waits for this thread. */
static void
command_run_cb (gpointer data,
                gpointer user_data)
{
  Command *self = data;
  SolBrokerCore *core = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  self->run (self, core, &self->error);
  self->port = sol_broker_listeners_get_port (core->listeners, SOL_DOOR_PLAIN);
  self->websocket_port = sol_broker_listeners_get_port (core->listeners, SOL_DOOR_WEBSOCKET);
  self->tls_port = sol_broker_listeners_get_port (core->listeners, SOL_DOOR_TLS);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, command_done_cb, self, command_free);
  g_source_attach (source, g_task_get_context (self->task));
}

/* @task: (transfer full); @command: (transfer full) */
static void
sol_broker_send (SolBroker *self,
                 GTask     *task,
                 Command   *command)
{
  command->task = task;
  sol_io_thread_post (sol_broker_get_thread (self), command_run_cb, command,
                      sol_broker_get_core (self), NULL);
}

static void
tls_loaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Command *command = user_data;
  GTask *task = command->task;

  command->tls = sol_broker_load_tls_finish (result, &command->error);
  if (command->error == NULL)
    {
      sol_broker_send (g_task_get_source_object (task), task, command);
      return;
    }
  sol_broker_warn (g_task_get_source_object (task), command->error->message);
  if (command->changes_state)
    sol_broker_set_state (g_task_get_source_object (task), command->otherwise);
  g_task_return_error (task, g_steal_pointer (&command->error));
  command_free (command);
}

/* As sol_broker_send(), with the certificate that the configuration names */
static void
sol_broker_send_config (SolBroker       *self,
                        GTask           *task,
                        Command         *command)
{
  SolBrokerConfig *config = command->config;

  command->task = task;
  if (config->tls_port < 0)
    sol_broker_send (self, task, command);
  else
    sol_broker_load_tls_async (config, tls_loaded_cb, command);
}

static gboolean
sol_broker_expect_state (SolBroker      *self,
                         SolBrokerState  state,
                         GTask          *task)
{
  SolBrokerState now = sol_broker_get_state (self);

  if (now == state)
    return TRUE;
  if (now == SOL_BROKER_STOPPED)
    g_task_return_new_error (task, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING,
                             _("The broker is not running"));
  else if (now == SOL_BROKER_RUNNING)
    g_task_return_new_error (task, SOL_BROKER_ERROR, SOL_BROKER_ERROR_BUSY,
                             _("The broker is running already"));
  else
    g_task_return_new_error (task, SOL_BROKER_ERROR, SOL_BROKER_ERROR_BUSY,
                             _("The broker is starting or stopping: wait until it is done"));
  return FALSE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Command *self = user_data;
  SolBroker *broker = g_task_get_source_object (self->task);
  GError *error = NULL;

  if (sol_store_load_finish (SOL_STORE (source), result, &error))
    {
      sol_broker_set_loaded (broker);
      sol_broker_send_config (broker, self->task, self);
      return;
    }
  sol_broker_set_state (broker, SOL_BROKER_STOPPED);
  g_task_return_error (self->task, error);
  command_free (self);
}

void
sol_broker_start_async (SolBroker           *self,
                        SolBrokerConfig     *config,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Command *command;

  if (!sol_broker_expect_state (self, SOL_BROKER_STOPPED, task))
    return;
  command = g_new0 (Command, 1);
  command->run = run_start;
  command->changes_state = TRUE;
  command->then = SOL_BROKER_RUNNING;
  command->otherwise = SOL_BROKER_STOPPED;
  sol_broker_set_state (self, SOL_BROKER_STARTING);
  command->config = sol_broker_config_ref (config);
  if (!sol_broker_needs_load (self))
    {
      sol_broker_send_config (self, g_steal_pointer (&task), command);
      return;
    }
  command->task = g_steal_pointer (&task);
  command->image = sol_journal_image_new ();
  sol_store_load_async (sol_broker_get_store (self), sol_journal_image_get_reader (),
                        command->image, NULL, loaded_cb, command);
}

gboolean
sol_broker_start_finish (SolBroker     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_broker_apply_async (SolBroker           *self,
                        SolBrokerConfig     *config,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Command *command;

  if (!sol_broker_expect_state (self, SOL_BROKER_RUNNING, task))
    return;
  command = g_new0 (Command, 1);
  command->run = run_apply;
  command->config = sol_broker_config_ref (config);
  sol_broker_send_config (self, g_steal_pointer (&task), command);
}

gboolean
sol_broker_apply_finish (SolBroker     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_broker_stop_async (SolBroker           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Command *command;

  if (!sol_broker_expect_state (self, SOL_BROKER_RUNNING, task))
    return;
  command = g_new0 (Command, 1);
  command->run = run_stop;
  command->changes_state = TRUE;
  command->then = command->otherwise = SOL_BROKER_STOPPED;
  sol_broker_set_state (self, SOL_BROKER_STOPPING);
  sol_broker_send (self, g_steal_pointer (&task), command);
}

gboolean
sol_broker_stop_finish (SolBroker     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_broker_list_clients_async (SolBroker           *self,
                               guint                limit,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Command *command = g_new0 (Command, 1);

  command->run = run_list;
  command->limit = limit;
  sol_broker_send (self, g_task_new (self, cancellable, callback, user_data), command);
}

GPtrArray *
sol_broker_list_clients_finish (SolBroker     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sol_broker_kick_async (SolBroker           *self,
                       const char          *client_id,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Command *command = g_new0 (Command, 1);

  command->run = run_kick;
  command->client_id = g_strdup (client_id);
  sol_broker_send (self, g_task_new (self, cancellable, callback, user_data), command);
}

gboolean
sol_broker_kick_finish (SolBroker     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
