/* sol-client-dial-private.h: makes the connection to a broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-options-private.h"

G_BEGIN_DECLS

typedef struct _SolClientDial SolClientDial;

/**
 * SolClientDialFunc:
 * @connection: (transfer full) (nullable): ready for CONNECT, TLS included; NULL with @error
 * @error: (nullable): in our domain, borrowed
 */
typedef void (*SolClientDialFunc) (GSocketConnection *connection,
                                   const GError      *error,
                                   gpointer           user_data);

/* @options: copied. @func runs exactly once, in the thread's context, also after a cancellation;
 * the dial is freed behind it. */
SolClientDial *sol_client_dial        (const SolClientOptions *options,
                                       SolClientDialFunc       func,
                                       gpointer                user_data);
void           sol_client_dial_cancel (SolClientDial          *self);

G_END_DECLS
