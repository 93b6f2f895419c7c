/* sol-expression-parser-private.h: a formula on its way from text to program
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-expression-private.h"

G_BEGIN_DECLS

typedef struct
{
  SolExpression      *expression;
  const char         *text, *at;
  const char *const  *names;
  guint               n_names;
  guint               n_levels;          /* of calls, for what is nested */
  guint               depth, max_depth;  /* of the stack, when the program runs */
  GError            **error;
} SolParser;

/* FALSE with the error set: it did not fit, or may not stand here */
gboolean sol_parser_emit          (SolParser         *self,
                                   const SolOp       *op,
                                   guint              n_operands);
gboolean sol_parser_emit_constant (SolParser         *self,
                                   double             constant);
gboolean sol_parser_emit_sign     (SolParser         *self,
                                   char               sign);
gboolean sol_parser_emit_input    (SolParser         *self,
                                   guint              input);
/* @name: where it stands in the text, for errors */
gboolean sol_parser_emit_function (SolParser         *self,
                                   const char        *name,
                                   const SolFunction *function);

/* Whether there is a signal of that name */
gboolean sol_parser_find_input    (SolParser         *self,
                                   const char        *name,
                                   gsize              length,
                                   guint             *input);

/* Characters from 1 */
guint    sol_parser_get_position  (const SolParser   *self,
                                   const char        *at);

/* Always FALSE, with the error set */
gboolean sol_parser_fail_token    (SolParser         *self,
                                   const char        *expected);
gboolean sol_parser_fail_name     (SolParser         *self,
                                   const char        *name,
                                   gsize              length);
gboolean sol_parser_fail_size     (SolParser         *self);

G_END_DECLS
