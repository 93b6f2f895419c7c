/* sol-tape-private.h: how walkers of a syntax say what they read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"

G_BEGIN_DECLS

/* A walker calls these in the order of the payload and gives up as soon as one says FALSE: then the payload is too
 * deep, too large, or not well formed. It starts with sol_tape_begin() and is done when sol_tape_finish() agrees.
 * Thread: the decoder's. Cost: no allocation once the scratch arrays have grown. */
void     sol_tape_begin   (SolDecoded *self);

/* One whole value has been said */
gboolean sol_tape_finish  (SolDecoded *self);

gboolean sol_tape_open_map   (SolDecoded *self);
gboolean sol_tape_open_array (SolDecoded *self);
gboolean sol_tape_close      (SolDecoded *self);

/* Of the value that comes next; @key is copied, and made valid UTF-8 */
gboolean sol_tape_key     (SolDecoded *self,
                           const char *key,
                           gsize       length);
gboolean sol_tape_text    (SolDecoded *self,
                           const char *text,
                           gsize       length);
gboolean sol_tape_null    (SolDecoded *self);
gboolean sol_tape_bool    (SolDecoded *self,
                           gboolean    value);

/* Every digit of a time counts, so that numbers in decimal keep theirs */
gboolean sol_tape_decimal (SolDecoded       *self,
                           const SolDecimal *decimal);
gboolean sol_tape_integer (SolDecoded *self,
                           gint64      value);

/* Called in place of the functions above when text has been put behind @begin of the tape's own: for escapes */
gboolean sol_tape_key_at  (SolDecoded *self,
                           gsize       begin);
gboolean sol_tape_text_at (SolDecoded *self,
                           gsize       begin);

gboolean sol_tape_add_number (SolDecoded *self,
                              double      value);

/* The usual case, a number in an array of numbers, is one comparison more than adding it */
static inline gboolean
sol_tape_number (SolDecoded *self,
                 double      value)
{
  if (G_UNLIKELY (!self->tape.is_run))
    return sol_tape_add_number (self, value);
  self->tape.is_double = TRUE;
  return sol_decoded_add (self, value);
}

/* A number that a float32 holds: of such arrays the history keeps four octets a sample */
static inline gboolean
sol_tape_single (SolDecoded *self,
                 float       value)
{
  if (G_UNLIKELY (!self->tape.is_run))
    return sol_tape_add_number (self, (double) value);
  return sol_decoded_add (self, (double) value);
}

/**
 * sol_tape_numbers:
 * @precision: of the type that the array has in the payload
 *
 * A whole array at once, for typed arrays (RFC 8746) and binary strings of known type.
 *
 * Returns: (array length=n) (nullable): to be filled by the caller at once; NULL over the limit of a message
 */
double  *sol_tape_numbers (SolDecoded   *self,
                           gsize         n,
                           SolPrecision  precision);

G_END_DECLS
