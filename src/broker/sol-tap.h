/* sol-tap.h: a subscriber inside the process
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker.h"

G_BEGIN_DECLS

typedef struct _SolTap SolTap;

/**
 * SolTapFunc:
 * @message: borrowed; take a reference to keep it
 *
 * Runs in the broker's thread, once a message even when several filters match: post it on and return.
 */
typedef void (*SolTapFunc) (SolMessage *message,
                            gpointer    user_data);

/**
 * sol_tap_new:
 * @filters: (array zero-terminated=1): valid topic filters; retained messages that match come first, with their flag
 * set
 *
 * Lives through stop and start of @broker. Any thread.
 */
SolTap *sol_tap_new         (SolBroker           *broker,
                             const char * const  *filters,
                             SolTapFunc           func,
                             gpointer             user_data);

/* Replaces the filters; retained messages are delivered for the new ones only */
void    sol_tap_set_filters (SolTap              *self,
                             const char * const  *filters);

/* No call of the function begins after @destroyed was called (nullable; in the broker's thread) */
void    sol_tap_free        (SolTap              *self,
                             GDestroyNotify       destroyed,
                             gpointer             data);

G_END_DECLS
