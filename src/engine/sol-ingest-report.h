/* sol-ingest-report.h: why a topic that is to be drawn gives no trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "sol-decoder.h"

G_BEGIN_DECLS

#define SOL_TYPE_INGEST_REPORT (sol_ingest_report_get_type ())

/* Never changes; a topic whose reason changes gets a new one. */
G_DECLARE_FINAL_TYPE (SolIngestReport, sol_ingest_report, SOL, INGEST_REPORT, GObject)

SolIngestReport *sol_ingest_report_new          (const char      *filter,
                                                 const char      *topic,
                                                 const char      *text,
                                                 SolFormat        proposal);

/* The filter that wants the topic */
const char      *sol_ingest_report_get_filter   (SolIngestReport *self);
const char      *sol_ingest_report_get_topic    (SolIngestReport *self);

/* A sentence for a person */
const char      *sol_ingest_report_get_text     (SolIngestReport *self);

/* What the payloads look like, to be offered: INT16, FLOAT32, or BINARY for nothing */
SolFormat        sol_ingest_report_get_proposal (SolIngestReport *self);

G_END_DECLS
