/* sol-file.c: files that somebody chose, read whole and no further than they may go
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

#define FIRST_ROOM 4096u /* octets, where no size is known */

/* Returns: octets, 0 at the end, -1 with @error set */
typedef gssize (*ReadFunc) (gpointer       from,
                            char          *into,
                            gsize          room,
                            GCancellable  *cancellable,
                            GError       **error);

static GError *
too_large (const char *name,
           gsize       limit)
{
  g_autofree char *most = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);

  return g_error_new (G_FILE_ERROR, G_FILE_ERROR_FAILED,
                      _("“%s” is larger than %s, which is the most that is read here: choose another file"), name,
                      most);
}

static GError *
not_data (const char *name)
{
  return g_error_new (G_FILE_ERROR, G_FILE_ERROR_FAILED,
                      _("“%s” is no file with data: choose another one"), name);
}

static GError *
from_errno (const char *name)
{
  int code = errno;

  return g_error_new (G_FILE_ERROR, g_file_error_from_errno (code), _("“%s” cannot be read: %s"), name,
                      g_strerror (code));
}

/* One octet of room beyond the limit tells what is larger, another one ends the text. @hint: the size, if known */
static char *
read_whole (ReadFunc       read_some,
            gpointer       from,
            const char    *name,
            gsize          hint,
            gsize          limit,
            gsize         *length,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize room = CLAMP (hint, MIN (FIRST_ROOM, limit), limit) + 2;
  g_autofree char *text = g_malloc (room);
  gssize n;

  *length = 0;
  while ((n = read_some (from, text + *length, room - 1 - *length, cancellable, error)) > 0)
    {
      *length += (gsize) n;
      if (*length > limit)
        {
          g_propagate_error (error, too_large (name, limit));
          return NULL;
        }
      if (*length == room - 1)
        {
          room = MIN (2 * room, limit + 2);
          text = g_realloc (text, room);
        }
    }
  text[*length] = '\0';
  return n == 0 ? g_steal_pointer (&text) : NULL;
}

/* Of a path */

typedef struct
{
  const char *name;
  int         fd;
} Descriptor;

static gssize
read_descriptor (gpointer       from,
                 char          *into,
                 gsize          room,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const Descriptor *self = from;
  gssize n;

  do
    n = read (self->fd, into, room);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    g_propagate_error (error, from_errno (self->name));
  return n;
}

gboolean
sol_file_read_open (int          fd,
                    const char  *name,
                    gsize        limit,
                    char       **contents,
                    gsize       *length,
                    GError     **error)
{
  Descriptor from = { name, fd };
  struct stat about;
  gsize size = 0, read;

  *contents = NULL;
  if (fstat (fd, &about) == 0 && S_ISREG (about.st_mode))
    size = (gsize) about.st_size;
  if (size > limit)
    g_propagate_error (error, too_large (name, limit));
  else
    *contents = read_whole (read_descriptor, &from, name, size, limit, length != NULL ? length : &read, NULL, error);
  return *contents != NULL;
}

gboolean
sol_file_read (const char  *path,
               gsize        limit,
               char       **contents,
               gsize       *length,
               GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean is_read;

  *contents = NULL;
  if (fd < 0)
    {
      g_propagate_error (error, from_errno (name));
      return FALSE;
    }
  is_read = sol_file_read_open (fd, name, limit, contents, length, error);
  close (fd);
  return is_read;
}

gboolean
sol_file_check (const char  *path,
                gsize        limit,
                GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  struct stat about;

  if (stat (path, &about) != 0)
    g_propagate_error (error, from_errno (name));
  else if (!S_ISREG (about.st_mode) && !S_ISFIFO (about.st_mode))
    g_propagate_error (error, not_data (name));
  else if ((guint64) about.st_size > limit)
    g_propagate_error (error, too_large (name, limit));
  else
    return TRUE;
  return FALSE;
}

/* Of a GFile */

typedef struct
{
  gsize limit;
  gsize length;
} Reading;

static gssize
read_stream (gpointer       from,
             char          *into,
             gsize          room,
             GCancellable  *cancellable,
             GError       **error)
{
  return g_input_stream_read (from, into, room, cancellable, error);
}

/* Before it is opened: a pipe that nobody writes would hold the thread up. Returns: its size, -1 with @error set */
static goffset
look_at (GFile         *file,
         const char    *name,
         gsize          limit,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GFileInfo) info
    = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, cancellable, error);
  GFileType type;
  guint64 size;

  if (info == NULL)
    return -1;
  /* A server may leave them out, which is a fault to the accessors named after them */
  type = (GFileType) g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_STANDARD_TYPE);
  size = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE);
  if (type == G_FILE_TYPE_SPECIAL || type == G_FILE_TYPE_DIRECTORY)
    g_propagate_error (error, not_data (name));
  else if (size > limit)
    g_propagate_error (error, too_large (name, limit));
  else
    return (goffset) size;
  return -1;
}

static char *
read_file (GFile         *file,
           Reading       *self,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  goffset size = look_at (file, name, self->limit, cancellable, error);
  g_autoptr (GFileInputStream) stream = size >= 0 ? g_file_read (file, cancellable, error) : NULL;

  if (stream == NULL)
    return NULL;
  return read_whole (read_stream, stream, name, (gsize) size, self->limit, &self->length, cancellable, error);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  char *text = read_file (source, data, cancellable, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

void
sol_file_read_async (GFile               *file,
                     gsize                limit,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->limit = limit;
  g_task_set_source_tag (task, sol_file_read_async);
  g_task_set_task_data (task, reading, g_free);
  g_task_run_in_thread (task, read_thread);
}

char *
sol_file_read_finish (GAsyncResult  *result,
                      gsize         *length,
                      GError       **error)
{
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  char *text = g_task_propagate_pointer (G_TASK (result), error);

  *length = text != NULL ? reading->length : 0;
  return text;
}
