/* sol-layout-store.c: the scope's layouts by name, and the one it had last, as files
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-layout-store.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-config.h"
#include "sol-file-saver.h"
#include "sol-file.h"
#include "sol-json.h"

/* FOLDER/scope.json is what the scope had last, FOLDER/layouts/NAME.json the others; a name's characters that a file
 * name may not have stand as %XX. */

#define LAST_FILE "scope.json"
#define FOLDER "layouts"
#define ENDING ".json"
#define MAX_FILE_NAME 200 /* octets */

struct _SolLayoutStore
{
  GObject parent_instance;

  /* Owned */
  char         *folder;  /* nullable: nothing is kept */
  SolFileSaver *saver;   /* nullable: likewise */
  GHashTable   *layouts; /* name → text */
  char         *last;    /* nullable: text */
  char         *problem; /* nullable */
};

G_DEFINE_FINAL_TYPE (SolLayoutStore, sol_layout_store, G_TYPE_OBJECT)

/* A point at the beginning hides a file */
static char *
dup_file_name (const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, " ()[]!',;=@&+", TRUE);

  return g_strconcat (*escaped == '.' ? "%2E" : "", *escaped == '.' ? escaped + 1 : escaped, ENDING, NULL);
}

static char *
dup_path (SolLayoutStore *self,
          const char     *name)
{
  g_autofree char *file = dup_file_name (name);

  return g_build_filename (self->folder, FOLDER, file, NULL);
}

static gboolean
check_name (const char  *name,
            GError     **error)
{
  g_autofree char *file = dup_file_name (name);

  if (*name != '\0' && g_utf8_validate (name, -1, NULL) && g_utf8_strlen (name, -1) <= SOL_LAYOUT_MAX_NAME
      && strlen (file) <= MAX_FILE_NAME)
    return TRUE;
  if (*name == '\0')
    g_set_error_literal (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX, _("A layout needs a name"));
  else
    g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX, _("The name is too long: at most %u characters"),
                 SOL_LAYOUT_MAX_NAME);
  return FALSE;
}

JsonObject *
sol_layout_store_parse (const char  *text,
                        gsize        length,
                        GError     **error)
{
  g_autoptr (JsonObject) object = sol_json_parse_object (text, length, error);
  double version;

  if (object == NULL)
    return NULL;
  version = sol_json_get_number (object, SOL_LAYOUT_MARK);
  if (version == SOL_LAYOUT_VERSION)
    return g_steal_pointer (&object);
  if (version > SOL_LAYOUT_VERSION)
    g_set_error_literal (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX,
                         _("This layout is of a later version of Soliton, which can read it"));
  else
    g_set_error_literal (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX,
                         _("This is not a layout of the scope, as “Export…” writes them"));
  return NULL;
}

char *
sol_layout_store_print (JsonObject *layout)
{
  json_object_set_int_member (layout, SOL_LAYOUT_MARK, SOL_LAYOUT_VERSION);
  return sol_json_print_object (layout, TRUE, NULL);
}

/* Reading */

static void
add_problem (SolLayoutStore *self,
             const char     *path,
             const GError   *error)
{
  g_autofree char *aside = sol_file_put_aside (path);
  g_autofree char *before = g_steal_pointer (&self->problem);
  g_autofree char *said = NULL;

  if (aside != NULL)
    said = g_strdup_printf (_("A layout cannot be understood (%s). It was put aside as “%s”."), error->message, aside);
  else
    said = g_strdup_printf (_("The layout “%s” cannot be understood (%s)."), path, error->message);
  self->problem = before != NULL ? g_strjoin ("\n", before, said, NULL) : g_steal_pointer (&said);
}

/* Returns: (transfer full) (nullable): the text of a file that is a layout */
static char *
read_file (SolLayoutStore *self,
           const char     *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) layout = NULL;
  gsize length;

  if (sol_file_read (path, SOL_LAYOUT_MAX_BYTES, &text, &length, &error))
    layout = sol_layout_store_parse (text, length, &error);
  else if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED))
    return NULL;
  if (layout != NULL)
    return g_steal_pointer (&text);
  add_problem (self, path, error);
  return NULL;
}

static void
read_layout (SolLayoutStore *self,
             const char     *file)
{
  g_autofree char *path = g_build_filename (self->folder, FOLDER, file, NULL);
  g_autofree char *escaped = g_strndup (file, strlen (file) - strlen (ENDING));
  g_autofree char *name = g_uri_unescape_string (escaped, NULL);
  g_autofree char *text = name != NULL ? read_file (self, path) : NULL;

  if (text != NULL)
    g_hash_table_insert (self->layouts, g_steal_pointer (&name), g_steal_pointer (&text));
}

static void
read_all (SolLayoutStore *self)
{
  g_autofree char *folder = g_build_filename (self->folder, FOLDER, NULL);
  g_autofree char *last = g_build_filename (self->folder, LAST_FILE, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ENDING))
      read_layout (self, file);
  self->last = read_file (self, last);
}

/* The object */

static void
failed_cb (const char   *path,
           const GError *error,
           gpointer      user_data)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (_("The scope’s layout cannot be saved: %s. Check that there is room and that you may write "
                            "in “%s”."),
                          error->message, path);
  g_signal_emit_by_name (user_data, "failed", text);
}

