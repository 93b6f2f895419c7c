/* sol-metadata-private.h: the table of metadata, and who fills it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"
#include "sol-metadata.h"

G_BEGIN_DECLS

struct _SolMetadata
{
  GHashTable *entries;    /* owned: "topic\npath" → Record */
  SolDecoded  decoded;    /* for its tape */
  const char *source;     /* borrowed: the topic whose message is being read */
  guint       generation;
};

/* Any of the strings may be NULL: what was known of them stays. They are copied. */
void     sol_metadata_put         (SolMetadata            *self,
                                   const char             *topic,
                                   const char             *path,
                                   const SolMetadataEntry *said);

/* One source each: TRUE when the topic is one of its own */
gboolean sol_discovery_is_source  (const char    *topic);
void     sol_discovery_take       (SolMetadata   *self);
gboolean sol_homie_is_source      (const char    *topic);
void     sol_homie_take           (SolMetadata   *self,
                                   const guint8  *payload,
                                   gsize          length);
gboolean sol_zigbee_is_source     (const char    *topic);
void     sol_zigbee_take          (SolMetadata   *self);

/* The text of member @key of map @parent, NULL when it has none */
const char *sol_metadata_get_text   (const SolMetadata *self,
                                     guint32            parent,
                                     const char        *key);

G_END_DECLS
