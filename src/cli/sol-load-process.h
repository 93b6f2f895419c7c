/* sol-load-process.h: what another process has used
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CPU time of all threads of @pid in ns, user and system; negative when it cannot be told */
gint64 sol_load_process_get_cpu_ns       (int pid);

/* Memory of @pid that is its own and in core (RssAnon), octets; negative when it cannot be told */
gint64 sol_load_process_get_memory_bytes (int pid);

G_END_DECLS
