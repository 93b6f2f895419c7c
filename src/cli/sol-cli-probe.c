/* sol-cli-probe.c: soliton-cli probe: who answers on a port
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"
#include "sol-probe.h"

static SolExit
print_answer (const char           *address,
              const SolProbeResult *result)
{
  switch (result->answer)
    {
    case SOL_PROBE_BROKER:
      g_print (_("%s: %s, answered in %.1f ms\n"), address, result->name != NULL ? result->name : _("an MQTT broker"),
               result->latency_us / 1000.0);
      return SOL_EXIT_OK;
    case SOL_PROBE_LOCKED:
      g_print (_("%s: an MQTT broker that wants a user name and a password\n"), address);
      return SOL_EXIT_REFUSED;
    case SOL_PROBE_OTHER:
      g_print (_("%s: something answers that is not an MQTT broker\n"), address);
      return SOL_EXIT_FAILURE;
    case SOL_PROBE_NOBODY:
    default:
      g_print (_("%s: nobody answers. Is a broker running there, and does a firewall let it through?\n"), address);
      return SOL_EXIT_UNREACHABLE;
    }
}

/* HOST, HOST:PORT, [ADDRESS]:PORT or an IPv6 address */
static GNetworkAddress *
parse_address (const char  *text,
               GError     **error)
{
  g_autoptr (GSocketConnectable) address = NULL;

  if (g_hostname_is_ip_address (text))
    return G_NETWORK_ADDRESS (g_network_address_new (text, 1883));
  address = g_network_address_parse (text, 1883, NULL);
  if (address != NULL && g_network_address_get_port (G_NETWORK_ADDRESS (address)) != 0)
    return G_NETWORK_ADDRESS (g_steal_pointer (&address));
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("“%s” is not an address: give HOST or HOST:PORT, as in localhost:1883 or [::1]:1883."), text);
  return NULL;
}

static gboolean
probe (GNetworkAddress  *address,
       SolExit          *code,
       GError          **error)
{
  const char *host = g_network_address_get_hostname (address);
  guint16 port = g_network_address_get_port (address);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  g_autofree char *text = g_strdup_printf ("%s%s%s:%u", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "", port);
  g_auto (SolCliWait) wait = { 0 };
  g_autoptr (SolProbeResult) result = NULL;

  sol_probe_async (host, port, NULL, sol_cli_wait_cb, &wait);
  result = sol_probe_finish (sol_cli_wait (&wait), error);
  if (result == NULL)
    return FALSE;
  *code = print_answer (text, result);
  return TRUE;
}

static GNetworkAddress *
parse (char   ***argv,
       GError  **error)
{
  const GOptionEntry entries[] = { { NULL } };

  if (!sol_cli_parse (entries, NULL, _("HOST[:PORT]"), _("Tells who answers on a port (1883)."), argv, error))
    return NULL;
  if (g_strv_length (*argv) == 2)
    return parse_address ((*argv)[1], error);
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("Give one address: HOST or HOST:PORT."));
  return NULL;
}

int
sol_cli_run_probe (char **argv)
{
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;
  g_autoptr (GNetworkAddress) address = parse (&rest, &error);
  SolExit code;

  if (address == NULL || !probe (address, &code, &error))
    return sol_cli_fail (error);
  return code;
}
