/* sol-cli-notify.h: tells the service manager how things are
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: sd_notify(3): a datagram to the socket that NOTIFY_SOCKET names, in the file system or abstract (`@`).
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @state: assignments, one a line: `READY=1`. Does nothing where nobody listens; never blocks. */
void   sol_cli_notify                 (const char *state);

/* Returns: how often `WATCHDOG=1` is expected at least, in µs; 0 is never */
gint64 sol_cli_notify_get_watchdog_us (void);

G_END_DECLS
