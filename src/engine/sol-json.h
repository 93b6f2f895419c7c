/* sol-json.h: JSON objects from octets that nobody vouches for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sol_json_parse_object:
 * @data: (array length=length): UTF-8
 *
 * Thread: any. Cost: linear; json-glib's parser calls itself once a level, so at most 32 levels
 * are let through to it.
 * Errors: %SOL_CONFIG_ERROR_SYNTAX, the message says where: not JSON, not an object, too deep, a number
 * beyond a double, a text that is no UTF-8, or one with \u0000, which json-glib would cut off there.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *sol_json_parse_object (const char  *data,
                                   gsize        length,
                                   GError     **error);

/* Numbers without a fault of json-glib's generator. Returns: (transfer full): the text; @length (out) (optional) */
char       *sol_json_print        (JsonNode    *root,
                                   gboolean     pretty,
                                   gsize       *length);
/* @object: (transfer full). Returns: (transfer full): its text; @length (out) (optional) */
char       *sol_json_print_object (JsonObject  *object,
                                   gboolean     pretty,
                                   gsize       *length);

/* NULL for what is no text. Returns: (transfer none) (nullable) */
const char *sol_json_get_string    (JsonObject  *object,
                                    const char  *member);
/* 0 for what is no number */
double      sol_json_get_number    (JsonObject  *object,
                                    const char  *member);
/* NULL for what is none. Returns: (transfer none) (nullable) */
JsonObject *sol_json_get_object    (JsonObject  *object,
                                    const char  *member);
JsonArray  *sol_json_get_array     (JsonObject  *object,
                                    const char  *member);

G_END_DECLS
