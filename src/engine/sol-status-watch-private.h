/* sol-status-watch-private.h: a thread's status as the properties of an object, looked at ten times a second
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A field of a status struct that is a property */
typedef struct
{
  const char *name;
  GType       type;         /* G_TYPE_INT, INT64, UINT64, DOUBLE or BOOLEAN */
  gsize       offset;
  gboolean    is_writable;
} SolStatusField;

/* What is the same for all objects of a class */
typedef struct
{
  const SolStatusField *fields;   /* notified in this order */
  guint                 n_fields;
} SolStatusKind;

/* Part of an object: the file that it is about, what hinders it, and the timer. Main thread. */
typedef struct
{
  const SolStatusKind *kind;
  GObject             *object;   /* borrowed: whose part it is */
  char                *path;     /* nullable */
  char                *problem;  /* nullable */
  guint                timer;
} SolStatusWatch;

/* Installs `path`, `problem` and the fields. Every get_property of the class is the function below. */
void     sol_status_kind_install       (const SolStatusKind  *kind,
                                        GObjectClass         *object_class);

void     sol_status_watch_init         (SolStatusWatch       *self,
                                        const SolStatusKind  *kind,
                                        gpointer              object);
void     sol_status_watch_clear        (SolStatusWatch       *self);
void     sol_status_watch_get_property (const SolStatusWatch *self,
                                        gconstpointer         status,
                                        guint                 id,
                                        GValue               *value);

/* @look: called ten times a second with the object, until sol_status_watch_end() */
void     sol_status_watch_begin        (SolStatusWatch       *self,
                                        const char           *path,
                                        GSourceFunc           look);
void     sol_status_watch_end          (SolStatusWatch       *self);

/* @error: (nullable). Notifies when it says something else */
void     sol_status_watch_set_problem  (SolStatusWatch       *self,
                                        const GError         *error);
/* Notifies the fields that are not the same */
void     sol_status_watch_notify       (SolStatusWatch       *self,
                                        gconstpointer         before,
                                        gconstpointer         now);

G_END_DECLS
