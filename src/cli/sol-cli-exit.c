/* sol-cli-exit.c: the exit code that fits an error
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-exit.h"

#include <gio/gio.h>

#include "sol-cli-options.h"
#include "sol-client.h"
#include "sol-load.h"
#include "sol-recording.h"

static SolExit
exit_for_client (int code)
{
  switch ((SolClientError) code)
    {
    case SOL_CLIENT_ERROR_RESOLVE:
    case SOL_CLIENT_ERROR_REFUSED:
    case SOL_CLIENT_ERROR_TIMEOUT:
    case SOL_CLIENT_ERROR_NOT_MQTT:
      return SOL_EXIT_UNREACHABLE;
    case SOL_CLIENT_ERROR_VERSION:
    case SOL_CLIENT_ERROR_CLIENT_ID:
    case SOL_CLIENT_ERROR_UNAVAILABLE:
    case SOL_CLIENT_ERROR_CREDENTIALS:
    case SOL_CLIENT_ERROR_NOT_AUTHORIZED:
    case SOL_CLIENT_ERROR_SUBSCRIBE:
    case SOL_CLIENT_ERROR_REASON:
      return SOL_EXIT_REFUSED;
    case SOL_CLIENT_ERROR_INVALID:
      return SOL_EXIT_USAGE;
    case SOL_CLIENT_ERROR_TLS:
    case SOL_CLIENT_ERROR_NOT_CONNECTED:
    case SOL_CLIENT_ERROR_CLOSED:
    case SOL_CLIENT_ERROR_FULL:
    case SOL_CLIENT_ERROR_LIMIT:
    case SOL_CLIENT_ERROR_EXPIRED:
    default:
      return SOL_EXIT_FAILURE;
    }
}

static SolExit
exit_for_load (int code)
{
  switch ((SolLoadError) code)
    {
    case SOL_LOAD_ERROR_INVALID:
      return SOL_EXIT_USAGE;
    case SOL_LOAD_ERROR_UNREACHABLE:
      return SOL_EXIT_UNREACHABLE;
    case SOL_LOAD_ERROR_REFUSED:
      return SOL_EXIT_REFUSED;
    case SOL_LOAD_ERROR_CLOSED:
    case SOL_LOAD_ERROR_STALLED:
    case SOL_LOAD_ERROR_DESCRIPTORS:
    default:
      return SOL_EXIT_FAILURE;
    }
}

SolExit
sol_cli_exit_for_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR || g_error_matches (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE))
    return SOL_EXIT_USAGE;
  if (g_error_matches (error, SOL_CLI_ERROR, SOL_CLI_ERROR_DENIED))
    return SOL_EXIT_REFUSED;
  if (error->domain == G_RESOLVER_ERROR)
    return SOL_EXIT_UNREACHABLE;
  if (error->domain == SOL_CLIENT_ERROR)
    return exit_for_client (error->code);
  if (g_error_matches (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID))
    return SOL_EXIT_USAGE;
  if (error->domain == SOL_LOAD_ERROR)
    return exit_for_load (error->code);
  return SOL_EXIT_FAILURE;
}
