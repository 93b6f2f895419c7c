/* sol-cli-properties.h: options that are properties of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-message.h"

G_BEGIN_DECLS

/* Those of a message or a will, as they were given. Zeroed and with sol_cli_properties_init() none is. */
typedef struct
{
  int    payload_format; /* -1 when not given, as the numbers below */
  gint64 expiry_s;
  gint64 delay_s;        /* of a will */
  char  *content_type;
  char  *response_topic;
  char  *correlation_data;
  char **user;           /* NAME=VALUE */
} SolCliProperties;

/* Those of a subscription */
typedef struct
{
  gboolean no_local;
  gboolean retain_as_published;
  int      retain_handling;
  gint64   id;           /* 0: none */
  char   **user;
} SolCliSubscription;

void     sol_cli_properties_init    (SolCliProperties          *self);
void     sol_cli_properties_clear   (SolCliProperties          *self);
gboolean sol_cli_properties_are_set (const SolCliProperties    *self);
/* @prefix: of the options' names, for errors: "--" or "--will-" */
gboolean sol_cli_properties_check   (const SolCliProperties    *self,
                                     const char                *prefix,
                                     GError                   **error);
/* Returns: (transfer full): what was given, in the order above; with the expiry for a will only, whose message has none
 * of its own */
GByteArray *sol_cli_properties_build (const SolCliProperties   *self,
                                      gboolean                  is_will);

/* Returns: (transfer full): a message with the properties, that expires when they say */
SolMessage *sol_cli_properties_make_message (const SolCliProperties *self,
                                             const char             *topic,
                                             const void             *payload,
                                             gsize                   length,
                                             guint8                  qos,
                                             gboolean                retain);

/* Entries for a subcommand's options; both end with a zero entry */
#define SOL_CLI_N_MESSAGE_ENTRIES 7
#define SOL_CLI_N_WILL_ENTRIES    8
#define SOL_CLI_N_SUBSCRIPTION_ENTRIES 6
void     sol_cli_properties_fill_message (SolCliProperties     *self,
                                          GOptionEntry          entries[SOL_CLI_N_MESSAGE_ENTRIES]);
void     sol_cli_properties_fill_will    (SolCliProperties     *self,
                                          GOptionEntry          entries[SOL_CLI_N_WILL_ENTRIES]);

void     sol_cli_subscription_fill    (SolCliSubscription        *self,
                                       GOptionEntry               entries[SOL_CLI_N_SUBSCRIPTION_ENTRIES]);
void     sol_cli_subscription_clear   (SolCliSubscription        *self);
gboolean sol_cli_subscription_is_set  (const SolCliSubscription  *self);
gboolean sol_cli_subscription_check   (const SolCliSubscription  *self,
                                       GError                   **error);
/* The options octet of SUBSCRIBE; Returns: (transfer full) (nullable): its properties */
GBytes  *sol_cli_subscription_build   (const SolCliSubscription  *self,
                                       guint8                     qos,
                                       guint8                    *options);

/* NAME=VALUE of each, appended to @block, which may be NULL to check them only. @option: its name, for errors */
gboolean sol_cli_add_user_properties  (char                     **user,
                                       const char                *option,
                                       GByteArray                *block,
                                       GError                   **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliProperties, sol_cli_properties_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliSubscription, sol_cli_subscription_clear)

G_END_DECLS
