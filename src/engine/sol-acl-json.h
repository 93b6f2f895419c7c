/* sol-acl-json.h: access rules and bans as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-acl-rule.h"
#include "sol-ban.h"

G_BEGIN_DECLS

/* `{"who":"user","user":"lab","operation":"publish","allow":true,"filter":"bench/#"}`; who is everybody, anonymous or
 * user; operation is publish, subscribe or both. Returns: (transfer full) */
JsonObject *sol_acl_rule_to_json    (const SolAclRule *rule);
JsonArray  *sol_acl_rules_to_json   (const GPtrArray  *rules);

/* Errors: %SOL_BROKER_ERROR_INVALID with the number of the rule. Returns: (transfer full) (element-type SolAclRule):
 * checked */
GPtrArray  *sol_acl_rules_from_json (JsonArray        *array,
                                     GError          **error);

/* `publish`, `subscribe`, `both` */
const char *sol_acl_operation_name  (SolAclOperation   operation);
gboolean    sol_acl_operation_parse (const char       *name,
                                     SolAclOperation  *operation);

/* `{"kind":"client","value":"esp32","since":…,"until":…}`, Unix time; until is null for ever. Returns: (transfer full)
 */
JsonObject *sol_ban_to_json         (const SolBan     *ban);

G_END_DECLS
