/* sol-scope-trace-private.h: what the files of a trace share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-trace.h"

G_BEGIN_DECLS

struct _SolScopeTrace
{
  GObject parent_instance;

  /* Owned */
  SolChannel      *channel;
  char            *unit;
  char           **words;        /* nullable: of a channel that says states */
  SolStretch       stretch;      /* what was measured, kept for its memory */

  guint            number;       /* from 0 */
  guint            color;
  gboolean         is_visible;
  gboolean         is_second;
  SolScopeScale    scale;
  SolMeasurement   measurement;
  SolMeasurementStatistics statistics;
  SolChannelStats  stats;
  double           last;
};

G_END_DECLS
