/* packet.h: one control packet, parsed, written, parsed again
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"

/* Of each target: the types of its family, ended by 0 */
extern const guint8 packet_types[];

/* Of each target: parses @frame and appends what was understood to @out.
 * Returns: FALSE with @error set when it is no packet */
gboolean packet_rewrite (const SolMqttFrame  *frame,
                         guint8               version,
                         GByteArray          *out,
                         GError             **error);
