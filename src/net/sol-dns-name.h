/* sol-dns-name.h: a domain name between its octets and a text
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text is UTF-8: labels with a dot between them, no dot at the end. Within a label a dot and a
 * backslash stand behind a backslash, and a control character, or an octet that is no UTF-8, is
 * written `\ddd`. Two texts are of one name when g_ascii_strcasecmp() says so.
 * Source: RFC 1035 §3.1, §4.1.4, §5.1; RFC 6762 §16 (UTF-8). */

/**
 * sol_dns_name_read:
 * @data: (array length=length): the whole message: a compressed name points back into it
 * @offset: (inout): where the name begins, then the octet behind it
 *
 * Cost: bounded by the 255 octets a name may have, however @data points.
 *
 * Returns: (transfer full) (nullable): NULL when it is malformed
 */
char    *sol_dns_name_read      (const guint8 *data,
                                 gsize         length,
                                 gsize        *offset);

/* Appends the octets of @name, without compression. Its labels have at most 63 octets. */
void     sol_dns_name_write     (const char   *name,
                                 GByteArray   *octets);

/* A label as it stands in a text. @label: at most 63 octets are taken, whole characters.
 * Returns: (transfer full) */
char    *sol_dns_name_escape    (const char   *label);

/* The first label of @name for a person to read: valid UTF-8 without control characters.
 * Returns: (transfer full) */
char    *sol_dns_name_dup_label (const char   *name);

G_END_DECLS
