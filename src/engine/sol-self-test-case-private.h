/* sol-self-test-case-private.h: one shape in one payload family
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-generator.h"
#include "sol-message.h"
#include "sol-self-test.h"

G_BEGIN_DECLS

typedef struct
{
  SolGeneratorSettings settings;   /* with a reference to its table */
  gboolean    is_timed;            /* its payloads say when */
  guint       n_messages;
  char       *topic;
  SolDecoder *decoder;
  SolChannel *channel;

  /* The receiving client's */
  guint       n_arrived;
  double      least_late_s, most_late_s;   /* arrival less due time, of any zero */
  gint64      first_us;
} SolSelfTestCase;

SolSelfTestCase *sol_self_test_case_new     (SolShape               shape,
                                             SolFormat              format);
void             sol_self_test_case_free    (SolSelfTestCase       *self);

/* One thread at a time */
void             sol_self_test_case_receive (SolSelfTestCase       *self,
                                             const SolMessage      *message);
void             sol_self_test_case_judge   (SolSelfTestCase       *self,
                                             SolSelfTestRow        *row);

G_END_DECLS
