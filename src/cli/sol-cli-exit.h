/* sol-cli-exit.h: the exit code that fits an error
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-cli.h"

G_BEGIN_DECLS

SolExit sol_cli_exit_for_error (const GError *error);

G_END_DECLS
