/* sol-source-gate-private.h: between a thread that delivers and an owner that may leave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client.h"

G_BEGIN_DECLS

/* Messages come in another thread's time. Behind the gate stands the function they go to, until
 * it is closed. */
typedef struct _SolSourceGate SolSourceGate;

SolSourceGate *sol_source_gate_new     (SolClientFunc   func,
                                        gpointer        user_data);
SolSourceGate *sol_source_gate_ref     (SolSourceGate  *self);
void           sol_source_gate_unref   (SolSourceGate  *self);

/* Any thread; has the shape of SolClientFunc and SolTapFunc. Cost: one lock that nobody else
 * wants, 20 ns. */
void           sol_source_gate_deliver (SolMessage     *message,
                                        gpointer        gate);

/* When it returns, no call runs, and none will */
void           sol_source_gate_close   (SolSourceGate  *self);

G_END_DECLS
