/* sol-family.c: what is known of devices by their topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-family.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "sol-codec-resources.h"
#include "sol-decoder.h"

#define FAMILIES_PATH "/io/github/soliton_mqtt/Soliton/codec/families.ini"

struct _SolFamilies
{
  gatomicrefcount  ref_count;
  GPtrArray       *families; /* owned: SolFamily */
};

static void
family_free (SolFamily *self)
{
  g_free (self->name);
  g_strfreev (self->topics);
  g_free (self->root);
  g_free (self->time);
  g_strfreev (self->skip);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->unit_keys, g_hash_table_unref);
  g_free (self);
}

static char *
dup_string (GKeyFile   *file,
            const char *group,
            const char *key)
{
  char *value = g_key_file_get_string (file, group, key, NULL);

  return value != NULL ? value : g_strdup ("");
}

static char **
dup_list (GKeyFile   *file,
          const char *group,
          const char *key)
{
  char **value = g_key_file_get_string_list (file, group, key, NULL, NULL);

  return value != NULL ? value : g_new0 (char *, 1);
}

/* A list of pairs with a space between: the first word, and all behind it */
static GHashTable *
read_pairs (GKeyFile   *file,
            const char *group,
            const char *key)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) list = dup_list (file, group, key);

  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *space = strchr (list[i], ' ');

      if (space != NULL)
        g_hash_table_replace (pairs, g_strndup (list[i], (gsize) (space - list[i])), g_strdup (space + 1));
    }
  return pairs;
}

static gboolean
check_family (const SolFamily  *self,
              const char       *group,
              const char       *format,
              GError          **error)
{
  if (self->topics[0] == NULL)
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 _("The family [%s] has no topics: expected topics=first/+/pattern;second/#"), group);
  else if (self->format == SOL_FORMAT_AUTO && *format != '\0' && strcmp (format, "auto") != 0)
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 _("The family [%s] has the format “%s”, which is not known: expected a word such as fields or int16"),
                 group, format);
  else
    return TRUE;
  return FALSE;
}

/* Returns: NULL with an error */
static SolFamily *
read_family (GKeyFile    *file,
             const char  *group,
             GError     **error)
{
  SolFamily *self = g_new0 (SolFamily, 1);
  g_autofree char *format = dup_string (file, group, "format");

  self->name = dup_string (file, group, "name");
  self->topics = dup_list (file, group, "topics");
  self->root = dup_string (file, group, "root");
  self->time = dup_string (file, group, "time");
  self->skip = dup_list (file, group, "skip");
  self->units = read_pairs (file, group, "units");
  self->unit_keys = read_pairs (file, group, "unit-keys");
  self->is_describing = g_key_file_get_boolean (file, group, "describes", NULL);
  self->rate_hz = g_key_file_get_double (file, group, "rate", NULL);
  sol_format_from_nick (format, &self->format);
  if (check_family (self, group, format, error))
    return self;
  family_free (self);
  return NULL;
}

gboolean
sol_families_add (SolFamilies  *self,
                  const char   *text,
                  gsize         length,
                  GError      **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) family_free);
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    return FALSE;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      SolFamily *family = read_family (file, groups[i], error);

      if (family == NULL)
        return FALSE;
      g_ptr_array_add (read, family);
    }
  g_ptr_array_extend_and_steal (read, g_steal_pointer (&self->families));
  self->families = g_steal_pointer (&read);
  return TRUE;
}

SolFamilies *
sol_families_new (void)
{
  SolFamilies *self = g_new0 (SolFamilies, 1);
  g_autoptr (GBytes) text = g_resource_lookup_data (sol_codec_get_resource (), FAMILIES_PATH, 0, NULL);
  gboolean is_ok;

  g_atomic_ref_count_init (&self->ref_count);
  self->families = g_ptr_array_new_with_free_func ((GDestroyNotify) family_free);
  is_ok = text != NULL && sol_families_add (self, g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);
  g_assert (is_ok); /* it is compiled in */
  return self;
}

static gboolean matches (const char *pattern,
                         const char *topic);

/* A `#` with levels behind it stands for any number of levels, none included */
static gboolean
matches_behind (const char *pattern,
                const char *topic)
{
  for (; topic != NULL; topic = strchr (topic, '/') != NULL ? strchr (topic, '/') + 1 : NULL)
    if (matches (pattern, topic))
      return TRUE;
  return FALSE;
}

static gboolean
matches (const char *pattern,
         const char *topic)
{
  for (;; pattern++, topic++)
    {
      gsize level = strcspn (topic, "/");

      if (*pattern == '#')
        return pattern[1] == '\0' || matches_behind (pattern + 2, topic);
      if (*pattern == '+')
        pattern++;
      else if (strncmp (pattern, topic, level) == 0)
        pattern += level;
      else
        return FALSE;
      topic += level;
      if (*topic == '\0')
        return *pattern == '\0' || strcmp (pattern, "/#") == 0;
      if (*pattern != '/')
        return FALSE;
    }
}

const SolFamily *
sol_families_match (const SolFamilies *self,
                    const char        *topic)
{
  for (guint i = 0; i < self->families->len; i++)
    {
      const SolFamily *family = self->families->pdata[i];

      for (guint k = 0; family->topics[k] != NULL; k++)
        if (matches (family->topics[k], topic))
          return family;
    }
  return NULL;
}

SolFamilies *
sol_families_ref (SolFamilies *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_families_unref (SolFamilies *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->families);
  g_free (self);
}
