/* sol-cli.c: finds the subcommand
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli.h"

#include <glib/gi18n.h>

#include "sol-cli-commands.h"

typedef struct
{
  const char *name;
  int       (*run) (char **argv);
  const char *summary;
} SolCliCommand;

static const SolCliCommand commands[] = {
  { "broker", sol_cli_run_broker, N_("run the broker and its web admin") },
  { "cert", sol_cli_run_cert, N_("make certificates for MQTT over TLS") },
  { "users", sol_cli_run_users, N_("list, add and remove those who may connect") },
  { "acl", sol_cli_run_acl, N_("say who may publish or subscribe to what") },
  { "ban", sol_cli_run_ban, N_("keep a client, a user or an address out") },
  { "pub", sol_cli_run_pub, N_("publish a text, a file or lines") },
  { "sub", sol_cli_run_sub, N_("print messages as they arrive") },
  { "request", sol_cli_run_request, N_("publish a question and print its answer") },
  { "shell", sol_cli_run_shell, N_("subscribe and publish by commands") },
  { "wave", sol_cli_run_wave, N_("publish a waveform") },
  { "record", sol_cli_run_record, N_("record messages into a file") },
  { "replay", sol_cli_run_replay, N_("publish what was recorded") },
  { "export", sol_cli_run_export, N_("write a recording for other programs") },
  { "probe", sol_cli_run_probe, N_("tell who answers on a port") },
  { "self-test", sol_cli_run_self_test, N_("check that what is measured is what was set") },
  { "bench", sol_cli_run_bench, N_("measure how much a broker carries") },
};

static const SolCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

gboolean
sol_cli_has_command (const char *name)
{
  return find_command (name) != NULL;
}

static void
print_help (const char *program)
{
  g_print (_("Usage: %s SUBCOMMAND [OPTION…]\n\n"), program);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _(commands[i].summary));
  g_print (_("\nOptions of a subcommand: %s SUBCOMMAND --help\n"), program);
}

static int
run_command (const SolCliCommand  *command,
             const char           *program,
             char                **argv)
{
  g_autofree char *name = g_strdup_printf ("%s %s", program, command->name);

  g_set_prgname (name);
  return command->run (argv + 1);
}

int
sol_cli_main (int    argc,
              char **argv)
{
  g_autofree char *program = g_path_get_basename (argc > 0 ? argv[0] : "soliton-cli");
  const char *name = argc > 1 ? argv[1] : "";
  const SolCliCommand *command = find_command (name);

  if (command != NULL)
    return run_command (command, program, argv);
  if (g_str_equal (name, "--version"))
    g_print ("Soliton %s\n", SOL_VERSION);
  else if (g_str_equal (name, "--help") || g_str_equal (name, "-h"))
    print_help (program);
  else
    {
      if (*name != '\0')
        g_printerr (_("%s: there is no subcommand “%s”.\n"), program, name);
      else
        g_printerr (_("%s: a subcommand is missing.\n"), program);
      g_printerr (_("Try `%s --help`.\n"), program);
      return SOL_EXIT_USAGE;
    }
  return SOL_EXIT_OK;
}
