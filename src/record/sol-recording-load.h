/* sol-recording-load.h: the samples of a recording, as channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-decoder.h"
#include "sol-recording.h"

G_BEGIN_DECLS

typedef struct
{
  const char          *path;
  const char * const  *filters;  /* nullable: topics; all when NULL */
  gint64               from_ns, to_ns; /* Unix time of the messages, the end not included; 0 is beginning and end */
  SolDecoderSettings   decoder;  /* of every topic */
  guint64              max_samples; /* 0 is 400 million */
} SolLoadSettings;

typedef struct
{
  GPtrArray *channels;    /* SolChannel, in the order of appearing */
  GPtrArray *topics;      /* char *, of each of them */
  guint64    n_messages;
  guint64    n_unread;    /* in which no samples were found */
  guint64    n_samples;
  guint      n_left_out;  /* channels beyond the 1000th */
} SolLoaded;

/* @done: 0 … 1. In the caller's thread-default context, ten times a second at most */
typedef void (*SolLoadFunc) (double   done,
                             gpointer user_data);

/**
 * sol_recording_load_async:
 * @settings: copied
 * @progress: (nullable)
 *
 * Reads in a thread what the scope would have read when the messages came: their times are those of the payloads, else
 * those of the recording. Errors: of opening, and %SOL_RECORDING_ERROR_INVALID for more than max_samples.
 */
void       sol_recording_load_async  (const SolLoadSettings *settings,
                                      SolLoadFunc            progress,
                                      gpointer               progress_data,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
/* Returns: (transfer full) (nullable) */
SolLoaded *sol_recording_load_finish (GAsyncResult          *result,
                                      GError               **error);
/* The same in a thread that may wait. Returns: (transfer full) (nullable) */
SolLoaded *sol_recording_load        (const SolLoadSettings *settings,
                                      GError               **error);
void       sol_loaded_free           (SolLoaded             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolLoaded, sol_loaded_free)

G_END_DECLS
