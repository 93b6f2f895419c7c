/* sol-test-analysis.h: two channels in an ingest, and a thread that looks at them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-list.h"

#define SOL_TEST_RATE_HZ 1000
#define SOL_TEST_BATCH 100
#define SOL_TEST_BATCH_NS (G_GINT64_CONSTANT (1000000) * SOL_TEST_BATCH)

typedef struct
{
  SolTopicList *topics;
  SolIngest    *ingest;
  SolAnalysis  *analysis;
  SolChannel   *a, *b;   /* lab/a, lab/b */
} SolTestAnalysis;

static inline void
sol_test_analysis_init (SolTestAnalysis *self)
{
  self->topics = sol_topic_list_new ();
  self->ingest = sol_ingest_new (self->topics);
  self->analysis = sol_analysis_new ();
  self->a = sol_channel_new ("lab/a", "V", 0, 0);
  self->b = sol_channel_new ("lab/b", "V", 0, 0);
  sol_ingest_add_channel (self->ingest, self->a);
  sol_ingest_add_channel (self->ingest, self->b);
}

/* @list: (transfer full): closed, and nobody else has it */
static inline void
sol_test_analysis_clear (SolTestAnalysis *self,
                         SolAnalysisList *list)
{
  g_assert_finalize_object (list);
  sol_analysis_free (self->analysis);
  sol_ingest_free (self->ingest);
  g_assert_finalize_object (self->a);
  g_assert_finalize_object (self->b);
  g_object_unref (self->topics);
}

/* A tenth of a second that begins at @first and goes up by @step a sample, as one message */
static inline void
sol_test_feed (SolChannel *channel,
               gint64      t0_ns,
               double      first,
               double      step)
{
  double values[SOL_TEST_BATCH];
  SolSampleBlock block = { "", "V", values, SOL_TEST_BATCH, t0_ns, SOL_TEST_RATE_HZ, TRUE };

  for (guint i = 0; i < SOL_TEST_BATCH; i++)
    values[i] = first + i * step;
  sol_channel_append (channel, &block, t0_ns / 1000);
}