static void
sol_layout_store_finalize (GObject *object)
{
  SolLayoutStore *self = SOL_LAYOUT_STORE (object);

  g_clear_pointer (&self->saver, sol_file_saver_free);
  g_hash_table_unref (self->layouts);
  g_free (self->folder);
  g_free (self->last);
  g_free (self->problem);
  G_OBJECT_CLASS (sol_layout_store_parent_class)->finalize (object);
}

static void
sol_layout_store_class_init (SolLayoutStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_layout_store_finalize;
  g_signal_new ("changed", SOL_TYPE_LAYOUT_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("failed", SOL_TYPE_LAYOUT_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
sol_layout_store_init (SolLayoutStore *self)
{
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SolLayoutStore *
sol_layout_store_new (const char *folder)
{
  SolLayoutStore *self = g_object_new (SOL_TYPE_LAYOUT_STORE, NULL);

  if (folder == NULL)
    return self;
  self->folder = g_strdup (folder);
  self->saver = sol_file_saver_new (failed_cb, self);
  read_all (self);
  return self;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
sol_layout_store_dup_names (SolLayoutStore *self)
{
  guint n;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (self->layouts, &n);

  qsort (names, n, sizeof *names, compare);
  return g_strdupv ((char **) names);
}

gboolean
sol_layout_store_has (SolLayoutStore *self,
                      const char     *name)
{
  return g_hash_table_contains (self->layouts, name);
}

JsonObject *
sol_layout_store_dup (SolLayoutStore *self,
                      const char     *name)
{
  const char *text = g_hash_table_lookup (self->layouts, name);

  return text != NULL ? sol_layout_store_parse (text, strlen (text), NULL) : NULL;
}

static void
write_layout (SolLayoutStore *self,
              const char     *name,
              const char     *text)
{
  g_autofree char *path = NULL;

  if (self->saver == NULL)
    return;
  path = dup_path (self, name);
  sol_file_saver_write (self->saver, path, g_strdup (text));
}

/* What is larger would be put aside the next time */
static gboolean
check_size (const char  *text,
            GError     **error)
{
  g_autofree char *size = g_format_size (strlen (text)), *most = g_format_size (SOL_LAYOUT_MAX_BYTES);

  if (strlen (text) <= SOL_LAYOUT_MAX_BYTES)
    return TRUE;
  g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE,
               _("The layout has %s, and at most %s can be kept: remove an alarm with a large mask"), size, most);
  return FALSE;
}

gboolean
sol_layout_store_put (SolLayoutStore  *self,
                      const char      *name,
                      JsonObject      *layout,
                      GError         **error)
{
  g_autoptr (JsonObject) owned = layout;
  g_autofree char *text = NULL;

  g_return_val_if_fail (SOL_IS_LAYOUT_STORE (self), FALSE);

  if (!check_name (name, error))
    return FALSE;
  text = sol_layout_store_print (g_steal_pointer (&owned));
  if (!check_size (text, error))
    return FALSE;
  write_layout (self, name, text);
  g_hash_table_insert (self->layouts, g_strdup (name), g_steal_pointer (&text));
  g_signal_emit_by_name (self, "changed");
  return TRUE;
}

void
sol_layout_store_remove (SolLayoutStore *self,
                         const char     *name)
{
  g_return_if_fail (SOL_IS_LAYOUT_STORE (self));

  if (!g_hash_table_contains (self->layouts, name))
    return;
  write_layout (self, name, NULL);
  g_hash_table_remove (self->layouts, name);
  g_signal_emit_by_name (self, "changed");
}

gboolean
sol_layout_store_rename (SolLayoutStore  *self,
                         const char      *name,
                         const char      *new_name,
                         GError         **error)
{
  char *text;

  g_return_val_if_fail (SOL_IS_LAYOUT_STORE (self), FALSE);

  if (g_str_equal (name, new_name) || !g_hash_table_contains (self->layouts, name))
    return TRUE;
  if (!check_name (new_name, error))
    return FALSE;
  if (g_hash_table_contains (self->layouts, new_name))
    {
      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX,
                   _("There is a layout “%s” already; choose another name or delete that one"), new_name);
      return FALSE;
    }
  text = g_strdup (g_hash_table_lookup (self->layouts, name));
  write_layout (self, new_name, text);
  write_layout (self, name, NULL);
  g_hash_table_remove (self->layouts, name);
  g_hash_table_insert (self->layouts, g_strdup (new_name), text);
  g_signal_emit_by_name (self, "changed");
  return TRUE;
}

JsonObject *
sol_layout_store_dup_last (SolLayoutStore *self)
{
  g_return_val_if_fail (SOL_IS_LAYOUT_STORE (self), NULL);

  return self->last != NULL ? sol_layout_store_parse (self->last, strlen (self->last), NULL) : NULL;
}

void
sol_layout_store_set_last (SolLayoutStore *self,
                           JsonObject     *layout)
{
  g_autofree char *text = sol_layout_store_print (layout), *path = NULL;

  g_return_if_fail (SOL_IS_LAYOUT_STORE (self));

  if (g_strcmp0 (text, self->last) == 0)
    return;
  g_free (self->last);
  self->last = g_steal_pointer (&text);
  if (self->saver == NULL)
    return;
  path = g_build_filename (self->folder, LAST_FILE, NULL);
  sol_file_saver_write (self->saver, path, g_strdup (self->last));
}

const char *
sol_layout_store_get_problem (SolLayoutStore *self)
{
  g_return_val_if_fail (SOL_IS_LAYOUT_STORE (self), NULL);

  return self->problem;
}
