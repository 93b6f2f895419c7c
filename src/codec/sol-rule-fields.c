/* sol-rule-fields.c: maps of numbers, one channel a path
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-quantity-private.h"
#include "sol-rule-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* `{"a":{"b":1},"c":[2,3]}` has the channels a/b, c/0 and c/1. Words that say a state are channels, other text and null
 * are none; neither is a member that is the time of the whole. */

typedef struct
{
  SolLeafFunc func;
  gpointer    user_data;
} Visit;

static gboolean visit_node (SolDecoded  *self,
                            guint32      at,
                            const Visit *visit);

static gsize
push_level (GString *path)
{
  gsize length = path->len;

  if (length > 0)
    g_string_append_c (path, '/');
  return length;
}

static gboolean
visit_numbers (SolDecoded    *self,
               const SolNode *node,
               const Visit   *visit)
{
  gsize length = push_level (self->path), first = node->first;
  gboolean is_ok = TRUE;

  for (guint32 i = 0; i < node->n && is_ok; i++)
    {
      SolLeaf leaf = { .value = self->values[first + i] };

      g_string_append_printf (self->path, "%u", i);
      is_ok = !isfinite (leaf.value) || visit->func (self, &leaf, visit->user_data);
      g_string_truncate (self->path, length + (length > 0));
    }
  g_string_truncate (self->path, length);
  return is_ok;
}

static gboolean
visit_children (SolDecoded  *self,
                guint32      at,
                guint32      skip,
                const Visit *visit)
{
  gboolean is_map = sol_tape_get_node (&self->tape, at)->type == SOL_NODE_MAP, is_ok = TRUE;
  guint32 i = 0;

  SOL_TAPE_FOREACH (&self->tape, at, child)
    {
      gsize length = push_level (self->path);

      if (is_map)
        g_string_append (self->path, sol_tape_get_key (&self->tape, sol_tape_get_node (&self->tape, child)));
      else
        g_string_append_printf (self->path, "%u", i++);
      is_ok = child == skip || visit_node (self, child, visit);
      g_string_truncate (self->path, length);
      if (!is_ok)
        break;
    }
  return is_ok;
}

/* A word that says a state, or a number with its unit; numbers alone in quotes are versions and serial numbers */
static gboolean
visit_text (SolDecoded    *self,
            const SolNode *node,
            const Visit   *visit)
{
  const char *text = sol_tape_get_text (&self->tape, node);
  SolQuantity quantity;
  SolLeaf leaf = { 0 };

  if ((leaf.states = sol_states_find (text, node->n, &leaf.value)) != NULL)
    return visit->func (self, &leaf, visit->user_data);
  if (!sol_quantity_scan (text, node->n, &quantity) || quantity.unit == NULL)
    return TRUE;
  leaf.value = quantity.value;
  leaf.unit = quantity.unit;
  return visit->func (self, &leaf, visit->user_data);
}

static gboolean
visit_node (SolDecoded  *self,
            guint32      at,
            const Visit *visit)
{
  const SolNode *node = sol_tape_get_node (&self->tape, at);
  SolLeaf leaf = { .value = node->number };

  switch (node->type)
    {
    case SOL_NODE_MAP:
    case SOL_NODE_ARRAY:
      return visit_children (self, at, 0, visit);
    case SOL_NODE_NUMBERS:
      return visit_numbers (self, node, visit);
    case SOL_NODE_NUMBER:
      return !isfinite (node->number) || visit->func (self, &leaf, visit->user_data);
    case SOL_NODE_BOOL:
      leaf.states = sol_states_get_bool ();
      return visit->func (self, &leaf, visit->user_data);
    case SOL_NODE_TEXT:
      return visit_text (self, node, visit);
    default:
      return TRUE;
    }
}

gboolean
sol_rule_foreach_leaf (SolDecoded  *self,
                       guint32      node,
                       guint32      skip,
                       SolLeafFunc  func,
                       gpointer     user_data)
{
  Visit visit = { func, user_data };
  SolNodeType type = sol_tape_get_node (&self->tape, node)->type;

  g_string_truncate (self->path, 0);
  if (type == SOL_NODE_MAP || type == SOL_NODE_ARRAY)
    return visit_children (self, node, skip, &visit);
  return visit_node (self, node, &visit);
}

/* `t` may be a temperature: only a time of day counts as time, or seconds since boot under a longer name */
static gboolean
is_time (SolDecoded    *self,
         const SolNode *node,
         const char    *key)
{
  SolStamp stamp;

  if (!sol_key_is_time (key))
    return FALSE;
  if (!sol_stamp_from_node (&self->tape, node, &stamp))
    {
      self->is_local |= sol_stamp_is_local (&self->tape, node);
      return FALSE;
    }
  if (stamp.kind != SOL_STAMP_UNIX && strlen (key) <= 2)
    return FALSE;
  self->stamp = stamp;
  return TRUE;
}

static guint32
find_time (SolDecoded *self,
           guint32     root)
{
  SOL_TAPE_FOREACH (&self->tape, root, child)
    {
      const SolNode *node = sol_tape_get_node (&self->tape, child);

      if (is_time (self, node, sol_tape_get_key (&self->tape, node)))
        return child;
    }
  return 0;
}

/* A unit beside one value is the value's: {"value":21.5,"unit":"°C"} */
static void
find_unit (SolDecoded *self,
           guint32     root)
{
  if (self->n_channels != 1)
    return;
  SOL_TAPE_FOREACH (&self->tape, root, child)
    {
      const SolNode *node = sol_tape_get_node (&self->tape, child);

      if (sol_key_is_unit (sol_tape_get_key (&self->tape, node)))
        self->unit = sol_rule_get_unit (&self->tape, node);
    }
}

static gboolean
add_leaf (SolDecoded    *self,
          const SolLeaf *leaf,
          gpointer       user_data)
{
  gsize first = self->n_values;

  if (self->n_channels == SOL_DECODED_MAX_CHANNELS)
    return TRUE;
  if (!sol_decoded_add (self, leaf->value) || !sol_decoded_add_channel (self, self->path->str, first, 1))
    return FALSE;
  self->channels[self->n_channels - 1].states = leaf->states;
  self->channels[self->n_channels - 1].unit = leaf->unit;
  return TRUE;
}

gboolean
sol_rule_fields (SolDecoded  *self,
                 guint32      root,
                 GError     **error)
{
  if (sol_tape_get_node (&self->tape, root)->type == SOL_NODE_MAP
      && sol_rule_foreach_leaf (self, root, find_time (self, root), add_leaf, NULL) && self->n_channels > 0)
    {
      find_unit (self, root);
      return TRUE;
    }
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
                       _("The object holds no number"));
  return FALSE;
}
