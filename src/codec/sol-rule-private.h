/* sol-rule-private.h: what a structured payload means, whatever its syntax
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"

G_BEGIN_DECLS

/* Each reads the tape from @root on and adds channels, or says FALSE with an error and has changed neither tape nor
 * samples, so that the next one can be tried. */
typedef gboolean (*SolRuleFunc) (SolDecoded  *self,
                                 guint32      root,
                                 GError     **error);

/* P01, P02, P03: arrays of samples, with their rate and time beside them */
gboolean sol_rule_waveform (SolDecoded *self, guint32 root, GError **error);

/* One channel a path; of an array of objects (P04) a sample each, at its own time */
gboolean sol_rule_fields   (SolDecoded *self, guint32 root, GError **error);
gboolean sol_rule_records  (SolDecoded *self, guint32 root, GError **error);

/* P16, P17: records of SenML */
gboolean sol_rule_senml    (SolDecoded *self, guint32 root, GError **error);

/* The first of them that fits: for syntaxes that follow the rules of JSON */
gboolean sol_rule_any      (SolDecoded *self, guint32 root, GError **error);

/* Where the family that the topic is of keeps its values: 0 without one */
guint32  sol_rule_get_root (const SolDecoded *self);

/* Rows of the same number of samples each: for sol_rule_waveform() */
gboolean sol_rule_are_rows (const SolDecoded *self, guint32 node);
gboolean sol_rule_add_rows (SolDecoded *self, guint32 node);

/* What @key says, for all of them */
gboolean sol_key_is_samples (const char *key);
gboolean sol_key_is_time    (const char *key);
gboolean sol_key_is_unit    (const char *key);

/* Returns: samples a second when @key states a rate or a period, else 0 */
double   sol_key_get_rate   (const char *key,
                             double      value);

/* The unit that a TEXT under a unit's key states: NULL when it is too long to be one. Borrowed from the tape. */
const char *
         sol_rule_get_unit  (const SolTape *tape,
                             const SolNode *node);

typedef struct
{
  double           value;
  const char      *unit;    /* borrowed, nullable */
  const SolStates *states;  /* borrowed, nullable */
} SolLeaf;

/* Called for every number, bool, number with a unit and known word below a node; its path is in @self->path */
typedef gboolean (*SolLeafFunc) (SolDecoded    *self,
                                 const SolLeaf *leaf,
                                 gpointer       user_data);

/* @skip: a child of @node to leave out, 0 for none. Returns: FALSE when @func did */
gboolean sol_rule_foreach_leaf (SolDecoded  *self,
                                guint32      node,
                                guint32      skip,
                                SolLeafFunc  func,
                                gpointer     user_data);

G_END_DECLS
