/* sol-format.h: numbers and times as people read them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All: any thread; Returns: (transfer full), UTF-8, translated where it holds words */

/* `1 204`: groups of three, narrow spaces */
char *sol_format_count       (guint64  count);
/* `1 204`, `0.2`, `12.5`: three significant digits below 100 */
char *sol_format_rate        (double   rate);
/* `00:12:31`, `3 d 00:12:31` */
char *sol_format_duration    (gint64   duration_us);
/* `12:14:03`, with @millis `12:14:03.482`; local time; @t_us: Unix time */
char *sol_format_time_of_day (gint64   t_us,
                              gboolean millis);

/* Static: `5.0`, `3.1.1`, `3.1`; @version: SolMqttVersion */
const char *sol_format_version (guint8 version);

G_END_DECLS
