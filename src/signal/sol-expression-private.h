/* sol-expression-private.h: the program that a formula becomes, and its filters
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-expression.h"

G_BEGIN_DECLS

#define SOL_EXPRESSION_BLOCK 256u   /* samples that one step works on: small enough to stay in the nearest cache */

typedef enum
{
  SOL_OP_CONSTANT,
  SOL_OP_INPUT,
  SOL_OP_TIME,
  SOL_OP_FILTER,    /* one operand, and a state */
  SOL_OP_UNARY,
  SOL_OP_BINARY,
} SolOpKind;

typedef double (*SolUnary)  (double x);
typedef void   (*SolBinary) (double       *out,
                             const double *a,
                             const double *b,
                             guint         n);

/* Postfix: takes its operands from the stack and leaves its value there */
typedef struct
{
  SolOpKind kind;
  union
  {
    double    constant;
    guint     index;      /* of the input or the filter */
    SolUnary  unary;
    SolBinary binary;
  };
} SolOp;

typedef enum
{
  SOL_FILTER_DIFF,
  SOL_FILTER_INTEGRAL,
  SOL_FILTER_MEAN,
  SOL_FILTER_LOWPASS,
  SOL_FILTER_LOWPASS1,
} SolFilterKind;

typedef struct
{
  SolFilterKind kind;
  double        parameter;           /* seconds or Hz */

  double        last_s, last;        /* NaN: there is none */
  double        step_s;              /* what the coefficients are for */
  double        b0, b1, b2, a1, a2;  /* of the second order; b0 alone of the first */
  double        s1, s2, sum;

  /* The window of mean(), owned: a ring that begins at @first */
  double       *times_s, *values;
  gsize         first, n, n_allocated;
} SolFilter;

void     sol_filter_init      (SolFilter     *self,
                               SolFilterKind  kind,
                               double         parameter);
void     sol_filter_clear     (SolFilter     *self);
void     sol_filter_interrupt (SolFilter     *self);
void     sol_filter_run       (SolFilter     *self,
                               const double  *times_s,
                               const double  *in,
                               double        *out,
                               guint          n);

struct _SolExpression
{
  SolOp      ops[SOL_EXPRESSION_MAX_OPS];
  guint      n_ops;
  SolFilter *filters;                /* owned */
  guint      n_filters;
  guint      used;                   /* a bit for each input */
  double   (*stack)[SOL_EXPRESSION_BLOCK]; /* owned: a row for each depth */
};

/* A function by its name */
typedef struct
{
  const char    *name;
  SolOpKind      kind;
  guint          n_arguments;
  SolUnary       unary;
  SolBinary      binary;
  SolFilterKind  filter;
} SolFunction;

const SolFunction *sol_function_find     (const char *name,
                                          gsize       length);
/* (transfer full): all names, for a message */
char              *sol_function_to_list  (void);
/* Of the signs + − * / ^ */
SolBinary          sol_function_get_sign (char        sign);
double             sol_function_negate   (double      x);

G_END_DECLS
