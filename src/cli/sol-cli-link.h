/* sol-cli-link.h: a subcommand's connection to a broker, and the options that say which
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-client.h"

G_BEGIN_DECLS

/* The options as they were given, then the client. Functions that ask the broker wait for its answer. */
typedef struct
{
  char    *host;          /* NULL is localhost */
  int      port;          /* 0 is 1883, 8883 with TLS */
  char    *client_id;
  char    *user_name;
  char    *password;
  char    *password_file;
  gboolean tls;
  char    *ca_file;
  char    *certificate_file;
  char    *key_file;
  gboolean insecure;
  int      keep_alive_s;
  char    *protocol_nick;
  gboolean no_clean;
  gint64   session_expiry_s;     /* -1 when not given */
  int      receive_maximum;      /* 0 when not given, as the next two */
  gint64   maximum_packet_size;
  int      topic_alias_maximum;
  char   **user_properties;      /* NAME=VALUE */

  /* Of the subcommand, before sol_cli_link_check() */
  gboolean needs_v5;             /* it was given what 3.1.1 cannot carry */
  int      n_topic_aliases;
  GBytes  *will_properties;      /* owned, nullable */

  SolClientProtocol protocol;    /* of @protocol_nick and @needs_v5 */
  SolClient    *client;      /* NULL before sol_cli_link_open() */
  GCancellable *cancellable; /* of SIGINT and SIGTERM */
} SolCliLink;

void     sol_cli_link_init        (SolCliLink           *self);
void     sol_cli_link_add_options (SolCliLink           *self,
                                   GOptionContext       *context);

/* Are the options sound? Reads the password's file. */
gboolean sol_cli_link_check       (SolCliLink           *self,
                                   GError              **error);

/**
 * sol_cli_link_open:
 * @will: (nullable)
 * @reconnect: tries again after a connection was lost, and says so on standard error
 * @func: (nullable): in the client's thread, a message each
 */
gboolean sol_cli_link_open        (SolCliLink           *self,
                                   SolMessage           *will,
                                   gboolean              reconnect,
                                   SolClientFunc         func,
                                   gpointer              user_data,
                                   GError              **error);

gboolean sol_cli_link_publish     (SolCliLink           *self,
                                   SolMessage           *message,
                                   GError              **error);
/* @options: SOL_MQTT_OPTION_*; @properties: (nullable): of SUBSCRIBE */
gboolean sol_cli_link_subscribe   (SolCliLink           *self,
                                   const char           *filter,
                                   guint8                options,
                                   GBytes               *properties,
                                   GError              **error);
/* When it returns, all messages that the broker sent before its answer were handed to the function of open */
gboolean sol_cli_link_unsubscribe (SolCliLink           *self,
                                   const char           *filter,
                                   GError              **error);

/* Sends what is queued, says DISCONNECT, closes */
void     sol_cli_link_close       (SolCliLink           *self);

/* Closes at once what is open */
void     sol_cli_link_clear       (SolCliLink           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliLink, sol_cli_link_clear)

G_END_DECLS
