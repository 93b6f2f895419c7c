/* sol-cli-recording.h: what record, replay and export have in common
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recording.h"

G_BEGIN_DECLS

/* The one operand behind the options. Returns: (transfer none) (nullable): the file */
const char *sol_cli_get_file       (char                   **rest,
                                    GError                 **error);

/* `500k`, `1.5G`: octets, with a suffix of 1000s. @text: (nullable): none is 0 */
gboolean    sol_cli_parse_size     (const char              *option,
                                    const char              *text,
                                    guint64                 *size,
                                    GError                 **error);

/**
 * sol_cli_parse_instant:
 * @text: (nullable): seconds from the recording's beginning, as in `12.5`, or a date and time, as in
 *   `2026-01-31T12:00:00Z`
 * @time_ns: (out): Unix time; untouched without @text
 */
gboolean    sol_cli_parse_instant  (const char              *option,
                                    const char              *text,
                                    const SolRecordingInfo  *info,
                                    gint64                  *time_ns,
                                    GError                 **error);

/* Reads the disk */
gboolean    sol_cli_read_info      (const char              *path,
                                    SolRecordingInfo        *info,
                                    GError                 **error);

/* What is under way is told on standard error from the first second on: a line that is written over on a terminal, else
 * a line every ten seconds */
typedef struct
{
  gint64   began_us;   /* monotonic */
  gint64   told_us;
  gboolean is_open;    /* a line stands on the terminal */
} SolCliProgress;

void        sol_cli_progress_begin (SolCliProgress          *self);
/* Is it time to tell? */
gboolean    sol_cli_progress_is_due (SolCliProgress         *self);
void        sol_cli_progress_tell  (SolCliProgress          *self,
                                    const char              *text);
/* Ends the line */
void        sol_cli_progress_end   (SolCliProgress          *self);

/* A SolRecordingFunc and SolReplayNotify: wakes the main loop, which looks itself */
void        sol_cli_wake_cb        (gpointer                 user_data);

/* The loop comes round at least ten times a second meanwhile. Returns: the source's id */
guint       sol_cli_start_ticking  (void);

G_END_DECLS
