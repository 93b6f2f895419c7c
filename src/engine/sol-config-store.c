/* sol-config-store.c: the configuration's file: read at start, saved atomically
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config-store.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sol-file-saver.h"
#include "sol-file.h"
#include "sol-json.h"

/* Of crypt(3); kept beside the fields that the REST interface shows */
#define PASSWORD_MEMBER "web_password"

typedef struct
{
  char *path;
  char *text;
  gsize length;
} Save;

static void
save_free (Save *save)
{
  g_free (save->path);
  g_free (save->text);
  g_free (save);
}

/* Takes the hash out of @object, so that what remains is what sol_config_new_from_json() knows */
static char *
steal_password (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, PASSWORD_MEMBER);
  char *hash = NULL;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    hash = json_node_dup_string (node);
  json_object_remove_member (object, PASSWORD_MEMBER);
  return hash;
}

/* Goes on where the last run ended, so that a page opened before cannot take its revision for
 * the one in force */
static guint
steal_revision (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "revision");
  gint64 revision = 0;

  if (node == NULL)
    return 0;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    revision = json_node_get_int (node);
  json_object_remove_member (object, "revision");
  return (guint) CLAMP (revision, 0, G_MAXINT32);
}

static SolConfig *
parse (const char  *text,
       gsize        length,
       GError     **error)
{
  g_autoptr (SolConfig) defaults = sol_config_new ();
  g_autoptr (JsonObject) object = sol_json_parse_object (text, length, error);
  g_autofree char *password = NULL;
  SolConfig *config;

  if (object == NULL)
    return NULL;
  password = steal_password (object);
  defaults->revision = steal_revision (object);
  config = sol_config_new_from_json (defaults, object, NULL, error);
  if (config != NULL)
    config->web_password = g_steal_pointer (&password);
  return config;
}

SolConfig *
sol_config_store_read (const char  *path,
                       GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!sol_file_read (path, SOL_FILE_MAX_SETTINGS, &text, &length, error))
    return NULL;
  return parse (text, length, error);
}

static void
put_aside (const char    *path,
           const GError  *reason,
           char         **warning)
{
  g_autofree char *aside = sol_file_put_aside (path);

  if (aside == NULL)
    *warning = g_strdup_printf (
        _ ("The configuration “%s” cannot be understood (%s). The defaults are used."), path,
        reason->message);
  else
    *warning = g_strdup_printf (
        _ ("The configuration cannot be understood (%s). It was put aside as “%s”, and the "
           "defaults are used."),
        reason->message, aside);
}

SolConfig *
sol_config_store_load (const char  *path,
                       char       **warning)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SolConfig *config;
  gsize length;

  *warning = NULL;
  if (!sol_file_read (path, SOL_FILE_MAX_SETTINGS, &text, &length, &error))
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        *warning = g_strdup_printf (
            _ ("The configuration cannot be read: %s. The defaults are used."), error->message);
      return sol_config_new ();
    }
  config = parse (text, length, &error);
  if (config != NULL)
    return config;
  put_aside (path, error, warning);
  return sol_config_new ();
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_FILE,
               _ ("Cannot make the folder “%s” for the configuration: %s"), folder,
               g_strerror (errno));
  return FALSE;
}

static gboolean
write_file (const Save  *save,
            GError     **error)
{
  const GFileSetContentsFlags flags = G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE;
  g_autoptr (GError) cause = NULL;

  if (!make_folder (save->path, error))
    return FALSE;
  if (g_file_set_contents_full (save->path, save->text, (gssize) save->length, flags, 0600, &cause))
    return TRUE;
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_FILE,
               _ ("Cannot save the configuration: %s. Check that there is room and that you may "
                  "write there."),
               cause->message);
  return FALSE;
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sol_config_store_save_async (const char          *path,
                             SolConfig           *config,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  JsonObject *object = sol_config_to_json (config);
  Save *save = g_new0 (Save, 1);

  if (config->web_password != NULL)
    json_object_set_string_member (object, PASSWORD_MEMBER, config->web_password);
  save->path = g_strdup (path);
  save->text = sol_json_print_object (object, TRUE, &save->length);

  g_task_set_source_tag (task, sol_config_store_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  /* Written or not written: a change is not given up halfway */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_thread);
}

gboolean
sol_config_store_save_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
