/* sol-admin-recording-private.h: names of recordings in requests
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-request-private.h"
#include "sol-engine-recording.h"

G_BEGIN_DECLS

/**
 * sol_admin_read_recording:
 * @is_required: without it a missing name is made of date and time
 *
 * Of the body's `name`, which cannot lead out of the folder of recordings.
 *
 * Returns: (transfer full) (nullable): the file; NULL after a problem was answered
 */
char *sol_admin_read_recording (SolAdminRequest *request,
                                gboolean         is_required);

G_END_DECLS
