/* sol-net-error.h: why a network operation failed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_NET_ERROR (sol_net_error_quark ())

typedef enum
{
  SOL_NET_ERROR_IN_USE,       /* another program listens there */
  SOL_NET_ERROR_DENIED,       /* the system does not let this user listen there */
  SOL_NET_ERROR_ADDRESS,      /* not an address, or not one of this computer */
  SOL_NET_ERROR_FAILED,       /* anything else; the message says what */
  SOL_NET_ERROR_CERTIFICATE,  /* the server's cannot be read or used; the message names the file */
  SOL_NET_ERROR_KEY,          /* its key cannot, or is another certificate's */
  SOL_NET_ERROR_CLIENT_CA,    /* the authorities of client certificates cannot */
} SolNetError;

GQuark sol_net_error_quark (void);

/**
 * sol_net_error_from_errno:
 * @number: an errno of socket, bind or listen
 *
 * Returns: the code that stands for it
 */
SolNetError sol_net_error_from_errno (int number);

G_END_DECLS
