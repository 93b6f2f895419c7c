/* sol-record-dialog.h: asks what to record, and where to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-recording.h"

G_BEGIN_DECLS

#define SOL_TYPE_RECORD_DIALOG (sol_record_dialog_get_type ())

/* Starts the engine's recorder with the source in use, and goes when it records; what hinders it is said here */
G_DECLARE_FINAL_TYPE (SolRecordDialog, sol_record_dialog, SOL, RECORD_DIALOG, AdwWindow)

/* @filters: (nullable): proposed; # when there is none */
SolRecordDialog *sol_record_dialog_new      (GtkWindow          *parent,
                                             SolEngine          *engine,
                                             const char * const *filters);
/* The file to record into. @replace: one that is there goes */
void             sol_record_dialog_set_path (SolRecordDialog    *self,
                                             const char         *path,
                                             gboolean            replace);

G_END_DECLS
