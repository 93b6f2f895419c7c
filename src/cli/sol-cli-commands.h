/* sol-cli-commands.h: one function a subcommand
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @argv: (transfer none) (array zero-terminated=1): the subcommand's name and its arguments. Returns: the exit code */
int sol_cli_run_broker (char **argv);
int sol_cli_run_cert   (char **argv);
int sol_cli_run_pub    (char **argv);
int sol_cli_run_sub    (char **argv);
int sol_cli_run_request (char **argv);
int sol_cli_run_shell  (char **argv);
int sol_cli_run_wave   (char **argv);
int sol_cli_run_record (char **argv);
int sol_cli_run_replay (char **argv);
int sol_cli_run_export (char **argv);
int sol_cli_run_probe  (char **argv);
int sol_cli_run_bench  (char **argv);
int sol_cli_run_self_test (char **argv);
int sol_cli_run_users  (char **argv);
int sol_cli_run_acl    (char **argv);
int sol_cli_run_ban    (char **argv);

G_END_DECLS
