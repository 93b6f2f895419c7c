/* sol-engine-private.h: what the engine's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-list.h"
#include "sol-engine.h"
#include "sol-file-saver.h"
#include "sol-mdns-announcer.h"
#include "sol-recorder.h"
#include "sol-recording-load.h"
#include "sol-replayer.h"
#include "sol-saver-private.h"
#include "sol-store-users.h"
#include "sol-topic-pump-private.h"

G_BEGIN_DECLS

struct _SolEngine
{
  GObject parent_instance;

  /* Owned */
  char          *config_path;  /* NULL: not saved */
  char          *warning;
  char          *tls_folder;   /* NULL: nothing is kept in files */
  GPtrArray     *tls_monitors; /* GFileMonitor, of the certificate's files; NULL without TLS */
  guint          tls_timer;    /* after one of them changed */
  SolConfig     *config;
  SolStore      *store;
  SolBroker     *broker;
  SolEventLog   *log;
  SolClientList *clients;      /* by a toggle reference: active while others hold it too */
  SolTopicList  *topics;
  SolTopicPump  *pump;
  SolIngest     *ingest;
  SolAnalysis   *analysis;
  SolMathList   *math;
  SolAlarmList  *alarms;
  SolSaver      *analysis_saver; /* NULL: not saved */
  SolLayoutStore *layouts;     /* NULL until somebody asks */
  char          *scope_folder; /* NULL: likewise nothing is kept */
  SolSource     *source;
  SolGeneratorList *generators;
  SolSaver      *generators_saver; /* NULL: not saved */
  SolRecorder   *recorder;
  SolReplayer   *replayer;     /* NULL while nothing is replayed */
  SolLoaded     *unlisted;     /* of the open recording: channels that the ingest does not have yet; NULL without one */
  char          *recordings_folder; /* NULL: nothing is kept in files */

  SolMdnsAnnouncer *announcers[2]; /* plain and encrypted; NULL while nobody is to know of the broker */
  char          *announced;    /* host and ports that they tell of */
  SolMdnsScope   mdns_scope;
  guint          others_id;    /* of the timer that looks for changes by others */

  /* Commands that change the broker, in the order of asking: the first one is under way */
  GQueue         commands;     /* of GTask */
};

/* Closes the source and stops the generators, so that no thread delivers or publishes any more */
void sol_engine_drop_source      (SolEngine *self);
/* Ends the replay, so that its thread delivers or publishes no more */
void sol_engine_drop_replayer    (SolEngine *self);
/* Makes a recording's the source in use */
void sol_engine_use_recording_source (SolEngine  *self,
                                      const char *title);
/* Runs @task's command when its turn comes. @task: (transfer full) */
void sol_engine_add_command      (SolEngine *self,
                                  GTask     *task,
                                  void     (*run) (GTask *task));
/* Answers the command under way and begins the next. @error: (transfer full) (nullable): NULL is
 * success */
void sol_engine_end_command      (GTask     *task,
                                  GError    *error);
/* Reads the certificate anew when its files change, those of the configuration in force */
void sol_engine_watch_certificate   (SolEngine *self);
void sol_engine_unwatch_certificate (SolEngine *self);
/* Hands the broker who may connect, as the store knows them */
void     sol_engine_load_users_async  (SolEngine           *self,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean sol_engine_load_users_finish (SolEngine           *self,
                                       GAsyncResult        *result,
                                       GError             **error);
/* The same with access rules and bans */
void     sol_engine_load_access_async  (SolEngine           *self,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
gboolean sol_engine_load_access_finish (SolEngine           *self,
                                        GAsyncResult        *result,
                                        GError             **error);
/* Answers @task when the broker has them. @task: (transfer full) */
void     sol_engine_load_bans          (SolEngine           *self,
                                        GTask               *task);
void     sol_engine_reload_access      (GTask               *task);
/* Looks once a second whether another process changed the database */
void     sol_engine_watch_others       (SolEngine           *self);
gboolean sol_engine_check_password (const char  *password,
                                    GError     **error);
/* What is calculated and watched: made, read from the data folder, saved there after each change */
void sol_engine_start_analysis   (SolEngine   *self,
                                  const char  *data_dir);
void sol_engine_stop_analysis    (SolEngine   *self);
/* The same of the generator's sources, but for the making */
void sol_engine_start_generators (SolEngine   *self,
                                  const char  *data_dir);
void sol_engine_stop_generators  (SolEngine   *self);
/* What a person should know of the start; one line more of `warning`. @text: (nullable) */
void sol_engine_add_warning      (SolEngine   *self,
                                  const char  *text);
/* A damaged file is not overwritten, so that a person can mend it: it gets another name, and the warning says which.
 * @what: translated, what cannot be understood, as a sentence without its point */
void sol_engine_put_aside        (SolEngine    *self,
                                  const char   *path,
                                  const char   *what,
                                  const GError *cause);
void sol_engine_take_config      (SolEngine *self,
                                  SolConfig *config);
/* Announces the broker, or no longer, as its state and the configuration want it */
void sol_engine_update_announcement (SolEngine *self);
/* Says goodbye */
void sol_engine_drop_announcement   (SolEngine *self);
void sol_engine_notify_source    (SolEngine *self);
void sol_engine_notify_replayer  (SolEngine *self);
void sol_engine_emit_users       (SolEngine *self);

/* The end of a change of users: what the store has is what the broker must know before the change
 * counts as done. Returns: FALSE after @task answered the error */
gboolean sol_engine_finish_users (SolEngine    *self,
                                  GAsyncResult *result,
                                  GTask        *task);
void sol_engine_emit_access      (SolEngine *self);

/**
 * sol_conflict_explain_async:
 * @error: (transfer full): why the broker could not listen
 * @config: what @broker was asked for
 *
 * Asks a port that is taken who answers there, and looks for the next free one. Main thread;
 * within 1.5 s.
 */
void    sol_conflict_explain_async  (GError              *error,
                                     SolBroker           *broker,
                                     SolBrokerConfig     *config,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
/* Returns: (transfer full): the error with a message that says more; never NULL */
GError *sol_conflict_explain_finish (GAsyncResult        *result);

G_END_DECLS
