/* sol-cli-broker-options.h: the command line of soliton-cli broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-config.h"

G_BEGIN_DECLS

/* A number that the command line does not give; a text that it does not give is NULL */
#define SOL_CLI_UNSET G_MININT64

typedef struct
{
  char    *host;
  gint64   port;
  gint64   websocket_port;
  gboolean no_websocket;
  gint64   tls_port;
  char    *tls_certificate;
  char    *tls_key;
  char    *tls_client_ca;
  gboolean tls_require_client;
  gboolean tls_identity;
  char    *allow_anonymous;
  gint64   max_connections;
  gint64   max_keepalive_s;
  char    *durability;
  char    *web_host;
  gint64   web_port;
  gboolean no_web;
  gboolean no_mdns;
  char    *web_password;      /* read from @web_password_file */
  char    *web_password_file;
  char    *data_dir;
  char    *config_path;
} SolCliBrokerOptions;

/**
 * sol_cli_broker_options_parse:
 * @argv: the subcommand and its arguments
 *
 * Fills in the folder and the file that the command line does not name.
 */
gboolean   sol_cli_broker_options_parse       (SolCliBrokerOptions        *self,
                                               char                      **argv,
                                               GError                    **error);

/**
 * sol_cli_broker_options_make_config:
 * @warning: (out) (nullable): what was wrong with the file
 *
 * The file's configuration, or the original program's defaults when there is none yet, with the options over it.
 */
SolConfig *sol_cli_broker_options_make_config (const SolCliBrokerOptions  *self,
                                               char                      **warning,
                                               GError                    **error);

/**
 * sol_cli_broker_options_reload_config:
 *
 * The same from the file as it is now, for sol_engine_apply_config_async(). A file that cannot be read or understood is
 * an error, and stays where it is.
 */
SolConfig *sol_cli_broker_options_reload_config (const SolCliBrokerOptions *self,
                                                 const SolConfig           *current,
                                                 GError                   **error);

void       sol_cli_broker_options_clear       (SolCliBrokerOptions        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliBrokerOptions, sol_cli_broker_options_clear)

G_END_DECLS
