/* sol-cli-print.h: a message as the command line shows it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdio.h>

#include "sol-message.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_CLI_FORMAT_TEXT, /* nick text: the payload and a new line; to a terminal without control characters */
  SOL_CLI_FORMAT_JSON, /* nick json: a line each: topic, qos, retain, time, payload or payload_base64, properties */
  SOL_CLI_FORMAT_HEX,  /* nick hex: two digits an octet, and a new line */
  SOL_CLI_FORMAT_RAW,  /* nick raw: the payload's octets and nothing else */
} SolCliFormat;

gboolean sol_cli_format_from_nick (const char       *nick,
                                   SolCliFormat     *format);

/**
 * sol_cli_print_message:
 * @with_topic: the topic and a space first (text, hex)
 *
 * Returns: %FALSE when @out takes no more
 */
gboolean sol_cli_print_message    (FILE             *out,
                                   const SolMessage *message,
                                   SolCliFormat      format,
                                   gboolean          with_topic);

G_END_DECLS
