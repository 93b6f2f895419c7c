/* sol-config.h: the application's configuration: immutable, with a revision
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "sol-broker-config.h"

G_BEGIN_DECLS

#define SOL_CONFIG_ERROR (sol_config_error_quark ())

typedef enum
{
  SOL_CONFIG_ERROR_SYNTAX,        /* not JSON, or not an object */
  SOL_CONFIG_ERROR_UNKNOWN_FIELD,
  SOL_CONFIG_ERROR_WRONG_TYPE,
  SOL_CONFIG_ERROR_OUT_OF_RANGE,
  SOL_CONFIG_ERROR_STALE,         /* another change came first */
  SOL_CONFIG_ERROR_FILE,
} SolConfigError;

GQuark sol_config_error_quark (void);

typedef struct
{
  gatomicrefcount  ref_count;
  guint            revision;      /* grows with every change applied */
  SolBrokerConfig *broker;        /* owned */
  gboolean         web_enabled;
  char            *web_host;      /* 127.0.0.1 */
  guint16          web_port;      /* 8000 */
  gboolean         mdns;          /* announce the broker on the networks it listens on; TRUE */
  char            *web_password;  /* nullable: hash as crypt(3) writes it; needed from elsewhere than loopback */
} SolConfig;

#define SOL_TYPE_CONFIG (sol_config_get_type ())
GType      sol_config_get_type      (void);

SolConfig *sol_config_new           (void);
SolConfig *sol_config_copy          (const SolConfig  *self);
SolConfig *sol_config_ref           (SolConfig        *self);
void       sol_config_unref         (SolConfig        *self);

/**
 * sol_config_new_from_json:
 * @base: what fields that @object leaves out keep
 * @object: fields by their names in the file and in the REST API: host, port, websocket_port,
 *   tls_port, tls_certificate, tls_key, tls_client_ca, tls_require_client, tls_identity,
 *   allow_anonymous, max_connections, max_login_failures, max_keepalive, max_packet_bytes,
 *   max_queue_bytes, max_queued_messages, max_total_bytes, max_retained, max_retained_bytes,
 *   max_inflight, max_publish_rate, max_publish_bytes,
 *   durability (`strict`, `relaxed`, `off`), max_sessions,
 *   max_session_expiry, sys_interval, web_enabled, web_host, web_port, mdns; revision is
 *   accepted, and must be
 *   @base's (%SOL_CONFIG_ERROR_STALE)
 * @pointer: (out) (optional): JSON pointer of the field at fault, `/port`
 *
 * Returns: (transfer full) (nullable): a new configuration; the error's message names value and
 * limit
 */
SolConfig *sol_config_new_from_json (const SolConfig  *base,
                                     JsonObject       *object,
                                     char            **pointer,
                                     GError          **error);

/* Returns: (transfer full): all fields, no secret */
JsonObject *sol_config_to_json      (const SolConfig  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolConfig, sol_config_unref)

G_END_DECLS
