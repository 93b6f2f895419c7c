/* sol-family.h: what is known of devices by their topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-format.h"

G_BEGIN_DECLS

/* One section of data/codec/families.ini, whose head says what the keys mean */
typedef struct
{
  char       *name;         /* as people call it */
  char      **topics;       /* patterns with + and # */
  char       *root;         /* a path in the payload, "" for the whole */
  char       *time;         /* a path in the payload; "" for none, "arrival" to take nothing for a time */
  char      **skip;         /* keys */
  GHashTable *units;        /* key → unit */
  GHashTable *unit_keys;    /* key → key of its unit */
  SolFormat   format;       /* AUTO: to be found out */
  double      rate_hz;      /* samples a second where the payload states none; 0: not known */
  gboolean    is_describing; /* payloads are about other topics */
} SolFamily;

/* A list of families. Whoever made it may add to it until decoders use it; then any thread may read it. */
typedef struct _SolFamilies SolFamilies;

/* Those that the program knows */
SolFamilies     *sol_families_new   (void);

/* Those of a text go before those there. Errors: #GKeyFileError with the line, %SOL_CODEC_ERROR_FORMAT for a section
 * without topics; nothing is added then */
gboolean         sol_families_add   (SolFamilies        *self,
                                     const char         *text,
                                     gsize               length,
                                     GError            **error);

/* Returns: (nullable) (transfer none): the first family that the topic belongs to. Cost: linear in patterns */
const SolFamily *sol_families_match (const SolFamilies  *self,
                                     const char         *topic);

SolFamilies     *sol_families_ref   (SolFamilies        *self);
void             sol_families_unref (SolFamilies        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolFamilies, sol_families_unref)

G_END_DECLS
