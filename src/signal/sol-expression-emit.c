/* sol-expression-emit.c: the steps of a formula's program, and what is wrong with its text
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

/* Steps whose operands are all constants are run at once, so that 2 * pi * 50 costs nothing later and a filter can ask
 * for a constant. */

guint
sol_parser_get_position (const SolParser *self,
                         const char      *at)
{
  return (guint) g_utf8_pointer_to_offset (self->text, at) + 1;
}

gboolean
sol_parser_fail_token (SolParser  *self,
                       const char *expected)
{
  guint position = sol_parser_get_position (self, self->at);
  g_autofree char *token = g_strndup (self->at, *self->at != '\0' ? g_utf8_next_char (self->at) - self->at : 0);

  if (*token == '\0')
    g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
                 _("Character %u: the expression ends here, but %s must follow"), position, expected);
  else
    g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
                 _("Character %u: %s cannot stand here; expected %s"), position, token, expected);
  return FALSE;
}

gboolean
sol_parser_fail_size (SolParser *self)
{
  g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_TOO_LARGE,
               _("The expression is too large: at most %u characters, %u steps and brackets %u deep; split it over two "
                 "channels"),
               SOL_EXPRESSION_MAX_TEXT, SOL_EXPRESSION_MAX_OPS, SOL_EXPRESSION_MAX_DEPTH);
  return FALSE;
}

static double
run_constant (const SolOp *op,
              double       a,
              double       b)
{
  double value;

  if (op->kind == SOL_OP_UNARY)
    return op->unary (a);
  op->binary (&value, &a, &b, 1);
  return value;
}

/* Returns: whether the step and its operands became one constant */
static gboolean
fold (SolExpression *expression,
      const SolOp   *op,
      guint          n_operands)
{
  SolOp *first = &expression->ops[expression->n_ops - n_operands];

  if (n_operands == 0 || op->kind == SOL_OP_FILTER)
    return FALSE;
  for (guint i = 0; i < n_operands; i++)
    if (first[i].kind != SOL_OP_CONSTANT)
      return FALSE;
  first->constant = run_constant (op, first[0].constant, first[n_operands - 1].constant);
  expression->n_ops -= n_operands - 1;
  return TRUE;
}

gboolean
sol_parser_emit (SolParser   *self,
                 const SolOp *op,
                 guint        n_operands)
{
  SolExpression *expression = self->expression;

  self->depth = self->depth + 1 - n_operands;
  if (fold (expression, op, n_operands))
    return TRUE;
  if (expression->n_ops == SOL_EXPRESSION_MAX_OPS || self->depth > SOL_EXPRESSION_MAX_DEPTH)
    return sol_parser_fail_size (self);
  self->max_depth = MAX (self->max_depth, self->depth);
  expression->ops[expression->n_ops++] = *op;
  return TRUE;
}

gboolean
sol_parser_emit_constant (SolParser *self,
                          double     constant)
{
  return sol_parser_emit (self, &(SolOp) { SOL_OP_CONSTANT, .constant = constant }, 0);
}

gboolean
sol_parser_emit_sign (SolParser *self,
                      char       sign)
{
  return sol_parser_emit (self, &(SolOp) { SOL_OP_BINARY, .binary = sol_function_get_sign (sign) }, 2);
}

/* Returns: whether there is a signal of that name */
gboolean
sol_parser_find_input (SolParser  *self,
                       const char *name,
                       gsize       length,
                       guint      *input)
{
  for (guint i = 0; i < self->n_names; i++)
    if (strlen (self->names[i]) == length && memcmp (self->names[i], name, length) == 0)
      {
        *input = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
sol_parser_emit_input (SolParser *self,
                       guint      input)
{
  self->expression->used |= 1u << input;
  return sol_parser_emit (self, &(SolOp) { SOL_OP_INPUT, .index = input }, 0);
}

gboolean
sol_parser_fail_name (SolParser  *self,
                      const char *name,
                      gsize       length)
{
  g_autofree char *word = g_strndup (name, length), *functions = sol_function_to_list (), *signals = NULL;
  g_auto (GStrv) names = g_new0 (char *, self->n_names + 1);

  for (guint i = 0; i < self->n_names; i++)
    names[i] = g_strdup (self->names[i]);
  signals = g_strjoinv (" ", names);
  g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
               _("Character %u: there is no “%s”; the signals are: %s; the rest: t pi e %s"),
               sol_parser_get_position (self, name), word, signals, functions);
  return FALSE;
}

/* The last argument of a filter that has two: taken off the program again */
static gboolean
take_parameter (SolParser         *self,
                const char        *name,
                const SolFunction *function,
                double            *parameter)
{
  const SolOp *last = &self->expression->ops[self->expression->n_ops - 1];

  *parameter = 0.0;
  if (function->n_arguments < 2)
    return TRUE;
  if (last->kind == SOL_OP_CONSTANT && last->constant > 0.0 && isfinite (last->constant))
    {
      *parameter = last->constant;
      self->expression->n_ops--;
      self->depth--;
      return TRUE;
    }
  g_set_error (self->error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
               _("Character %u: the second value of %s must be a number above 0; write for example %s (ch1, 0.1)"),
               sol_parser_get_position (self, name), function->name, function->name);
  return FALSE;
}

gboolean
sol_parser_emit_function (SolParser         *self,
                          const char        *name,
                          const SolFunction *function)
{
  SolExpression *expression = self->expression;
  double parameter;

  if (function->kind == SOL_OP_UNARY)
    return sol_parser_emit (self, &(SolOp) { SOL_OP_UNARY, .unary = function->unary }, 1);
  if (function->kind == SOL_OP_BINARY)
    return sol_parser_emit (self, &(SolOp) { SOL_OP_BINARY, .binary = function->binary }, 2);
  if (!take_parameter (self, name, function, &parameter))
    return FALSE;
  expression->filters = g_renew (SolFilter, expression->filters, expression->n_filters + 1);
  sol_filter_init (&expression->filters[expression->n_filters], function->filter, parameter);
  return sol_parser_emit (self, &(SolOp) { SOL_OP_FILTER, .index = expression->n_filters++ }, 1);
}
