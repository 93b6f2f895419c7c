/* sol-math.c: a channel that is calculated from others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math.h"

#include <glib/gi18n.h>

#include "sol-follower.h"
#include "sol-signal-error.h"

#define LONGEST_LAG_NS (G_GINT64_CONSTANT (2) * 1000 * 1000 * 1000)
#define STEP_BACK_NS 1000000000
#define NS_PER_US 1000

struct _SolMath
{
  SolExpression *expression;    /* owned */
  SolChannel    *output;        /* owned */
  SolChannel   **channels;      /* owned, with a reference each */
  guint          n_channels;
  guint          master;        /* which of them sets the times */
  SolFollower   *followers;     /* owned: for each channel */
  double       (*rows)[SOL_PIECE_SIZE]; /* owned: what the followers read, for each channel */

  guint64        index;         /* of the master */
  gboolean       has_zero;
  gint64         zero_ns, last_ns;
  SolPieceBuffer buffer;
  double         times_s[SOL_PIECE_SIZE], values[SOL_PIECE_SIZE];
};

/* A name that is a word stands as it is, any other in quotes */
static char *
quote (const char *name)
{
  gboolean is_word = g_ascii_isalpha (*name);

  for (const char *at = name; *at != '\0'; at++)
    is_word &= g_ascii_isalnum (*at) || *at == '_';
  return is_word ? g_strdup (name) : g_strdup_printf ("\"%s\"", name);
}

char *
sol_math_kind_to_text (SolMathKind  kind,
                       const char  *a,
                       const char  *b,
                       double       parameter)
{
  g_autofree char *left = quote (a), *right = quote (b != NULL ? b : a);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (number, sizeof number, parameter);
  switch (kind)
    {
    case SOL_MATH_ADD:
      return g_strdup_printf ("%s + %s", left, right);
    case SOL_MATH_SUBTRACT:
      return g_strdup_printf ("%s - %s", left, right);
    case SOL_MATH_MULTIPLY:
      return g_strdup_printf ("%s * %s", left, right);
    case SOL_MATH_DIVIDE:
      return g_strdup_printf ("%s / %s", left, right);
    case SOL_MATH_DERIVATIVE:
      return g_strdup_printf ("diff (%s)", left);
    case SOL_MATH_INTEGRAL:
      return g_strdup_printf ("integral (%s)", left);
    case SOL_MATH_MOVING_AVERAGE:
      return g_strdup_printf ("mean (%s, %s)", left, number);
    case SOL_MATH_LOW_PASS:
    default:
      return g_strdup_printf ("lowpass (%s, %s)", left, number);
    }
}

static gboolean
check_channels (SolChannel *const  *channels,
                guint               n,
                SolChannel         *output,
                GError            **error)
{
  gboolean is_good = n >= 1 && n <= SOL_EXPRESSION_MAX_INPUTS;

  for (guint i = 0; is_good && i < n; i++)
    is_good = channels[i] != output;
  if (!is_good)
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                 _("%u channels to calculate from: expected 1 to %u, and not the one that is calculated"),
                 n, SOL_EXPRESSION_MAX_INPUTS);
  return is_good;
}

SolMath *
sol_math_new (const char         *text,
              SolChannel *const  *channels,
              const char *const  *names,
              guint               n,
              SolChannel         *output,
              GError            **error)
{
  g_autoptr (SolMath) self = NULL;
  SolExpression *expression;

  if (!check_channels (channels, n, output, error))
    return NULL;
  expression = sol_expression_new (text, names, n, error);
  if (expression == NULL)
    return NULL;

  self = g_new0 (SolMath, 1);
  self->expression = expression;
  self->output = g_object_ref (output);
  self->n_channels = n;
  self->channels = g_new (SolChannel *, n);
  self->followers = g_new (SolFollower, n);
  self->rows = g_malloc_n (n, sizeof *self->rows);
  for (guint i = n; i-- > 0;)
    {
      self->channels[i] = g_object_ref (channels[i]);
      sol_follower_init (&self->followers[i], channels[i]);
      if (sol_expression_uses (expression, i))
        self->master = i;
    }
  return g_steal_pointer (&self);
}

