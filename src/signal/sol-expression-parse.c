/* sol-expression-parse.c: from the text of a formula to its program
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-expression-parser-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-signal-error.h"

/* Recursive descent, a function a rank:
 *
 *   sum     = product { ( + | - ) product }
 *   product = sign { ( * | / ) sign }
 *   sign    = ( + | - ) sign | power
 *   power   = value [ ^ sign ]
 *   value   = number | name | name ( sum { , sum } ) | ( sum ) | "name"
 *
 * Each leaves the steps for its value at the end of the program. */

static gboolean parse_sum  (SolParser *self);
static gboolean parse_sign (SolParser *self);

static void
skip_space (SolParser *self)
{
  while (g_ascii_isspace (*self->at))
    self->at++;
}

/* Whether the next sign is @sign; then it is taken */
static gboolean
take (SolParser *self,
      char       sign)
{
  skip_space (self);
  if (*self->at != sign)
    return FALSE;
  self->at++;
  skip_space (self);
  return TRUE;
}

static gboolean
parse_arguments (SolParser *self,
                 guint     *n)
{
  *n = 0;
  do
    {
      if (!parse_sum (self))
        return FALSE;
      ++*n;
    }
  while (take (self, ','));
  return take (self, ')') || sol_parser_fail_token (self, _("a comma, ) or one of + - * / ^"));
}

static gboolean
parse_call (SolParser  *self,
            const char *name,
            gsize       length)
{
  const SolFunction *function = sol_function_find (name, length);
  guint n;

  if (function == NULL)
    return sol_parser_fail_name (self, name, length);
  if (!parse_arguments (self, &n))
    return FALSE;
  if (n == function->n_arguments)
    return sol_parser_emit_function (self, name, function);
  g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
               _("Character %u: wrong number of values for %s: %u, expected %u; separate them by commas"),
               sol_parser_get_position (self, name), function->name, n, function->n_arguments);
  return FALSE;
}

static gboolean
parse_name (SolParser *self)
{
  const char *name = self->at;
  gsize length;
  guint input;

  while (g_ascii_isalnum (*self->at) || *self->at == '_')
    self->at++;
  length = (gsize) (self->at - name);
  if (take (self, '('))
    return parse_call (self, name, length);
  if (sol_parser_find_input (self, name, length, &input))
    return sol_parser_emit_input (self, input);
  if (length == 1 && *name == 't')
    return sol_parser_emit (self, &(SolOp) { SOL_OP_TIME }, 0);
  if (length == 1 && *name == 'e')
    return sol_parser_emit_constant (self, G_E);
  if (length == 2 && memcmp (name, "pi", 2) == 0)
    return sol_parser_emit_constant (self, G_PI);
  return sol_parser_fail_name (self, name, length);
}

static gboolean
parse_quoted (SolParser *self)
{
  const char *name = self->at, *end = strchr (name, '"');
  guint input;

  if (end == NULL)
    {
      self->at = name + strlen (name);
      return sol_parser_fail_token (self, "\"");
    }
  self->at = end + 1;
  if (sol_parser_find_input (self, name, (gsize) (end - name), &input))
    return sol_parser_emit_input (self, input);
  return sol_parser_fail_name (self, name, (gsize) (end - name));
}

static gboolean
parse_number (SolParser *self)
{
  char *end;
  double number = g_ascii_strtod (self->at, &end);

  if (end == self->at || !isfinite (number))
    return sol_parser_fail_token (self, _("a number"));
  self->at = end;
  return sol_parser_emit_constant (self, number);
}

static gboolean
parse_brackets (SolParser *self)
{
  if (!parse_sum (self))
    return FALSE;
  return take (self, ')') || sol_parser_fail_token (self, _(") or one of + - * / ^"));
}

static gboolean
parse_value (SolParser *self)
{
  if (take (self, '('))
    return parse_brackets (self);
  if (*self->at == '"')
    {
      self->at++;
      return parse_quoted (self);
    }
  if (g_ascii_isdigit (*self->at) || *self->at == '.')
    return parse_number (self);
  if (g_ascii_isalpha (*self->at) || *self->at == '_')
    return parse_name (self);
  return sol_parser_fail_token (self, _("a number, a signal, a function or ("));
}

static gboolean
parse_power (SolParser *self)
{
  if (!parse_value (self))
    return FALSE;
  return !take (self, '^') || (parse_sign (self) && sol_parser_emit_sign (self, '^'));
}

/* What is nested in whatever way comes through here, and is bounded by the calls that it takes */
static gboolean
parse_sign (SolParser *self)
{
  gboolean is_good, is_negative = take (self, '-');

  if (++self->n_levels > SOL_EXPRESSION_MAX_DEPTH)
    return sol_parser_fail_size (self);
  if (is_negative || take (self, '+'))
    is_good = parse_sign (self);
  else
    is_good = parse_power (self);
  self->n_levels--;
  if (!is_good || !is_negative)
    return is_good;
  return sol_parser_emit (self, &(SolOp) { SOL_OP_UNARY, .unary = sol_function_negate }, 1);
}

static gboolean
parse_product (SolParser *self)
{
  if (!parse_sign (self))
    return FALSE;
  while (TRUE)
    {
      char sign = take (self, '*') ? '*' : take (self, '/') ? '/' : '\0';

      if (sign == '\0')
        return TRUE;
      if (!parse_sign (self) || !sol_parser_emit_sign (self, sign))
        return FALSE;
    }
}

static gboolean
parse_sum (SolParser *self)
{
  if (!parse_product (self))
    return FALSE;
  while (TRUE)
    {
      char sign = take (self, '+') ? '+' : take (self, '-') ? '-' : '\0';

      if (sign == '\0')
        return TRUE;
      if (!parse_product (self) || !sol_parser_emit_sign (self, sign))
        return FALSE;
    }
}

static gboolean
parse (SolParser *self)
{
  const char *end;

  if (!g_utf8_validate (self->text, -1, &end))
    {
      g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
                   _("Character %u is not UTF-8 text; type it again"), sol_parser_get_position (self, end));
      return FALSE;
    }
  if (g_utf8_strlen (self->text, -1) > SOL_EXPRESSION_MAX_TEXT)
    return sol_parser_fail_size (self);
  skip_space (self);
  if (!parse_sum (self))
    return FALSE;
  return *self->at == '\0' || sol_parser_fail_token (self, _("one of + - * / ^ or the end"));
}

SolExpression *
sol_expression_new (const char        *text,
                    const char *const *names,
                    guint              n_names,
                    GError           **error)
{
  g_autoptr (SolExpression) self = g_new0 (SolExpression, 1);
  SolParser parser = {
    .expression = self, .text = text, .at = text, .names = names, .n_names = n_names, .error = error,
  };

  g_return_val_if_fail (n_names <= SOL_EXPRESSION_MAX_INPUTS, NULL);

  if (!parse (&parser))
    return NULL;
  self->stack = g_malloc_n (parser.max_depth, sizeof *self->stack);
  return g_steal_pointer (&self);
}
