/* sol-engine.h: owns and wires all of it: one command a function, for the desktop, the admin and
 * the command line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-alarm-list.h"
#include "sol-broker.h"
#include "sol-client-item.h"
#include "sol-config.h"
#include "sol-event-log.h"
#include "sol-found-list.h"
#include "sol-generator-list.h"
#include "sol-ingest.h"
#include "sol-layout-store.h"
#include "sol-math-list.h"
#include "sol-source.h"
#include "sol-topic-list.h"

G_BEGIN_DECLS

#define SOL_ENGINE_ERROR (sol_engine_error_quark ())

typedef enum
{
  SOL_ENGINE_ERROR_INVALID,    /* a value that cannot be: the message names the field */
  SOL_ENGINE_ERROR_NOT_FOUND,
  SOL_ENGINE_ERROR_EXISTS,
} SolEngineError;

GQuark sol_engine_error_quark (void);

#define SOL_TYPE_ENGINE (sol_engine_get_type ())

/* Main thread. Properties: `config` (SolConfig, notified when applied), `broker-state` (int,
 * SolBrokerState), `source` (SolSource), `replayer` (nullable), `warning`. Signal:
 * `users-changed`; `access-changed`: rules or bans. */
G_DECLARE_FINAL_TYPE (SolEngine, sol_engine, SOL, ENGINE, GObject)

/**
 * sol_engine_new:
 * @data_dir: (nullable): where the database stands; NULL keeps everything in memory
 * @config_path: (nullable): the configuration's file; NULL is not saved
 * @config: (nullable): used instead of the file's, as options of a command line override it; not
 *   saved by itself
 */
SolEngine    *sol_engine_new                  (const char          *data_dir,
                                               const char          *config_path,
                                               SolConfig           *config);

SolConfig    *sol_engine_get_config           (SolEngine           *self);
SolBroker    *sol_engine_get_broker           (SolEngine           *self);
SolBrokerState sol_engine_get_broker_state    (SolEngine           *self);
SolTopicList *sol_engine_get_topics           (SolEngine           *self);
SolIngest    *sol_engine_get_ingest           (SolEngine           *self);
/* The calculated channels; kept in the data folder */
SolMathList  *sol_engine_get_math             (SolEngine           *self);
/* What channels are watched for; kept there too. What it tells stands in the log. */
SolAlarmList *sol_engine_get_alarms           (SolEngine           *self);
/* The scope's layouts; kept there too, read when somebody asks first */
SolLayoutStore *sol_engine_get_layouts        (SolEngine           *self);
SolEventLog  *sol_engine_get_log              (SolEngine           *self);
/* Refreshed once a second while somebody else holds a reference: GListModel of SolClientItem,
 * whose properties are named as the fields of SolBrokerClient. Take a reference to keep it up to
 * date. */
GListModel   *sol_engine_get_clients          (SolEngine           *self);
/* Returns: (transfer none) (nullable): why the configuration's file or the database was put
 * aside at the start; of the database it is known, and `warning` notified, shortly after */
const char   *sol_engine_get_warning          (SolEngine           *self);

/* Start, stop and apply are done one after the other, in the order of asking. Starting what runs
 * and stopping what is stopped succeeds. A port that is taken is asked who answers there: the
 * message of %SOL_BROKER_ERROR_PORT_IN_USE names it, and the next free port. */

