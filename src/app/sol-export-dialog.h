/* sol-export-dialog.h: asks what of the scope goes into a file, and as what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-export-job.h"

G_BEGIN_DECLS

#define SOL_TYPE_EXPORT_DIALOG (sol_export_dialog_get_type ())

/* Goes when the file is there; shows how far it is, and what hinders it. Signal: `saved` (const char *): the file */
G_DECLARE_FINAL_TYPE (SolExportDialog, sol_export_dialog, SOL, EXPORT_DIALOG, AdwWindow)

/* @modes: nullable: what it shows beside the picture over time can be exported as well; @nick: of the kind of file that
 * is proposed */
SolExportDialog *sol_export_dialog_new  (GtkWindow       *parent,
                                         SolScopeView    *view,
                                         SolScopeModes   *modes,
                                         const char      *nick);

/* As chosen in the dialog, into that file; one of that name is replaced */
void             sol_export_dialog_save (SolExportDialog *self,
                                         const char      *path);

G_END_DECLS
