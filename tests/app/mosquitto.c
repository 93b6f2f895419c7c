/* mosquitto.c: Debian's mosquitto on a port of this computer, for one test
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "mosquitto.h"

#include <glib/gstdio.h>

#include "sol-test-folder.h"

/* Servers are kept where only the administrator's path leads */
static char *
find_program (const char *name)
{
  char *path = g_find_program_in_path (name);

  if (path == NULL)
    path = g_build_filename ("/usr/sbin", name, NULL);
  return path;
}

void
mosquitto_init (Mosquitto *self)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  self->port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  self->folder = g_dir_make_tmp ("soliton-app-XXXXXX", NULL);
  self->process = NULL;
}

char *
mosquitto_path (Mosquitto  *self,
                const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
await_running (GSubprocess *process)
{
  g_autoptr (GDataInputStream) log = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (log), FALSE);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (log, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (g_strstr_len (line, -1, "running") == NULL);
}

void
mosquitto_start (Mosquitto  *self,
                 const char *settings)
{
  g_autofree char *program = find_program ("mosquitto");
  g_autofree char *path = mosquitto_path (self, "mosquitto.conf");
  g_autofree char *text =
    g_strdup_printf ("user root\nlistener %u 127.0.0.1\nlog_dest stderr\nlog_type information\n"
                     "connection_messages false\n%s\n", self->port, settings);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program, "-c", path, NULL);
  g_assert_no_error (error);
  await_running (self->process);
}

void
mosquitto_clear (Mosquitto *self)
{
  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  sol_test_remove_tree (self->folder);
  g_clear_object (&self->process);
  g_clear_pointer (&self->folder, g_free);
}

void
mosquitto_run (const char *program,
               ...)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  const char *word;
  va_list more;

  va_start (more, program);
  for (word = program; word != NULL; word = va_arg (more, const char *))
    g_strv_builder_add (words, word);
  va_end (more);
  argv = g_strv_builder_end (words);
  process = g_subprocess_newv ((const char * const *) argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}
