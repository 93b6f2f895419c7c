/* sol-export-dialog-private.h: what the dialog's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-export-dialog.h"

G_BEGIN_DECLS

/* In the order of the template's list */
typedef enum
{
  SOL_EXPORT_SHOWN,
  SOL_EXPORT_ALL,
  SOL_EXPORT_BETWEEN,  /* the cursors */
} SolExportStretch;

struct _SolExportDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolScopeView    *view;
  SolScopeModes   *modes;        /* nullable: a scope without */
  GCancellable    *cancellable;  /* nullable: of the job under way */
  GtkNativeDialog *chooser;      /* nullable: while it is open */
  GPtrArray       *offered;      /* SolChannel: as they were when the dialog opened */
  GPtrArray       *checks;       /* GtkCheckButton, borrowed: one a channel */
  char            *path;         /* nullable: being written */

  /* Template */
  GtkStack       *stack;
  AdwComboRow    *kind;
  AdwComboRow    *subject;
  AdwComboRow    *stretch;
  GtkWidget      *channels_group;
  GtkListBox     *channels;
  GtkWidget      *width_row;
  GtkWidget      *height_row;
  GtkWidget      *dark_row;
  GtkWidget      *rate_row;
  GtkSpinButton  *width;
  GtkSpinButton  *height;
  GtkSwitch      *dark;
  GtkSpinButton  *rate;
  GtkLabel       *summary;
  GtkWidget      *save;
  GtkLabel       *error;
  GtkLabel       *working;
  GtkProgressBar *progress;
};

/* sol-export-dialog-choice.c: what was chosen */
const SolExportKind *sol_export_dialog_get_kind     (SolExportDialog *self);
/* What a picture is of */
SolExportSubject     sol_export_dialog_get_subject  (SolExportDialog *self);
/* Both 0: all that is kept */
void                 sol_export_dialog_get_stretch  (SolExportDialog *self,
                                                     gint64          *begin_ns,
                                                     gint64          *end_ns);
/* Returns: (transfer full): of SolChannel */
GPtrArray           *sol_export_dialog_dup_channels (SolExportDialog *self);
/* A check for each trace; those that are shown are chosen */
void                 sol_export_dialog_add_channels (SolExportDialog *self);
/* Which rows there are, how many samples these are, and whether they can be saved */
void                 sol_export_dialog_update       (SolExportDialog *self);

/* sol-export-dialog-save.c: the job under way is left, and its file not made */
void                 sol_export_dialog_stop         (SolExportDialog *self);
void                 sol_export_dialog_show_error   (SolExportDialog *self,
                                                     const char      *message);

G_END_DECLS
