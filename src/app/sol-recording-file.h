/* sol-recording-file.h: which file is recorded into, or read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A name with date and time. @folder: (nullable): a person's documents, or home, without one.
 * Returns: (transfer full) */
char            *sol_recording_file_dup_new_path (const char *folder);

/* Ask for a file, modal, when they are shown. Returns: (transfer full). @path: proposed */
GtkNativeDialog *sol_recording_file_choose_new   (GtkWindow  *parent,
                                                  const char *path);
/* @folder: (nullable): where recordings stand */
GtkNativeDialog *sol_recording_file_choose_one   (GtkWindow  *parent,
                                                  const char *folder);

G_END_DECLS
