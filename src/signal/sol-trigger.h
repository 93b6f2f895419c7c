/* sol-trigger.h: what a picture waits for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_TRIGGER_AUTO,    /* runs freely while no trigger comes */
  SOL_TRIGGER_NORMAL,  /* keeps the last picture until the next trigger */
  SOL_TRIGGER_SINGLE,  /* one picture, then stop */
} SolTriggerMode;

typedef enum { SOL_EDGE_RISING, SOL_EDGE_FALLING, SOL_EDGE_EITHER } SolEdge;

/* The instant in brackets is the trigger */
typedef enum
{
  SOL_TRIGGER_EDGE,     /* the signal crosses the level [there] */
  SOL_TRIGGER_PULSE,    /* a pulse of a certain width [its end] */
  SOL_TRIGGER_WINDOW,   /* the signal enters or leaves a band [the crossing of its border] */
  SOL_TRIGGER_TIMEOUT,  /* the level is not crossed for a time [when the time is over] */
  SOL_TRIGGER_RUNT,     /* a pulse that passes one level and not the other [its end] */
} SolTriggerKind;

typedef enum { SOL_PULSE_SHORTER, SOL_PULSE_LONGER, SOL_PULSE_WITHIN } SolPulseRule;

typedef enum { SOL_WINDOW_ENTERS, SOL_WINDOW_LEAVES } SolWindowRule;

typedef struct
{
  SolEdge        edge;          /* of a pulse and runt: RISING is a positive one, FALLING a negative one, EITHER both;
                                   of a time-out: RISING waits above the level, FALLING below */
  double         level;         /* channel units; of window and runt the lower one */
  double         hysteresis;    /* channel units, at least 0: how far beyond the level the signal must have been */
  SolTriggerKind kind;
  double         upper_level;   /* of window and runt, above @level */
  SolPulseRule   pulse_rule;
  double         shortest_s;    /* PULSE: LONGER than this, WITHIN from this on; TIMEOUT: this long */
  double         longest_s;     /* PULSE: SHORTER than this, WITHIN up to this */
  SolWindowRule  window_rule;
} SolTrigger;

G_END_DECLS
