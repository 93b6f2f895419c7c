/* sol-wave-open.h: opens what a source of waves can play
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-wave-file.h"

G_BEGIN_DECLS

/* As sol_wave_file_open(), and recordings: what is an SQLite file, or is called `.soliton`. Not in the main thread.
 * Errors: those, and those of sol_recording_load() */
SolWaveFile *sol_wave_open (const char  *path,
                            GError     **error);

G_END_DECLS