void
sol_math_free (SolMath *self)
{
  for (guint i = 0; i < self->n_channels; i++)
    g_object_unref (self->channels[i]);
  g_object_unref (self->output);
  sol_expression_free (self->expression);
  g_free (self->channels);
  g_free (self->followers);
  g_free (self->rows);
  g_free (self);
}

static gboolean
follows (const SolMath *self,
         guint          input)
{
  return input != self->master && sol_expression_uses (self->expression, input);
}

/* Up to which sample of the master all others have come */
static guint64
find_end (SolMath *self)
{
  gint64 until_ns = G_MAXINT64;
  SolChannelStats stats;
  gint64 newest_ns;

  sol_channel_get_stats (self->channels[self->master], &stats);
  newest_ns = stats.last_ns;
  for (guint i = 0; i < self->n_channels; i++)
    {
      if (!follows (self, i))
        continue;
      sol_channel_get_stats (self->channels[i], &stats);
      if (stats.last_ns >= newest_ns - LONGEST_LAG_NS)
        until_ns = MIN (until_ns, stats.last_ns);
    }
  if (until_ns >= newest_ns)
    return G_MAXUINT64;
  return sol_channel_find_sample (self->channels[self->master], until_ns + 1);
}

/* The first sample ever, or the source's clock was set back */
static void
set_zero (SolMath *self,
          gint64   t_ns)
{
  self->zero_ns = t_ns;
  self->has_zero = TRUE;
  sol_expression_restart (self->expression);
  for (guint i = 0; i < self->n_channels; i++)
    sol_follower_restart (&self->followers[i]);
}

static void
read_others (SolMath        *self,
             const SolPiece *piece)
{
  for (guint input = 0; input < self->n_channels; input++)
    if (follows (self, input))
      for (gsize i = 0; i < piece->n; i++)
        self->rows[input][i] = sol_follower_get (&self->followers[input], sol_piece_get_time (piece, i));
}

static void
calculate (SolMath        *self,
           const SolPiece *piece)
{
  const double *inputs[SOL_EXPRESSION_MAX_INPUTS];

  for (gsize i = 0; i < piece->n; i++)
    self->times_s[i] = (double) (sol_piece_get_time (piece, i) - self->zero_ns) * 1e-9;
  for (guint i = 0; i < self->n_channels; i++)
    inputs[i] = i == self->master ? piece->values : self->rows[i];
  read_others (self, piece);
  sol_expression_run (self->expression, self->times_s, inputs, piece->n, self->values);
}

static void
append (SolMath        *self,
        const SolPiece *piece)
{
  SolSampleBlock block = { .path = "", .values = self->values, .n_values = piece->n, .is_timed = TRUE };

  block.t0_ns = sol_piece_get_time (piece, 0);
  if (piece->period_ns > 0.0)
    {
      block.rate_hz = 1e9 / piece->period_ns;
      sol_channel_append (self->output, &block, sol_piece_get_time (piece, piece->n - 1) / NS_PER_US);
      return;
    }
  block.n_values = 1;
  for (gsize i = 0; i < piece->n; i++)
    {
      block.values = &self->values[i];
      block.t0_ns = piece->times_ns[i];
      sol_channel_append (self->output, &block, block.t0_ns / NS_PER_US);
    }
}

gsize
sol_math_advance (SolMath *self,
                  gsize    limit)
{
  SolChannel *master = self->channels[self->master];
  guint64 end = find_end (self);
  SolPiece piece;
  gsize n = 0;

  while (n < limit && sol_channel_read_piece (master, &self->index, end, &self->buffer, &piece))
    {
      gint64 t0_ns = sol_piece_get_time (&piece, 0);

      if (!self->has_zero || t0_ns < self->last_ns - STEP_BACK_NS)
        set_zero (self, t0_ns);
      else if (piece.is_after_gap)
        sol_expression_interrupt (self->expression);
      calculate (self, &piece);
      append (self, &piece);
      self->last_ns = sol_piece_get_time (&piece, piece.n - 1);
      n += piece.n;
    }
  return n;
}
