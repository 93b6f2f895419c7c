/* sol-recording.h: a stretch of messages in a file that any tool can open
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file is an SQLite database; data/doc/RECORDING.md describes it for other programs. */

#define SOL_RECORDING_SUFFIX ".soliton"

/* `SolR`, as `file` and `PRAGMA application_id` tell it */
#define SOL_RECORDING_APPLICATION_ID 0x536f6c52
#define SOL_RECORDING_VERSION 1

#define SOL_RECORDING_ERROR (sol_recording_error_quark ())

typedef enum
{
  SOL_RECORDING_ERROR_OPEN,    /* the file cannot be opened or made */
  SOL_RECORDING_ERROR_EXISTS,  /* a file of that name is there */
  SOL_RECORDING_ERROR_FORMAT,  /* it is no recording, or of a later version */
  SOL_RECORDING_ERROR_WRITE,   /* the disk is full, or says no */
  SOL_RECORDING_ERROR_READ,    /* damaged, or it went away */
  SOL_RECORDING_ERROR_INVALID, /* a setting that cannot be: the message names it */
} SolRecordingError;

GQuark sol_recording_error_quark (void);

typedef struct
{
  guint64 n_messages;
  gint64  first_ns, last_ns; /* Unix time of the first and of the last message; 0 without any */
} SolRecordingInfo;

G_END_DECLS
