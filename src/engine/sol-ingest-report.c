/* sol-ingest-report.c: why a topic that is to be drawn gives no trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest-report.h"

struct _SolIngestReport
{
  GObject parent_instance;

  /* Owned */
  char      *filter;
  char      *topic;
  char      *text;

  SolFormat  proposal;
};

G_DEFINE_FINAL_TYPE (SolIngestReport, sol_ingest_report, G_TYPE_OBJECT)

static void
sol_ingest_report_finalize (GObject *object)
{
  SolIngestReport *self = SOL_INGEST_REPORT (object);

  g_free (self->filter);
  g_free (self->topic);
  g_free (self->text);
  G_OBJECT_CLASS (sol_ingest_report_parent_class)->finalize (object);
}

static void
sol_ingest_report_class_init (SolIngestReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_ingest_report_finalize;
}

static void
sol_ingest_report_init (SolIngestReport *self)
{
}

SolIngestReport *
sol_ingest_report_new (const char *filter,
                       const char *topic,
                       const char *text,
                       SolFormat   proposal)
{
  SolIngestReport *self = g_object_new (SOL_TYPE_INGEST_REPORT, NULL);

  self->filter = g_strdup (filter);
  self->topic = g_strdup (topic);
  self->text = g_strdup (text);
  self->proposal = proposal;
  return self;
}

const char *
sol_ingest_report_get_filter (SolIngestReport *self)
{
  g_return_val_if_fail (SOL_IS_INGEST_REPORT (self), NULL);
  return self->filter;
}

const char *
sol_ingest_report_get_topic (SolIngestReport *self)
{
  g_return_val_if_fail (SOL_IS_INGEST_REPORT (self), NULL);
  return self->topic;
}

const char *
sol_ingest_report_get_text (SolIngestReport *self)
{
  g_return_val_if_fail (SOL_IS_INGEST_REPORT (self), NULL);
  return self->text;
}

SolFormat
sol_ingest_report_get_proposal (SolIngestReport *self)
{
  g_return_val_if_fail (SOL_IS_INGEST_REPORT (self), SOL_FORMAT_BINARY);
  return self->proposal;
}
