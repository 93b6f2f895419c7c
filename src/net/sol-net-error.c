/* sol-net-error.c: why a network operation failed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-net-error.h"

#include <errno.h>

G_DEFINE_QUARK (sol-net-error-quark, sol_net_error)

SolNetError
sol_net_error_from_errno (int number)
{
  switch (number)
    {
    case EADDRINUSE:
      return SOL_NET_ERROR_IN_USE;
    case EACCES:
    case EPERM:
      return SOL_NET_ERROR_DENIED;
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
    case ENODEV:
      return SOL_NET_ERROR_ADDRESS;
    default:
      return SOL_NET_ERROR_FAILED;
    }
}
