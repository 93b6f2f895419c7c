/* sol-decoder-private.h: one topic's state
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"
#include "sol-hints.h"
#include "sol-unwrap-private.h"

G_BEGIN_DECLS

/* Why a payload is read as it is, from the strongest on */
typedef enum
{
  SOL_REASON_CHOSEN,     /* by a person */
  SOL_REASON_PROPERTIES, /* by the message's own */
  SOL_REASON_FAMILY,     /* by the family that the topic belongs to */
  SOL_REASON_FOUND,      /* by looking at it */
} SolReason;

struct _SolDecoder
{
  char       *topic;      /* owned */
  SolDecoded  decoded;
  SolUnwrap   unwrap;

  SolDecoderSettings settings; /* by a person */
  SolHints    hints;      /* of the message that is being read */
  SolFormat   format;     /* of the last message, or fixed */
  SolReason   reason;
  SolFormat   proposal;
  guint       n_agreeing;
  guint       n_failures;

  gboolean    is_anchored;
  gint64      anchor_ns;  /* Unix time at which the source's clock was 0 */
  gint64      boot_ns;    /* newest time of that clock */
};

/* Gives what @self->decoded holds to @func, placed, scaled and named as settings, properties and payload say.
 * Returns: FALSE when the field that is asked for is not in it */
gboolean sol_decoder_emit (SolDecoder     *self,
                           gint64          arrived_us,
                           SolDecoderFunc  func,
                           gpointer        user_data);

G_END_DECLS
