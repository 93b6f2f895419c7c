/* sol-scope-geometry.h: zoom, pan and scale of the scope's picture, as plain functions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_SCOPE_DIVISIONS 10
#define SOL_SCOPE_VALUE_DIVISIONS 8 /* that a person's scale has; one that fits by itself has 5 to 12 */
#define SOL_SCOPE_TIME_BASE_MIN_NS G_GINT64_CONSTANT (1000)          /* 1 µs */
#define SOL_SCOPE_TIME_BASE_MAX_NS G_GINT64_CONSTANT (3600000000000) /* 1 h */

/* What part of time the picture shows */
typedef struct
{
  gint64 begin_ns;    /* Unix time at the left edge */
  gint64 zero_ns;     /* the moment labelled 0 */
  gint64 per_div_ns;  /* a tenth of the picture's width */
} SolScopeWindow;

/* What values a trace's picture reaches from and to */
typedef struct
{
  double   bottom, top;
  gboolean is_auto;         /* follows the signal */
  gint64   small_since_us;  /* monotonic time since the signal has been much smaller; 0: it is not */
} SolScopeScale;

/* Nanoseconds across the whole picture */
gint64         sol_scope_window_get_span     (const SolScopeWindow *window);
gint64         sol_scope_window_get_end      (const SolScopeWindow *window);
/* Where the zero stands: 0 is the left edge, 1 the right */
double         sol_scope_window_get_position (const SolScopeWindow *window);
SolScopeWindow sol_scope_window_at           (gint64                zero_ns,
                                              double                position,
                                              gint64                per_div_ns);

/* The moment under @pointer (0..1) stays under it */
void           sol_scope_window_zoom         (SolScopeWindow       *window,
                                              double                pointer,
                                              gint64                per_div_ns);
/* Moves the picture's content to the right by @fraction of its width, so that older moments appear */
void           sol_scope_window_pan          (SolScopeWindow       *window,
                                              double                fraction);
/* Keeps half of the picture over the stretch that has samples */
void           sol_scope_window_clamp        (SolScopeWindow       *window,
                                              gint64                first_ns,
                                              gint64                last_ns);

/* The next time base in 1-2-5 steps, in minutes from a minute on. @steps: more than 0 is slower */
gint64         sol_scope_time_base_step      (gint64                per_div_ns,
                                              int                   steps);
/* The step that shows about four periods of @frequency_hz */
gint64         sol_scope_time_base_for       (double                frequency_hz);

/**
 * sol_scope_roll_end:
 * @shown_ns: right edge of the picture before; 0: none yet
 * @newest_ns: the newest sample
 * @elapsed_ns: since then
 * @lag_ns: how far samples come in one message
 *
 * Lets the right edge run at the pace of time instead of in jumps of a message: up to the newest sample, never back
 * while time goes on, and a jump forward only when it has fallen behind by two messages.
 */
gint64         sol_scope_roll_end            (gint64                shown_ns,
                                              gint64                newest_ns,
                                              gint64                elapsed_ns,
                                              gint64                lag_ns);
/* A left edge on a whole column, so that an envelope's columns hold the same samples from frame to frame */
gint64         sol_scope_align               (gint64                begin_ns,
                                              gint64                span_ns,
                                              guint                 n_columns);

/* Round limits with a little air around @low and @high */
void           sol_scope_scale_fit           (SolScopeScale        *scale,
                                              double                low,
                                              double                high);
/* Grows at once, shrinks when the signal has used less than two fifths for two seconds. Returns: whether it changed */
gboolean       sol_scope_scale_follow        (SolScopeScale        *scale,
                                              double                low,
                                              double                high,
                                              gint64                now_us);
/* The value under @pointer (0 is the upper edge, 1 the lower) stays under it; @factor below 1 enlarges the signal */
void           sol_scope_scale_zoom          (SolScopeScale        *scale,
                                              double                pointer,
                                              double                factor);
/* Moves the trace up by @fraction of the height */
void           sol_scope_scale_pan           (SolScopeScale        *scale,
                                              double                fraction);

/* What a division is worth: 1, 2 or 5 times a power of ten; 0 of an empty scale */
double         sol_scope_scale_get_step      (const SolScopeScale  *scale);
/* %SOL_SCOPE_VALUE_DIVISIONS of @per_div about the same middle. A worth that cannot be is left alone. */
void           sol_scope_scale_set_step      (SolScopeScale        *scale,
                                              double                per_div);
/* The value half-way up: a channel's offset */
double         sol_scope_scale_get_middle    (const SolScopeScale  *scale);
void           sol_scope_scale_set_middle    (SolScopeScale        *scale,
                                              double                middle);
/* The next worth of a division in 1-2-5 steps. @steps: more than 0 is larger */
double         sol_scope_value_step          (double                per_div,
                                              int                   steps);

G_END_DECLS
