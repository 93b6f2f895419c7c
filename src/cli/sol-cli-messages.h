/* sol-cli-messages.h: a recording's messages as JSON, one a line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recording-load.h"

G_BEGIN_DECLS

/**
 * sol_cli_write_messages:
 * @settings: path, filters and stretch of it
 * @output: written beside itself, then put in place
 *
 * As `sub --format json` prints them. Blocks; looks at signals meanwhile.
 */
gboolean sol_cli_write_messages (const SolLoadSettings *settings,
                                 const char            *output,
                                 GCancellable          *cancellable,
                                 SolLoadFunc            progress,
                                 gpointer               progress_data,
                                 guint64               *n_messages,
                                 GError               **error);

G_END_DECLS
