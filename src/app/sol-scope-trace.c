/* sol-scope-trace.c: one channel as the scope shows it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-trace-private.h"

#include <math.h>

enum
{
  PROP_0,
  PROP_VISIBLE,
  PROP_COLOR,
  PROP_SECOND,
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
  SolScopeTrace *self = SOL_SCOPE_TRACE (object);

  if (id == PROP_VISIBLE)
    g_value_set_boolean (value, self->is_visible);
  else if (id == PROP_COLOR)
    g_value_set_uint (value, self->color);
  else if (id == PROP_SECOND)
    g_value_set_boolean (value, self->is_second);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_scope_trace_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SolScopeTrace *self = SOL_SCOPE_TRACE (object);

  if (id == PROP_VISIBLE)
    sol_scope_trace_set_visible (self, g_value_get_boolean (value));
  else if (id == PROP_COLOR)
    sol_scope_trace_set_color (self, g_value_get_uint (value));
  else if (id == PROP_SECOND)
    sol_scope_trace_set_second (self, g_value_get_boolean (value));
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
  g_strfreev (SOL_SCOPE_TRACE (object)->words);
  sol_stretch_clear (&SOL_SCOPE_TRACE (object)->stretch);
  G_OBJECT_CLASS (sol_scope_trace_parent_class)->finalize (object);
}

static void
sol_scope_trace_class_init (SolScopeTraceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sol_scope_trace_get_property;
  object_class->set_property = sol_scope_trace_set_property;
  object_class->dispose = sol_scope_trace_dispose;
  object_class->finalize = sol_scope_trace_finalize;

  properties[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE, flags);
  properties[PROP_COLOR] = g_param_spec_uint ("color", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SECOND] = g_param_spec_boolean ("second", NULL, NULL, FALSE, flags);
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
                     guint       number)
{
  SolScopeTrace *self = g_object_new (SOL_TYPE_SCOPE_TRACE, NULL);

  self->channel = g_object_ref (channel);
  self->number = self->color = number;
  self->unit = sol_channel_dup_unit (channel);
  self->words = sol_channel_dup_words (channel);
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

void
sol_scope_trace_set_color (SolScopeTrace *self,
                           guint          color)
{
  g_return_if_fail (SOL_IS_SCOPE_TRACE (self));

  if (self->color == color)
    return;
  self->color = color;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

guint
sol_scope_trace_get_number (SolScopeTrace *self)
{
  return self->number;
}

char *
sol_scope_trace_dup_label (SolScopeTrace *self)
{
  const char *label = sol_channel_get_label (self->channel);

  if (label != NULL)
    return g_strdup (label);
  return g_strdup_printf ("CH%u", self->number + 1);
}

const char *
sol_scope_trace_get_unit (SolScopeTrace *self)
{
  return self->unit;
}

const char *const *
sol_scope_trace_get_words (SolScopeTrace *self)
{
  return (const char *const *) self->words;
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

gboolean
sol_scope_trace_get_second (SolScopeTrace *self)
{
  return self->is_second;
}

void
sol_scope_trace_set_second (SolScopeTrace *self,
                            gboolean       is_second)
{
  g_return_if_fail (SOL_IS_SCOPE_TRACE (self));

  if (self->is_second == is_second)
    return;
  self->is_second = is_second;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECOND]);
}

SolScopeScale *
sol_scope_trace_get_scale (SolScopeTrace *self)
{
  return &self->scale;
}
