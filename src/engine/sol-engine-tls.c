/* sol-engine-tls.c: the broker's certificate: made on request, read anew when its files change
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <glib/gi18n.h>

#include "sol-cert-folder.h"

#define USUAL_PORT 8883

/* Certificate and key are written one after the other: both are to be there */
#define SETTLE_MS 1000

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr (SolCertFolder) folder = sol_cert_folder_new (data);
  g_auto (GStrv) names = sol_cert_list_names (NULL);
  const char * const *list = (const char * const *) names;
  GError *error = NULL;

  if (sol_cert_folder_has_authority (folder) ? sol_cert_folder_renew (folder, list, &error)
                                             : sol_cert_folder_make (folder, list, FALSE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sol_engine_apply_config_finish (SOL_ENGINE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_text (char       **place,
          const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  g_autoptr (SolCertFolder) folder = sol_cert_folder_new (self->tls_folder);
  g_autoptr (SolConfig) config = sol_config_copy (self->config);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (g_task_get_task_data (task) != NULL)
    config->broker->tls_port = GPOINTER_TO_INT (g_task_get_task_data (task));
  else if (config->broker->tls_port < 0)
    config->broker->tls_port = USUAL_PORT;
  set_text (&config->broker->tls_certificate, folder->certificate);
  set_text (&config->broker->tls_key, folder->key);
  sol_engine_apply_config_async (self, config, g_task_get_cancellable (task), applied_cb, task);
}

/* Returns: (nullable): why no certificate can be made here */
static GError *
sol_engine_object_to_making (SolEngine *self)
{
  g_autoptr (SolCertFolder) folder = NULL;
  const char *used = self->config->broker->tls_certificate;

  if (self->tls_folder == NULL)
    return g_error_new_literal (SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                                _("This broker keeps nothing in files, and so no certificate"));
  folder = sol_cert_folder_new (self->tls_folder);
  if (*used == '\0' || g_str_equal (used, folder->certificate))
    return NULL;
  return g_error_new (SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_EXISTS,
                      _("The broker has the certificate “%s” already. Empty that field first to have one "
                        "made here."),
                      used);
}

void
sol_engine_make_certificates_async (SolEngine           *self,
                                    guint16              port,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *objection = sol_engine_object_to_making (self);
  g_autoptr (GTask) worker = NULL;

  g_task_set_source_tag (task, sol_engine_make_certificates_async);
  g_task_set_task_data (task, GINT_TO_POINTER (port), NULL);
  if (objection != NULL)
    {
      g_task_return_error (task, objection);
      g_object_unref (task);
      return;
    }
  worker = g_task_new (NULL, cancellable, made_cb, task);
  g_task_set_task_data (worker, g_strdup (self->tls_folder), g_free);
  g_task_run_in_thread (worker, make_thread);
}

gboolean
sol_engine_make_certificates_finish (SolEngine     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
sol_engine_dup_authority_path (SolEngine *self)
{
  g_autoptr (SolCertFolder) folder = NULL;

  if (self->tls_folder == NULL)
    return NULL;
  folder = sol_cert_folder_new (self->tls_folder);
  return sol_cert_folder_has_authority (folder) ? g_strdup (folder->authority) : NULL;
}

/* The broker itself tells what is wrong with the files, and goes on with those before */
static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  sol_broker_apply_finish (SOL_BROKER (source), result, NULL);
  sol_engine_end_command (user_data, NULL);
}

static void
run_reload (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);

  if (sol_engine_get_broker_state (self) == SOL_BROKER_RUNNING && self->config->broker->tls_port >= 0)
    sol_broker_apply_async (self->broker, self->config->broker, NULL, reloaded_cb, task);
  else
    sol_engine_end_command (task, NULL);
}

static gboolean
settled_cb (gpointer user_data)
{
  SolEngine *self = user_data;

  self->tls_timer = 0;
  sol_engine_add_command (self, g_task_new (self, NULL, NULL, NULL), run_reload);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (SolEngine *self)
{
  g_clear_handle_id (&self->tls_timer, g_source_remove);
  self->tls_timer = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
sol_engine_watch_file (SolEngine  *self,
                       const char *path)
{
  g_autoptr (GFile) file = NULL;
  GFileMonitor *monitor;

  if (*path == '\0')
    return;
  file = g_file_new_for_path (path);
  monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (monitor == NULL)
    return;
  g_signal_connect_object (monitor, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->tls_monitors, monitor);
}

void
sol_engine_watch_certificate (SolEngine *self)
{
  const SolBrokerConfig *config = self->config->broker;

  sol_engine_unwatch_certificate (self);
  if (config->tls_port < 0)
    return;
  self->tls_monitors = g_ptr_array_new_with_free_func (g_object_unref);
  sol_engine_watch_file (self, config->tls_certificate);
  sol_engine_watch_file (self, config->tls_key);
  sol_engine_watch_file (self, config->tls_client_ca);
}

void
sol_engine_unwatch_certificate (SolEngine *self)
{
  g_clear_handle_id (&self->tls_timer, g_source_remove);
  g_clear_pointer (&self->tls_monitors, g_ptr_array_unref);
}
