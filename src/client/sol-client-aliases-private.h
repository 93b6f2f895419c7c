/* sol-client-aliases-private.h: topics that go by a number
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of one connection; both directions are independent: MQTT 5.0 §3.3.2.3.4 */
typedef struct
{
  GHashTable *outgoing; /* topic (owned) to alias; NULL while there is none */
  GPtrArray  *incoming; /* topics (owned) by alias - 1; NULL until one came */
  guint16     outgoing_maximum;
  guint16     incoming_maximum;
} SolClientAliases;

void        sol_client_aliases_init    (SolClientAliases *self,
                                        guint16           outgoing_maximum,
                                        guint16           incoming_maximum);
void        sol_client_aliases_clear   (SolClientAliases *self);

/**
 * sol_client_aliases_choose:
 * @topic: zero-terminated
 * @is_known: (out): the broker has heard of it, and the topic can be left out
 *
 * The first topics get aliases and keep them. Cost: a look-up, when aliases are in use.
 *
 * Returns: 0 for none
 */
guint16     sol_client_aliases_choose  (SolClientAliases *self,
                                        const char       *topic,
                                        gboolean         *is_known);

/* What an alias means from now on; Returns: FALSE for one beyond our maximum */
gboolean    sol_client_aliases_learn   (SolClientAliases *self,
                                        guint16           alias,
                                        const char       *topic,
                                        gsize             topic_len);

/* Returns: (nullable): the topic of @alias, zero-terminated, borrowed until the next learning */
const char *sol_client_aliases_resolve (const SolClientAliases *self,
                                        guint16                 alias);

G_END_DECLS
