/* sol-math-names.c: which channels an expression uses
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-names-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-expression.h"
#include "sol-signal-error.h"

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* As a whole word or in quotes; that it stands inside other quotes costs a place among the inputs and no more */
static gboolean
mentions (const char *text,
          const char *name)
{
  gsize length = strlen (name);

  if (length == 0)
    return FALSE;
  for (const char *at = strstr (text, name); at != NULL; at = strstr (at + 1, name))
    if ((at == text || !is_word (at[-1])) && !is_word (at[length]))
      return TRUE;
  return FALSE;
}

SolExpression *
sol_math_names_compile (const char         *text,
                        const char *const  *names,
                        const char *const  *inputs,
                        char             ***used_names,
                        char             ***used_inputs,
                        GError            **error)
{
  g_autoptr (GStrvBuilder) kept_names = g_strv_builder_new (), kept_inputs = g_strv_builder_new ();
  g_autoptr (GPtrArray) tried = g_ptr_array_new (), tried_inputs = g_ptr_array_new ();
  g_autoptr (SolExpression) expression = NULL;
  gboolean uses_any = FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    if (mentions (text, names[i]) && tried->len < SOL_EXPRESSION_MAX_INPUTS)
      {
        g_ptr_array_add (tried, (char *) names[i]);
        g_ptr_array_add (tried_inputs, (char *) inputs[i]);
      }
  expression = sol_expression_new (text, (const char *const *) tried->pdata, tried->len, error);
  if (expression == NULL)
    return NULL;
  for (guint i = 0; i < tried->len; i++)
    if (sol_expression_uses (expression, i))
      {
        uses_any = TRUE;
        g_strv_builder_add (kept_names, tried->pdata[i]);
        g_strv_builder_add (kept_inputs, tried_inputs->pdata[i]);
      }
  if (!uses_any)
    {
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
                   _("The expression uses no channel: write one, for example %s"),
                   names[0] != NULL ? names[0] : "CH1");
      return NULL;
    }
  if (used_names != NULL)
    *used_names = g_strv_builder_end (kept_names);
  if (used_inputs != NULL)
    *used_inputs = g_strv_builder_end (kept_inputs);
  return g_steal_pointer (&expression);
}
