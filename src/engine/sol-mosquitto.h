/* sol-mosquitto.h: the password and the access file of mosquitto, read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOL_MOSQUITTO_MAX_BYTES (16u << 20) /* of a file: some 100,000 users */

/**
 * sol_mosquitto_parse_passwords:
 * @text: with a zero behind it; lines of `NAME:HASH` as mosquitto_passwd writes them; empty lines and those that
 *   begin with # are passed over
 *
 * Thread: any. Errors: %SOL_ENGINE_ERROR_INVALID, the message names line and cure; nothing is half taken over.
 *
 * Returns: (transfer full) (element-type utf8): name → hash as the store keeps it
 */
GHashTable *sol_mosquitto_parse_passwords (const char  *text,
                                           gsize        length,
                                           GError     **error);

/**
 * sol_mosquitto_parse_acl:
 * @text: with a zero behind it; lines of `user NAME`, `topic [read|write|readwrite|deny] TOPIC`,
 *   `pattern [read|write|readwrite|deny] TOPIC`
 *
 * The order of the rules is that in which mosquitto asks: of each user first what is denied, then what is allowed,
 * then the patterns, denied ones first. Topics before the first user are those of anonymous clients. Where mosquitto
 * takes every subscription and withholds messages, a subscription here must be covered by a rule.
 *
 * Returns: (transfer full) (element-type SolAclRule): checked
 */
GPtrArray  *sol_mosquitto_parse_acl       (const char  *text,
                                           gsize        length,
                                           GError     **error);

G_END_DECLS
