/* sol-engine-broker.c: start, stop and change the broker, one after the other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <glib/gi18n.h>

#include "sol-config-store.h"

typedef void (*Run) (GTask *task);

void
sol_engine_add_command (SolEngine  *self,
                        GTask      *task,
                        void      (*run) (GTask *task))
{
  g_object_set_data (G_OBJECT (task), "soliton-run", run);
  g_queue_push_tail (&self->commands, task);
  if (self->commands.length == 1)
    run (task);
}

void
sol_engine_end_command (GTask  *task,
                        GError *error)
{
  SolEngine *self = g_task_get_source_object (task);
  GTask *next;

  g_assert (g_queue_peek_head (&self->commands) == task);
  g_queue_pop_head (&self->commands);
  next = g_queue_peek_head (&self->commands);
  if (next != NULL)
    ((Run) g_object_get_data (G_OBJECT (next), "soliton-run")) (next);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
explained_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  sol_engine_end_command (user_data, sol_conflict_explain_finish (result));
}

static void
end_with_broker_error (GTask           *task,
                       GError          *error,
                       SolBrokerConfig *config)
{
  SolEngine *self = g_task_get_source_object (task);

  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE))
    sol_conflict_explain_async (error, self->broker, config, explained_cb, task);
  else
    sol_engine_end_command (task, error);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_broker_start_finish (SOL_BROKER (source), result, &error))
    sol_engine_end_command (task, NULL);
  else
    end_with_broker_error (task, error, g_task_get_task_data (task));
}

static void
access_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  SolBrokerConfig *config = self->config->broker;
  GError *error = NULL;

  if (!sol_engine_load_access_finish (self, result, &error))
    {
      sol_engine_end_command (task, error);
      return;
    }
  g_task_set_task_data (task, sol_broker_config_ref (config),
                        (GDestroyNotify)sol_broker_config_unref);
  sol_broker_start_async (self->broker, config, g_task_get_cancellable (task), started_cb, task);
}

/* Nobody may be let in before it is known who may do what */
static void
users_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (sol_engine_load_users_finish (self, result, &error))
    sol_engine_load_access_async (self, access_loaded_cb, task);
  else
    sol_engine_end_command (task, error);
}

static void
run_start (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);

  if (sol_engine_get_broker_state (self) == SOL_BROKER_RUNNING)
    sol_engine_end_command (task, NULL);
  else
    sol_engine_load_users_async (self, users_loaded_cb, task);
}

void
sol_engine_start_broker_async (SolEngine           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_engine_start_broker_async);
  sol_engine_add_command (self, task, run_start);
}

gboolean
sol_engine_start_broker_finish (SolEngine     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  sol_broker_stop_finish (SOL_BROKER (source), result, &error);
  sol_engine_end_command (user_data, error);
}

static void
run_stop (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);

  if (sol_engine_get_broker_state (self) == SOL_BROKER_STOPPED)
    sol_engine_end_command (task, NULL);
  else
    sol_broker_stop_async (self->broker, g_task_get_cancellable (task), stopped_cb, task);
}

void
sol_engine_stop_broker_async (SolEngine           *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_engine_stop_broker_async);
  sol_engine_add_command (self, task, run_stop);
}

gboolean
sol_engine_stop_broker_finish (SolEngine     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
end_applied (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);

  sol_engine_take_config (self, sol_config_ref (g_task_get_task_data (task)));
  sol_engine_end_command (task, NULL);
}

typedef struct
{
  GTask  *task;
  GError *error; /* of the saving */
} Revert;

/* Whether or not the broker could go back, the saving's error is what the caller must know */
static void
reverted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Revert *revert = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_broker_apply_finish (SOL_BROKER (source), result, &error))
    g_prefix_error (&revert->error, _ ("The broker could not go back to its configuration (%s). "),
                    error->message);
  sol_engine_end_command (revert->task, revert->error);
  g_free (revert);
}

static void
revert (GTask  *task,
        GError *error)
{
  SolEngine *self = g_task_get_source_object (task);
  Revert *data;

  if (sol_engine_get_broker_state (self) != SOL_BROKER_RUNNING)
    {
      sol_engine_end_command (task, error);
      return;
    }
  data = g_new (Revert, 1);
  *data = (Revert) { task, error };
  sol_broker_apply_async (self->broker, self->config->broker, NULL, reverted_cb, data);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_config_store_save_finish (result, &error))
    end_applied (task);
  else
    revert (task, error);
}

static void
save (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);

  if (self->config_path == NULL)
    end_applied (task);
  else
    sol_config_store_save_async (self->config_path, g_task_get_task_data (task), NULL, saved_cb,
                                 task);
}

static void
broker_applied_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  SolConfig *config = g_task_get_task_data (task);
  GError *error = NULL;

  if (sol_broker_apply_finish (SOL_BROKER (source), result, &error))
    save (task);
  else
    end_with_broker_error (task, error, config->broker);
}

static void
run_apply (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);
  SolConfig *config = g_task_get_task_data (task);

  if (config->revision != self->config->revision)
    {
      sol_engine_end_command (
          task,
          g_error_new (SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_STALE,
                       _ ("The configuration was changed meanwhile: it is at revision %u, and "
                          "this change was made for revision %u. Read it again and repeat "
                          "the change."),
                       self->config->revision, config->revision));
      return;
    }
  /* The copy is not shared yet */
  config->revision++;
  if (sol_engine_get_broker_state (self) == SOL_BROKER_RUNNING)
    sol_broker_apply_async (self->broker, config->broker, g_task_get_cancellable (task),
                            broker_applied_cb, task);
  else
    save (task);
}

void
sol_engine_apply_config_async (SolEngine           *self,
                               SolConfig           *config,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_engine_apply_config_async);
  g_task_set_task_data (task, sol_config_copy (config), (GDestroyNotify) sol_config_unref);
  sol_engine_add_command (self, task, run_apply);
}

gboolean
sol_engine_apply_config_finish (SolEngine     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
