/* sol-application-open.c: a recording that a person chose, or a file manager hands over
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

void
sol_application_open_recording (SolApplication *self,
                                GFile          *file)
{
  SolWindow *window = sol_application_ensure_window (self);
  g_autofree char *path = g_file_get_path (file);

  gtk_window_present (GTK_WINDOW (window));
  if (path != NULL)
    sol_window_open_recording (window, path);
  else
    sol_window_toast (window, _("Only recordings on this computer can be opened."));
}
