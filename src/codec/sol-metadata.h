/* sol-metadata.h: what payloads of some topics say about others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-hints.h"

G_BEGIN_DECLS

/* Of one channel: a topic and a path in its payloads. Strings are owned by the table. */
typedef struct
{
  const char *name;          /* nullable */
  const char *unit;          /* nullable */
  const char *device_class;  /* nullable: Home Assistant's word */
  double      expire_s;      /* a value older than this is stale; 0: not said */
  SolHints    hints;         /* of the topic as a whole, under the path "" */
} SolMetadataEntry;

/* Home Assistant's discovery, Homie 4 and 5, Zigbee2MQTT's list of devices, and `TOPIC/$meta`. At most 20,000 channels;
 * what comes behind is not taken. Belongs to one thread at a time. */
typedef struct _SolMetadata SolMetadata;

SolMetadata            *sol_metadata_new            (void);
void                    sol_metadata_free           (SolMetadata       *self);

/* Whether messages of @topic say something about others. Cost: a look at its levels */
gboolean                sol_metadata_is_source      (const char        *topic);

/* Reads such a message; one without a payload takes back what the topic said */
void                    sol_metadata_take           (SolMetadata       *self,
                                                     const char        *topic,
                                                     const guint8      *payload,
                                                     gsize              length);

/* Grows whenever something has changed */
guint                   sol_metadata_get_generation (const SolMetadata *self);

/* Returns: (nullable): valid until the next sol_metadata_take() */
const SolMetadataEntry *sol_metadata_find           (const SolMetadata *self,
                                                     const char        *topic,
                                                     const char        *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMetadata, sol_metadata_free)

G_END_DECLS
