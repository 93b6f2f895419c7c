/* sol-throttle.h: pauses for addresses that guess passwords
 *
 * Five wrong passwords from an address within a minute are followed by a pause of five seconds in
 * which none from it is looked at; each wrong one from then on doubles it, up to five minutes. Ten
 * minutes without a wrong one forget it all. From this computer itself four times as many are let
 * pass, and a pause is ten seconds at most: whoever is there already has better ways in, and a
 * program with an old password must not lock out the others. IPv6 counts by /64, which one
 * subscriber has to himself.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-endpoint.h"

G_BEGIN_DECLS

/* Addresses remembered; beyond, the one whose last wrong password is longest ago is forgotten */
#define SOL_THROTTLE_MAX_ADDRESSES 4096

typedef struct _SolThrottle SolThrottle;

/* All functions belong to one thread. Times are µs of a monotonic clock. */
SolThrottle *sol_throttle_new        (void);

/**
 * sol_throttle_set_limit:
 * @n_failures: wrong passwords before the first pause, 5; 0 never pauses
 */
void         sol_throttle_set_limit  (SolThrottle       *self,
                                      guint              n_failures);

/* Returns: seconds until a password from @peer is looked at again, rounded up; 0: now */
guint        sol_throttle_get_wait_s (SolThrottle       *self,
                                      const SolEndpoint *peer,
                                      gint64             now_us);

/* A password from @peer was wrong. Returns: whether a pause begins that was not there before */
gboolean     sol_throttle_fail       (SolThrottle       *self,
                                      const SolEndpoint *peer,
                                      gint64             now_us);

guint        sol_throttle_get_n      (SolThrottle       *self);
void         sol_throttle_free       (SolThrottle       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolThrottle, sol_throttle_free)

G_END_DECLS
