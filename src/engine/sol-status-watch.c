/* sol-status-watch.c: a thread's status as the properties of an object, looked at ten times a second
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-status-watch-private.h"

#include <string.h>

#define LOOK_MS 100

enum
{
  PROP_0,
  PROP_PATH,
  PROP_PROBLEM,
  PROP_FIELDS, /* the first of them */
};

static GParamSpec *
make_spec (const SolStatusField *field)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = field->is_writable ? read | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY : read;

  switch (field->type)
    {
    case G_TYPE_INT:
      return g_param_spec_int (field->name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case G_TYPE_INT64:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case G_TYPE_UINT64:
      return g_param_spec_uint64 (field->name, NULL, NULL, 0, G_MAXUINT64, 0, flags);
    case G_TYPE_DOUBLE:
      return g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0, flags);
    case G_TYPE_BOOLEAN:
    default:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    }
}

void
sol_status_kind_install (const SolStatusKind *kind,
                         GObjectClass        *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_object_class_install_property (object_class, PROP_PATH, g_param_spec_string ("path", NULL, NULL, NULL, read));
  g_object_class_install_property (object_class, PROP_PROBLEM,
                                   g_param_spec_string ("problem", NULL, NULL, NULL, read));
  for (guint i = 0; i < kind->n_fields; i++)
    g_object_class_install_property (object_class, PROP_FIELDS + i, make_spec (&kind->fields[i]));
}

void
sol_status_watch_init (SolStatusWatch      *self,
                       const SolStatusKind *kind,
                       gpointer             object)
{
  *self = (SolStatusWatch) { .kind = kind, .object = object };
}

void
sol_status_watch_clear (SolStatusWatch *self)
{
  sol_status_watch_end (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->problem, g_free);
}

/* An enumeration counts as an int: it is one, and has its size */
static void
read_field (const SolStatusField *field,
            gconstpointer         status,
            GValue               *value)
{
  const char *at = (const char *) status + field->offset;

  switch (field->type)
    {
    case G_TYPE_INT:
      g_value_set_int (value, *(const int *) (gconstpointer) at);
      break;
    case G_TYPE_INT64:
      g_value_set_int64 (value, *(const gint64 *) (gconstpointer) at);
      break;
    case G_TYPE_UINT64:
      g_value_set_uint64 (value, *(const guint64 *) (gconstpointer) at);
      break;
    case G_TYPE_DOUBLE:
      g_value_set_double (value, *(const double *) (gconstpointer) at);
      break;
    case G_TYPE_BOOLEAN:
    default:
      g_value_set_boolean (value, *(const gboolean *) (gconstpointer) at);
    }
}

void
sol_status_watch_get_property (const SolStatusWatch *self,
                               gconstpointer         status,
                               guint                 id,
                               GValue               *value)
{
  if (id == PROP_PATH)
    g_value_set_string (value, self->path);
  else if (id == PROP_PROBLEM)
    g_value_set_string (value, self->problem);
  else
    read_field (&self->kind->fields[id - PROP_FIELDS], status, value);
}

void
sol_status_watch_begin (SolStatusWatch *self,
                        const char     *path,
                        GSourceFunc     look)
{
  char *copy = g_strdup (path);

  g_free (self->path);
  self->path = copy;
  self->timer = g_timeout_add (LOOK_MS, look, self->object);
  g_object_notify (self->object, "path");
}

void
sol_status_watch_end (SolStatusWatch *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
sol_status_watch_set_problem (SolStatusWatch *self,
                              const GError   *error)
{
  const char *problem = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify (self->object, "problem");
}

static gsize
get_size (GType type)
{
  return type == G_TYPE_INT || type == G_TYPE_BOOLEAN ? sizeof (int) : sizeof (gint64);
}

void
sol_status_watch_notify (SolStatusWatch *self,
                         gconstpointer   before,
                         gconstpointer   now)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const SolStatusField *field = &self->kind->fields[i];
      const char *old = (const char *) before + field->offset, *new = (const char *) now + field->offset;

      if (memcmp (old, new, get_size (field->type)) != 0)
        g_object_notify (self->object, field->name);
    }
}
