/* sol-broker-error.c: the domain of the broker's errors
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker.h"

G_DEFINE_QUARK (sol-broker-error-quark, sol_broker_error)
