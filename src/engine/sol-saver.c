/* sol-saver.c: keeps a file up to date with what changes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-saver-private.h"

#include "sol-file-saver.h"
#include "sol-json.h"

#define EVERY_MS 500

struct _SolSaver
{
  /* Owned */
  SolFileSaver *files;
  char         *path;
  char         *failed;

  SolSaverFunc  func;
  gpointer      user_data;
  guint         timer_id;   /* told, and not yet asked for */
};

static void
failed_cb (const char   *path,
           const GError *error,
           gpointer      user_data)
{
  SolSaver *self = user_data;

  g_warning ("%s: %s", self->failed, error->message);
}

static void
write_now (SolSaver *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  sol_file_saver_write (self->files, self->path, sol_json_print_object (self->func (self->user_data), TRUE, NULL));
}

static gboolean
timer_cb (gpointer user_data)
{
  SolSaver *self = user_data;

  self->timer_id = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

SolSaver *
sol_saver_new (const char   *path,
               const char   *failed,
               SolSaverFunc  func,
               gpointer      user_data)
{
  SolSaver *self = g_new0 (SolSaver, 1);

  self->files = sol_file_saver_new (failed_cb, self);
  self->path = g_strdup (path);
  self->failed = g_strdup (failed);
  self->func = func;
  self->user_data = user_data;
  return self;
}

void
sol_saver_touch (SolSaver *self)
{
  if (self->timer_id == 0)
    self->timer_id = g_timeout_add (EVERY_MS, timer_cb, self);
}

void
sol_saver_free (SolSaver *self)
{
  if (self->timer_id != 0)
    write_now (self);
  sol_file_saver_free (self->files);
  g_free (self->path);
  g_free (self->failed);
  g_free (self);
}
