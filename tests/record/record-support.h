/* record-support.h: recordings in a folder that goes away
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recording-writer.h"

G_BEGIN_DECLS

/* 2026-01-01T00:00:00Z */
#define T0_NS G_GINT64_CONSTANT (1767225600000000000)
#define MS_NS G_GINT64_CONSTANT (1000000)

typedef struct
{
  char *folder;
  char *path;   /* of a recording that is not there yet */
} Fixture;

void                fixture_set_up    (Fixture            *fixture,
                                       gconstpointer       data);
void                fixture_tear_down (Fixture            *fixture,
                                       gconstpointer       data);

SolRecordingWriter *start_recording   (Fixture            *fixture);
/* At @at_ms behind T0_NS */
void                record_text       (SolRecordingWriter *writer,
                                       gint64              at_ms,
                                       const char         *topic,
                                       const char         *text);
/* Waits for the state, at most 20 s */
void                wait_for_state    (SolRecordingWriter *writer,
                                       SolRecordingState   state);
/* Until the file is complete, and frees */
void                finish_recording  (SolRecordingWriter *writer);

G_END_DECLS