/* Loads users, then starts with the configuration in force */
void          sol_engine_start_broker_async   (SolEngine           *self,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean      sol_engine_start_broker_finish  (SolEngine           *self,
                                               GAsyncResult        *result,
                                               GError             **error);
void          sol_engine_stop_broker_async    (SolEngine           *self,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean      sol_engine_stop_broker_finish   (SolEngine           *self,
                                               GAsyncResult        *result,
                                               GError             **error);

/* Walk 3: the broker agrees first, then the file is saved, then `config` is notified. A stopped
 * broker takes it at its next start. On an error nothing has changed. @config: made from the one
 * in force, with its revision (%SOL_CONFIG_ERROR_STALE); a copy with the next revision is what
 * comes into force. */
void          sol_engine_apply_config_async   (SolEngine           *self,
                                               SolConfig           *config,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean      sol_engine_apply_config_finish  (SolEngine           *self,
                                               GAsyncResult        *result,
                                               GError             **error);

/* Makes an authority, or takes the one that was made before, and a server's certificate with this
 * computer's names and addresses in the data folder; then the configuration names them and TLS is on,
 * on @port, 0 being the one that is set or 8883. Errors: %SOL_ENGINE_ERROR_EXISTS when the configuration names
 * a certificate from elsewhere, and those of applying. */
void          sol_engine_make_certificates_async  (SolEngine           *self,
                                                   guint16              port,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean      sol_engine_make_certificates_finish (SolEngine           *self,
                                                   GAsyncResult        *result,
                                                   GError             **error);
/* Returns: (transfer full) (nullable): the file with the authority's certificate; NULL before it was
 * made */
char         *sol_engine_dup_authority_path       (SolEngine           *self);

/* For those who open the web admin from elsewhere. @password: (nullable): 1..511 octets; NULL
 * lets nobody in from elsewhere. Kept as a hash in the configuration, and saved with it. */
void          sol_engine_set_web_password_async  (SolEngine           *self,
                                                  const char          *password,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
gboolean      sol_engine_set_web_password_finish (SolEngine           *self,
                                                  GAsyncResult        *result,
                                                  GError             **error);

/* Users. A name: 1..256 octets of valid UTF-8 without control characters; a password: 1..511
 * octets. */
void          sol_engine_list_users_async     (SolEngine           *self,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
char        **sol_engine_list_users_finish    (SolEngine           *self,
                                               GAsyncResult        *result,
                                               GError             **error);
gboolean      sol_engine_check_user_name      (const char          *name,
                                               GError             **error);
/* An existing user gets the new password */
void          sol_engine_put_user_async       (SolEngine           *self,
                                               const char          *name,
                                               const char          *password,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean      sol_engine_put_user_finish      (SolEngine           *self,
                                               GAsyncResult        *result,
                                               GError             **error);
void          sol_engine_remove_user_async    (SolEngine           *self,
                                               const char          *name,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean      sol_engine_remove_user_finish   (SolEngine           *self,
                                               GAsyncResult        *result,
                                               GError             **error);

/* The source that Messages, Scope and Generator use. At first this broker with no filter. A new
 * one is connected by its maker; the one before is disconnected, topics and channels are
 * cleared. */
SolSource    *sol_engine_get_source           (SolEngine           *self);
void          sol_engine_use_this_broker      (SolEngine           *self);
void          sol_engine_use_other_broker     (SolEngine              *self,
                                               const SolClientOptions *options);

/* The generator's sources, which publish through the source in use; a change of that stops them. Kept in the data
 * folder; at first there is one, a sine. */
SolGeneratorList *sol_engine_get_generators   (SolEngine           *self);

/* Brokers that others announce, and who answers on this computer's port 1883; not this one. Looks for them while the
 * list is held. While the broker runs, can be reached from elsewhere and `mdns` is set in the configuration, it is
 * announced as `Soliton on HOST`. Returns: (transfer full) */
SolFoundList *sol_engine_find_brokers         (SolEngine           *self);
/* Is @service, in full as the network names it, this engine's own? */
gboolean      sol_engine_is_announced         (SolEngine           *self,
                                               const char          *service);
/* Where to announce and look for brokers, instead of the networks on port 5353: for tests, before anything starts */
void          sol_engine_set_mdns_scope       (SolEngine           *self,
                                               const SolMdnsScope  *scope);

/* Addresses of this computer that others can reach: IPv4 first, no loopback, no link-local.
 * Returns: (transfer full) */
char        **sol_engine_list_lan_addresses   (void);
/* The next port above @port that can be bound on @host, 0 when none of the next 100 can */
guint16       sol_engine_find_free_port       (const char *host,
                                               guint16     port);

G_END_DECLS
