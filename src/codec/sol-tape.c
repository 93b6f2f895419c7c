/* sol-tape.c: a structured payload as a flat list of nodes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tape-private.h"

#include <math.h>
#include <string.h>

#define MAX_SINGLE (G_GINT64_CONSTANT (1) << 24) /* whole numbers up to here are exact in a float32 */

void
sol_tape_begin (SolDecoded *self)
{
  SolTape *tape = &self->tape;

  tape->n_nodes = 0;
  tape->depth = 0;
  tape->key = 0;
  tape->is_run = FALSE;
  g_string_truncate (tape->text, 0);
  g_string_append_c (tape->text, '\0');
}

gboolean
sol_tape_load (SolDecoded    *self,
               SolTapeFunc    func,
               const guint8  *payload,
               gsize          length,
               GError       **error)
{
  if (self->loaded == func)
    return TRUE;
  sol_decoded_reset (self);
  if (!func (self, payload, length, error))
    return FALSE;
  self->loaded = func;
  return TRUE;
}

gboolean
sol_tape_finish (SolDecoded *self)
{
  return self->tape.depth == 0 && self->tape.n_nodes > 0 && self->tape.nodes[0].next == self->tape.n_nodes;
}

/* Returns: NULL over the limit */
static SolNode *
add_node (SolDecoded  *self,
          SolNodeType  type)
{
  SolTape *tape = &self->tape;
  SolNode *node;

  if (tape->n_nodes == SOL_TAPE_MAX_NODES)
    return NULL;
  if (tape->n_nodes == tape->n_allocated)
    {
      tape->n_allocated = MAX (tape->n_allocated * 2, 32);
      tape->nodes = g_renew (SolNode, tape->nodes, tape->n_allocated);
    }
  node = &tape->nodes[tape->n_nodes++];
  *node = (SolNode) { .type = (guint8) type, .key = tape->key, .next = tape->n_nodes };
  tape->key = 0;
  if (tape->depth > 0)
    tape->nodes[tape->open[tape->depth - 1]].n++;
  return node;
}

/* What was taken for an array of numbers holds something else as well: each number gets its node */
static gboolean
spill (SolDecoded *self)
{
  gsize end = self->n_values;

  self->tape.is_run = FALSE;
  for (gsize i = self->tape.run; i < end; i++)
    {
      SolNode *node = add_node (self, isnan (self->values[i]) ? SOL_NODE_NULL : SOL_NODE_NUMBER);

      if (node == NULL)
        return FALSE;
      node->number = self->values[i];
    }
  self->n_values = self->tape.run;
  return TRUE;
}

static SolNode *
add_value (SolDecoded  *self,
           SolNodeType  type)
{
  if (self->tape.is_run && !spill (self))
    return NULL;
  return add_node (self, type);
}

static gboolean
open_container (SolDecoded  *self,
                SolNodeType  type)
{
  SolTape *tape = &self->tape;

  if (tape->depth == SOL_TAPE_MAX_DEPTH || add_value (self, type) == NULL)
    return FALSE;
  tape->open[tape->depth++] = tape->n_nodes - 1;
  return TRUE;
}

gboolean
sol_tape_open_map (SolDecoded *self)
{
  return open_container (self, SOL_NODE_MAP);
}

gboolean
sol_tape_open_array (SolDecoded *self)
{
  if (!open_container (self, SOL_NODE_ARRAY))
    return FALSE;
  self->tape.is_run = TRUE;
  self->tape.is_double = FALSE;
  self->tape.run = self->n_values;
  return TRUE;
}

gboolean
sol_tape_close (SolDecoded *self)
{
  SolTape *tape = &self->tape;
  SolNode *node;

  if (tape->depth == 0)
    return FALSE;
  node = &tape->nodes[tape->open[--tape->depth]];
  node->next = tape->n_nodes;
  tape->key = 0;
  if (!tape->is_run)
    return TRUE;
  node->type = SOL_NODE_NUMBERS;
  node->first = tape->run;
  node->n = (guint32) (self->n_values - tape->run);
  node->precision = tape->is_double ? SOL_PRECISION_DOUBLE : SOL_PRECISION_FLOAT32;
  tape->is_run = FALSE;
  return TRUE;
}

/* Puts the zero behind text that begins at @begin, and what is no UTF-8 right */
static gboolean
close_text (GString *text,
            gsize    begin)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate_len (text->str + begin, text->len - begin, NULL))
    {
      valid = g_utf8_make_valid (text->str + begin, (gssize) (text->len - begin));
      g_string_truncate (text, begin);
      g_string_append (text, valid);
    }
  g_string_append_c (text, '\0');
  return text->len <= G_MAXUINT32;
}

gboolean
sol_tape_key_at (SolDecoded *self,
                 gsize       begin)
{
  if (!close_text (self->tape.text, begin))
    return FALSE;
  self->tape.key = (guint32) begin;
  return TRUE;
}

