/* sol-scope-trace.c: one channel as the scope shows it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-trace.h"

#include <math.h>

#define RANGE_COLUMNS 64

struct _SolScopeTrace
{
  GObject parent_instance;

  SolChannel      *channel;
  char            *unit;
  guint            color;
  gboolean         is_visible;
  SolScopeScale    scale;
  SolMeasurement   measurement;
  SolChannelStats  stats;
  double           last;
};

enum
{
  PROP_0,
  PROP_VISIBLE,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (SolScopeTrace, sol_scope_trace, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
sol_scope_trace_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_VISIBLE)
    g_value_set_boolean (value, SOL_SCOPE_TRACE (object)->is_visible);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_scope_trace_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_VISIBLE)
    sol_scope_trace_set_visible (SOL_SCOPE_TRACE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_scope_trace_dispose (GObject *object)
{
  g_clear_object (&SOL_SCOPE_TRACE (object)->channel);
  G_OBJECT_CLASS (sol_scope_trace_parent_class)->dispose (object);
}

static void
sol_scope_trace_finalize (GObject *object)
{
  g_free (SOL_SCOPE_TRACE (object)->unit);
  G_OBJECT_CLASS (sol_scope_trace_parent_class)->finalize (object);
}

static void
sol_scope_trace_class_init (SolScopeTraceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_scope_trace_get_property;
  object_class->set_property = sol_scope_trace_set_property;
  object_class->dispose = sol_scope_trace_dispose;
  object_class->finalize = sol_scope_trace_finalize;

  properties[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                     | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_scope_trace_init (SolScopeTrace *self)
{
  self->is_visible = TRUE;
  self->scale.is_auto = TRUE;
  self->measurement.frequency_hz = self->measurement.peak_to_peak = NAN;
  self->last = NAN;
  self->measurement.mean = self->measurement.rms = self->measurement.duty = NAN;
}

SolScopeTrace *
sol_scope_trace_new (SolChannel *channel,
                     guint       color)
{
  SolScopeTrace *self = g_object_new (SOL_TYPE_SCOPE_TRACE, NULL);

  self->channel = g_object_ref (channel);
  self->color = color;
  self->unit = sol_channel_dup_unit (channel);
  sol_channel_get_stats (channel, &self->stats);
  return self;
}

SolChannel *
sol_scope_trace_get_channel (SolScopeTrace *self)
{
  return self->channel;
}

guint
sol_scope_trace_get_color (SolScopeTrace *self)
{
  return self->color;
}

char *
sol_scope_trace_dup_label (SolScopeTrace *self)
{
  const char *label = sol_channel_get_label (self->channel);

  if (label != NULL)
    return g_strdup (label);
  return g_strdup_printf ("CH%u", self->color + 1);
}

const char *
sol_scope_trace_get_unit (SolScopeTrace *self)
{
  return self->unit;
}

gboolean
sol_scope_trace_get_visible (SolScopeTrace *self)
{
  return self->is_visible;
}

void
sol_scope_trace_set_visible (SolScopeTrace *self,
                             gboolean       is_visible)
{
  g_return_if_fail (SOL_IS_SCOPE_TRACE (self));

  if (self->is_visible == is_visible)
    return;
  self->is_visible = is_visible;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE]);
}

SolScopeScale *
sol_scope_trace_get_scale (SolScopeTrace *self)
{
  return &self->scale;
}

static double
read_last (SolScopeTrace *self)
{
  gint64 times_ns[4];
  double values[4], last = NAN;
  gsize n;

  if (self->stats.n_samples == 0)
    return NAN;
  n = sol_channel_read_samples (self->channel, self->stats.last_ns, self->stats.last_ns + 1, times_ns, values,
                                G_N_ELEMENTS (values));
  for (gsize i = 0; i < n; i++)
    last = isnan (values[i]) ? last : values[i];
  return last;
}

void
sol_scope_trace_measure (SolScopeTrace *self,
                         gint64         begin_ns,
                         gint64         end_ns)
{
  g_autofree char *unit = sol_channel_dup_unit (self->channel);

  if (g_strcmp0 (unit, self->unit) != 0)
    {
      g_free (self->unit);
      self->unit = g_steal_pointer (&unit);
    }
  sol_channel_get_stats (self->channel, &self->stats);
  sol_channel_measure (self->channel, begin_ns, end_ns, &self->measurement);
  self->last = read_last (self);
}

const SolMeasurement *
sol_scope_trace_get_measurement (SolScopeTrace *self)
{
  return &self->measurement;
}

double
sol_scope_trace_get_last (SolScopeTrace *self)
{
  return self->last;
}

const SolChannelStats *
sol_scope_trace_get_stats (SolScopeTrace *self)
{
  return &self->stats;
}

gboolean
sol_scope_trace_get_range (SolScopeTrace *self,
                           gint64         begin_ns,
                           gint64         end_ns,
                           double        *low,
                           double        *high)
{
  SolColumn columns[RANGE_COLUMNS];

  *low = INFINITY;
  *high = -INFINITY;
  if (begin_ns >= end_ns)
    return FALSE;
  sol_channel_read_columns (self->channel, begin_ns, end_ns, columns, RANGE_COLUMNS);
  for (guint i = 0; i < RANGE_COLUMNS; i++)
    {
      if (!(columns[i].lo <= columns[i].hi))
        continue;
      *low = MIN (*low, columns[i].lo);
      *high = MAX (*high, columns[i].hi);
    }
  return *low <= *high;
}
