/* recording-support.h: a recording to open and to replay
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @n messages on @topic, `0`, `1` and so on, the first at @begin_ns of Unix time and one each @step_ns; written when
 * this returns */
void support_record (const char *path,
                     const char *topic,
                     guint       n,
                     gint64      begin_ns,
                     gint64      step_ns);

G_END_DECLS
