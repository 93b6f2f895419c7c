/* sol-cli-shell.c: soliton-cli shell: an interactive client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines come from a person or a pipe alike, one command each; messages are printed between them as they arrive. Before
 * it ends, it unsubscribes: the broker answers that behind all that it sent before, so a script loses no message.
 */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "sol-cli-commands.h"
#include "sol-cli-inbox.h"
#include "sol-cli-options.h"
#include "sol-cli-print.h"
#include "sol-cli-shell.h"
#include "sol-cli-wait.h"

static void
sol_cli_shell_clear (SolCliShell *self)
{
  sol_cli_link_clear (&self->link);
  if (self->inbox != NULL)
    {
      sol_mailbox_close (self->inbox);
      sol_mailbox_unref (self->inbox);
    }
  g_clear_pointer (&self->subscriptions, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliShell, sol_cli_shell_clear)

static void
show_prompt (void)
{
  if (!isatty (STDIN_FILENO))
    return;
  fputs ("> ", stdout);
  fflush (stdout);
}

static void
message_cb (gpointer item,
            gpointer user_data)
{
  g_autoptr (SolMessage) message = item;

  if (isatty (STDIN_FILENO))
    fputc ('\r', stdout);
  sol_cli_print_message (stdout, message, SOL_CLI_FORMAT_TEXT, TRUE);
  show_prompt ();
}

/* Returns: (transfer full) (nullable): NULL at the end of input, or after a signal */
static char *
read_line (SolCliShell      *self,
           GDataInputStream *lines)
{
  g_auto (SolCliWait) wait = { 0 };

  show_prompt ();
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->link.cancellable, sol_cli_wait_cb, &wait);
  return g_data_input_stream_read_line_finish_utf8 (lines, sol_cli_wait (&wait), NULL, NULL);
}

static void
sol_cli_shell_leave (SolCliShell *self)
{
  GHashTableIter iter;
  gpointer filter;

  g_hash_table_iter_init (&iter, self->subscriptions);
  while (g_hash_table_iter_next (&iter, &filter, NULL))
    sol_cli_link_unsubscribe (&self->link, filter, NULL);
  sol_cli_link_close (&self->link);
  sol_cli_inbox_drain (self->inbox);
}

static void
sol_cli_shell_loop (SolCliShell *self)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);

  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  while (!self->is_over)
    {
      g_autofree char *line = read_line (self, lines);

      if (line == NULL)
        return;
      sol_cli_shell_obey (self, line);
    }
}

static gboolean
sol_cli_shell_run (SolCliShell  *self,
                   GError      **error)
{
  self->inbox = sol_cli_inbox_new (message_cb, self);
  self->subscriptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!sol_cli_link_open (&self->link, NULL, TRUE, sol_cli_inbox_post, self->inbox, error))
    return FALSE;
  g_print (_("Connected to %s, port %d, as %s. `help` names the commands.\n"),
           self->link.host != NULL ? self->link.host : "localhost", self->link.port,
           sol_client_get_client_id (self->link.client));
  sol_cli_shell_loop (self);
  sol_cli_shell_leave (self);
  return TRUE;
}

int
sol_cli_run_shell (char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (SolCliShell) self = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;

  sol_cli_link_init (&self.link);
  if (!sol_cli_parse (entries, &self.link, NULL, _("Subscribes and publishes by commands, one a line."), &rest, &error)
      || !sol_cli_link_check (&self.link, &error) || !sol_cli_shell_run (&self, &error))
    return sol_cli_fail (error);
  return self.n_failed == 0 || isatty (STDIN_FILENO) ? SOL_EXIT_OK : SOL_EXIT_FAILURE;
}