gboolean
sol_tape_key (SolDecoded *self,
              const char *key,
              gsize       length)
{
  gsize begin = self->tape.text->len;

  g_string_append_len (self->tape.text, key, (gssize) length);
  return sol_tape_key_at (self, begin);
}

gboolean
sol_tape_text_at (SolDecoded *self,
                  gsize       begin)
{
  SolNode *node;

  if (!close_text (self->tape.text, begin) || (node = add_value (self, SOL_NODE_TEXT)) == NULL)
    return FALSE;
  node->text = begin;
  node->n = (guint32) (self->tape.text->len - begin - 1);
  return TRUE;
}

gboolean
sol_tape_text (SolDecoded *self,
               const char *text,
               gsize       length)
{
  gsize begin = self->tape.text->len;

  g_string_append_len (self->tape.text, text, (gssize) length);
  return sol_tape_text_at (self, begin);
}

gboolean
sol_tape_null (SolDecoded *self)
{
  return self->tape.is_run ? sol_decoded_add (self, NAN) : add_node (self, SOL_NODE_NULL) != NULL;
}

gboolean
sol_tape_bool (SolDecoded *self,
               gboolean    value)
{
  SolNode *node;

  if (self->tape.is_run)
    return sol_decoded_add (self, value ? 1.0 : 0.0);
  if ((node = add_node (self, SOL_NODE_BOOL)) == NULL)
    return FALSE;
  node->number = value ? 1.0 : 0.0;
  return TRUE;
}

gboolean
sol_tape_add_number (SolDecoded *self,
                     double      value)
{
  SolNode *node = add_node (self, SOL_NODE_NUMBER);

  if (node == NULL)
    return FALSE;
  node->number = value;
  return TRUE;
}

gboolean
sol_tape_decimal (SolDecoded       *self,
                  const SolDecimal *decimal)
{
  SolNode *node;

  if (self->tape.is_run)
    return sol_tape_number (self, sol_decimal_to_double (decimal));
  if (!sol_tape_add_number (self, sol_decimal_to_double (decimal)))
    return FALSE;
  node = &self->tape.nodes[self->tape.n_nodes - 1];
  node->is_exact = !decimal->is_truncated && ABS (decimal->exponent) <= G_MAXINT16;
  node->is_negative = decimal->is_negative;
  node->mantissa = decimal->mantissa;
  node->exponent = (gint16) CLAMP (decimal->exponent, -G_MAXINT16, G_MAXINT16);
  return TRUE;
}

gboolean
sol_tape_integer (SolDecoded *self,
                  gint64      value)
{
  SolDecimal decimal = { .mantissa = value < 0 ? -(guint64) value : (guint64) value, .is_negative = value < 0 };

  if (!self->tape.is_run)
    return sol_tape_decimal (self, &decimal);
  self->tape.is_double |= value > MAX_SINGLE || value < -MAX_SINGLE;
  return sol_decoded_add (self, (double) value);
}

double *
sol_tape_numbers (SolDecoded   *self,
                  gsize         n,
                  SolPrecision  precision)
{
  SolNode *node;

  /* An empty array has a place among the samples as well */
  if (!sol_decoded_reserve (self, MAX (n, 1)) || (node = add_value (self, SOL_NODE_NUMBERS)) == NULL)
    return NULL;
  node->first = self->n_values;
  node->n = (guint32) n;
  node->precision = (guint8) precision;
  self->n_values += n;
  return self->values + node->first;
}

guint32
sol_tape_find_member (const SolTape *self,
                      guint32        parent,
                      const char    *key)
{
  if (self->nodes[parent].type != SOL_NODE_MAP)
    return 0;
  SOL_TAPE_FOREACH (self, parent, child)
    if (strcmp (sol_tape_get_key (self, &self->nodes[child]), key) == 0)
      return child;
  return 0;
}

/* The child that @step names: a key, or a number in an array. Returns: 0 for none */
static guint32
find_step (const SolTape *self,
           guint32        parent,
           const char    *step,
           gsize          length)
{
  const SolNode *node = &self->nodes[parent];
  guint64 index = node->type == SOL_NODE_ARRAY ? g_ascii_strtoull (step, NULL, 10) : 0;

  if (node->type != SOL_NODE_MAP && (node->type != SOL_NODE_ARRAY || !g_ascii_isdigit (*step)))
    return 0;
  SOL_TAPE_FOREACH (self, parent, child)
    {
      const char *key = sol_tape_get_key (self, &self->nodes[child]);

      if (node->type == SOL_NODE_ARRAY ? index-- == 0 : strncmp (key, step, length) == 0 && key[length] == '\0')
        return child;
    }
  return 0;
}

gboolean
sol_tape_find_path (const SolTape *self,
                    guint32        root,
                    const char    *path,
                    guint32       *node)
{
  gsize length;

  for (*node = root; *path != '\0'; path += length + (path[length] == '/'))
    {
      length = strcspn (path, "/");
      *node = find_step (self, *node, path, length);
      if (*node == 0)
        return FALSE;
    }
  return TRUE;
}
