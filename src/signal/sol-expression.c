/* sol-expression.c: a compiled formula, run over blocks of samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-expression-private.h"

#include <string.h>

/* Each step works on a whole block before the next one begins: deciding what to do costs once a block and not once a
 * sample. The stack holds pointers, so that a signal is not copied to be an operand. */

typedef struct
{
  SolExpression       *expression;
  const double        *times_s;
  const double *const *inputs;
  gsize                begin;
  guint                n;
  const double        *operands[SOL_EXPRESSION_MAX_DEPTH];
  guint                depth;
} Run;

static void
push_constant (Run    *self,
               double  constant)
{
  double *row = self->expression->stack[self->depth];

  for (guint i = 0; i < self->n; i++)
    row[i] = constant;
  self->operands[self->depth++] = row;
}

static void
run_unary (Run      *self,
           SolUnary  unary)
{
  const double *operand = self->operands[self->depth - 1];
  double *row = self->expression->stack[self->depth - 1];

  for (guint i = 0; i < self->n; i++)
    row[i] = unary (operand[i]);
  self->operands[self->depth - 1] = row;
}

static void
run_filter (Run   *self,
            guint  filter)
{
  double *row = self->expression->stack[self->depth - 1];

  sol_filter_run (&self->expression->filters[filter], self->times_s + self->begin, self->operands[self->depth - 1],
                  row, self->n);
  self->operands[self->depth - 1] = row;
}

static void
run_binary (Run       *self,
            SolBinary  binary)
{
  double *row = self->expression->stack[--self->depth - 1];

  binary (row, self->operands[self->depth - 1], self->operands[self->depth], self->n);
  self->operands[self->depth - 1] = row;
}

static void
run_op (Run         *self,
        const SolOp *op)
{
  switch (op->kind)
    {
    case SOL_OP_CONSTANT:
      push_constant (self, op->constant);
      break;
    case SOL_OP_INPUT:
      self->operands[self->depth++] = self->inputs[op->index] + self->begin;
      break;
    case SOL_OP_TIME:
      self->operands[self->depth++] = self->times_s + self->begin;
      break;
    case SOL_OP_FILTER:
      run_filter (self, op->index);
      break;
    case SOL_OP_UNARY:
      run_unary (self, op->unary);
      break;
    case SOL_OP_BINARY:
    default:
      run_binary (self, op->binary);
      break;
    }
}

void
sol_expression_run (SolExpression       *self,
                    const double        *times_s,
                    const double *const *inputs,
                    gsize                n,
                    double              *values)
{
  for (gsize begin = 0; begin < n; begin += SOL_EXPRESSION_BLOCK)
    {
      Run run = { self, times_s, inputs, begin, (guint) MIN (n - begin, SOL_EXPRESSION_BLOCK) };

      for (guint i = 0; i < self->n_ops; i++)
        run_op (&run, &self->ops[i]);
      memcpy (values + begin, run.operands[0], run.n * sizeof (double));
    }
}

gboolean
sol_expression_uses (const SolExpression *self,
                     guint                input)
{
  return input < SOL_EXPRESSION_MAX_INPUTS && (self->used & (1u << input)) != 0;
}

void
sol_expression_interrupt (SolExpression *self)
{
  for (guint i = 0; i < self->n_filters; i++)
    sol_filter_interrupt (&self->filters[i]);
}

void
sol_expression_restart (SolExpression *self)
{
  sol_expression_interrupt (self);
  for (guint i = 0; i < self->n_filters; i++)
    self->filters[i].sum = 0.0;
}

void
sol_expression_free (SolExpression *self)
{
  for (guint i = 0; i < self->n_filters; i++)
    sol_filter_clear (&self->filters[i]);
  g_free (self->filters);
  g_free (self->stack);
  g_free (self);
}
