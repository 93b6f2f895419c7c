/* sol-rule-senml.c: sensor measurement lists
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-points-private.h"
#include "sol-quantity-private.h"
#include "sol-rule-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: RFC 8428: base values hold from their record on (§4.1), a time below 2^28 counts from now on (§4.5.3). In
 * CBOR the labels are numbers (§6, table 4), which the walker writes as decimal text. */

#define RELATIVE_NS (G_GINT64_CONSTANT (268435456) * 1000000000)

typedef enum { BN, BT, BU, BV, BS, BVER, NAME, UNIT, VALUE, STRING, BOOL, DATA, SUM, TIME, UPDATE, N_LABELS } Label;

static const struct
{
  const char *key, *number;
} labels[N_LABELS] = {
  [BN] = { "bn", "-2" },     [BT] = { "bt", "-3" },   [BU] = { "bu", "-4" },   [BV] = { "bv", "-5" },
  [BS] = { "bs", "-6" },     [BVER] = { "bver", "-1" }, [NAME] = { "n", "0" }, [UNIT] = { "u", "1" },
  [VALUE] = { "v", "2" },    [STRING] = { "vs", "3" }, [BOOL] = { "vb", "4" }, [DATA] = { "vd", "8" },
  [SUM] = { "s", "5" },      [TIME] = { "t", "6" },   [UPDATE] = { "ut", "7" },
};

typedef struct
{
  const char *name, *unit;
  double      value, sum;
  gint64      time_ns;
} Base;

/* The record's members by label; FALSE when one has no label of ours */
static gboolean
find_labels (const SolTape  *tape,
             guint32         record,
             const SolNode **found)
{
  memset (found, 0, N_LABELS * sizeof *found);
  SOL_TAPE_FOREACH (tape, record, child)
    {
      const SolNode *node = sol_tape_get_node (tape, child);
      const char *key = sol_tape_get_key (tape, node);
      guint label = 0;

      while (label < N_LABELS && strcmp (key, labels[label].key) != 0 && strcmp (key, labels[label].number) != 0)
        label++;
      if (label == N_LABELS)
        return FALSE;
      found[label] = node;
    }
  return TRUE;
}

static gboolean
is_senml (const SolTape *tape,
          guint32        root)
{
  const SolNode *list = sol_tape_get_node (tape, root), *found[N_LABELS];
  gboolean has_value = FALSE, has_name = FALSE;

  if (list->type != SOL_NODE_ARRAY)
    return FALSE;
  SOL_TAPE_FOREACH (tape, root, record)
    {
      if (sol_tape_get_node (tape, record)->type != SOL_NODE_MAP || !find_labels (tape, record, found))
        return FALSE;
      has_name |= found[BN] != NULL || found[NAME] != NULL;
      has_value |= found[VALUE] != NULL || found[STRING] != NULL || found[BOOL] != NULL || found[SUM] != NULL
                   || found[DATA] != NULL;
    }
  return has_value && has_name;
}

static gint64
get_time_ns (const SolNode *node)
{
  SolDecimal number = { 0 };
  gint64 ns;

  if (node == NULL || node->type != SOL_NODE_NUMBER)
    return 0;
  number = (SolDecimal) { .mantissa = node->mantissa, .exponent = node->exponent, .is_negative = node->is_negative };
  if (node->is_exact && sol_decimal_to_fixed (&number, 9, &ns))
    return ns;
  return node->number > -9e9 && node->number < 9e9 ? (gint64) (node->number * 1e9) : 0;
}

static double
get_number (const SolNode *node,
            double         fallback)
{
  return node != NULL && node->type == SOL_NODE_NUMBER ? node->number : fallback;
}

static const char *
get_text (const SolTape *tape,
          const SolNode *node,
          const char    *fallback)
{
  return node != NULL && node->type == SOL_NODE_TEXT ? sol_tape_get_text (tape, node) : fallback;
}

static void
note_base (const SolTape  *tape,
           const SolNode **found,
           Base           *base)
{
  base->name = get_text (tape, found[BN], base->name);
  base->unit = get_text (tape, found[BU], base->unit);
  base->value = get_number (found[BV], base->value);
  base->sum = get_number (found[BS], base->sum);
  if (found[BT] != NULL)
    base->time_ns = get_time_ns (found[BT]);
}

/* What is below 2^28 s counts from the arrival; 0 is now, which needs no saying */
static SolStamp
get_stamp (const SolNode **found,
           const Base     *base)
{
  gint64 ns = 0;

  if (__builtin_add_overflow (base->time_ns, get_time_ns (found[TIME]), &ns) || ns == 0)
    return (SolStamp) { SOL_STAMP_NONE, 0 };
  return (SolStamp) { ABS (ns) < RELATIVE_NS ? SOL_STAMP_ARRIVAL : SOL_STAMP_UNIX, ns };
}

static gboolean
add_record (SolDecoded     *self,
            const SolNode **found,
            const Base     *base)
{
  const char *unit = get_text (&self->tape, found[UNIT], base->unit);
  SolStamp stamp = get_stamp (found, base);
  const SolStates *states;
  double value;

  g_string_assign (self->path, base->name);
  g_string_append (self->path, get_text (&self->tape, found[NAME], ""));
  if (unit != NULL)
    unit = sol_unit_normalize (unit);
  if (found[VALUE] != NULL && found[VALUE]->type == SOL_NODE_NUMBER)
    return sol_points_add (self, found[VALUE]->number + base->value, &stamp, unit, NULL);
  if (found[BOOL] != NULL && found[BOOL]->type == SOL_NODE_BOOL)
    return sol_points_add (self, found[BOOL]->number, &stamp, NULL, sol_states_get_bool ());
  if (found[STRING] != NULL && found[STRING]->type == SOL_NODE_TEXT)
    {
      states = sol_states_find (sol_tape_get_text (&self->tape, found[STRING]), found[STRING]->n, &value);
      return states == NULL || sol_points_add (self, value, &stamp, NULL, states);
    }
  if (found[SUM] != NULL)
    return sol_points_add (self, get_number (found[SUM], 0.0) + base->sum, &stamp, NULL, NULL);
  return TRUE;
}

gboolean
sol_rule_senml (SolDecoded  *self,
                guint32      root,
                GError     **error)
{
  const SolNode *found[N_LABELS];
  Base base = { .name = "" };
  gboolean is_ok = is_senml (&self->tape, root);

  SOL_TAPE_FOREACH (&self->tape, root, record)
    {
      if (!is_ok)
        break;
      find_labels (&self->tape, record, found);
      note_base (&self->tape, found, &base);
      is_ok = add_record (self, found, &base);
    }
  if (is_ok && sol_points_finish (self))
    return TRUE;
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
                       _("Not a SenML list: expected records such as {\"n\":\"u1\",\"u\":\"V\",\"v\":3.25}"));
  return FALSE;
}
