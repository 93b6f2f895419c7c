/* sol-client-error.c: causes and cures of what goes wrong
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-error-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-types.h"

G_DEFINE_QUARK (sol-client-error-quark, sol_client_error)

#define TLS_ALERT     0x15
#define TLS_HANDSHAKE 0x16

static const char *
describe_faults (GTlsCertificateFlags faults)
{
  if ((faults & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return _("it was made for another name: use the name the certificate has");
  if ((faults & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return _("it has expired: renew it");
  if ((faults & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return _("it is not valid yet: check the clocks of both computers");
  if ((faults & G_TLS_CERTIFICATE_REVOKED) != 0)
    return _("it was revoked: install another one");
  if ((faults & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return _("no authority known here has signed it: choose the file of the authority that did");
  return _("it is not secure: install a better one");
}

static GError *
make_tls_error (const GError           *cause,
                GTlsCertificateFlags    faults,
                const SolClientOptions *options)
{
  if (faults != 0)
    return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TLS,
                        _("The certificate of %s is refused, because %s"), options->host,
                        describe_faults (faults));
  return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TLS,
                      _("No secure connection to %s port %u (%s): switch TLS off, or use the "
                        "broker’s port for TLS"),
                      options->host, options->port, cause->message);
}

GError *
sol_client_error_from_file (const GError *cause,
                            const char   *path)
{
  return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TLS,
                      _("The certificates in %s cannot be used (%s): choose a PEM file"),
                      path, cause->message);
}

static gboolean
is_unreachable (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
}

GError *
sol_client_error_from_io (const GError           *cause,
                          GTlsCertificateFlags    faults,
                          const SolClientOptions *options)
{
  if (cause->domain == SOL_CLIENT_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (faults != 0 || cause->domain == G_TLS_ERROR)
    return make_tls_error (cause, faults, options);
  if (cause->domain == G_RESOLVER_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_RESOLVE,
                        _("There is no computer named %s: check the name, or give its address"),
                        options->host);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REFUSED,
                        _("No program listens on %s port %u: start the broker there, or check "
                          "the port"),
                        options->host, options->port);
  if (is_unreachable (cause))
    return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TIMEOUT,
                        _("%s port %u cannot be reached: check the address and the network"),
                        options->host, options->port);
  return sol_client_error_from_loss (cause, options);
}

GError *
sol_client_error_from_loss (const GError           *cause,
                            const SolClientOptions *options)
{
  return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CLOSED,
                      _("The connection to %s port %u ended (%s): see the broker’s log for its "
                        "reason"),
                      options->host, options->port, cause->message);
}

GError *
sol_client_error_from_connack (guint8                  code,
                               const SolClientOptions *options)
{
  const char *host = options->host;

  switch (code)
    {
    case SOL_MQTT_CONNECT_BAD_VERSION:
      return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_VERSION,
                          _("The broker on %s does not speak MQTT 3.1.1: switch it on there"), host);
    case SOL_MQTT_CONNECT_IDENTIFIER_REJECTED:
      return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CLIENT_ID,
                          _("The broker on %s refuses the client identifier “%s”: choose another"),
                          host, options->client_id);
    case SOL_MQTT_CONNECT_SERVER_UNAVAILABLE:
      return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_UNAVAILABLE,
                          _("The broker on %s is not available now: try again later"), host);
    case SOL_MQTT_CONNECT_BAD_CREDENTIALS:
      return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CREDENTIALS,
                          _("The broker on %s refuses the user name or password: correct them"), host);
    case SOL_MQTT_CONNECT_NOT_AUTHORIZED:
      return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_AUTHORIZED,
                          _("The broker on %s does not admit this client: give a user name and "
                            "password it knows"), host);
    default:
      return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT,
                          _("%s refuses the connection with code %u, which MQTT 3.1.1 does not "
                            "have: check what runs there"), host, code);
    }
}

static const char *
guess_protocol (const guint8 *octets,
                gsize         length)
{
  if (length >= 4 && memcmp (octets, "HTTP", 4) == 0)
    return _("it is a web server: use the broker’s MQTT port");
  if (length >= 4 && memcmp (octets, "SSH-", 4) == 0)
    return _("it is a secure shell: use the broker’s MQTT port");
  if (length >= 1 && (octets[0] == TLS_ALERT || octets[0] == TLS_HANDSHAKE))
    return _("it wants a secure connection: switch TLS on");
  return _("check the port");
}

GError *
sol_client_error_not_mqtt (const guint8           *octets,
                           gsize                   length,
                           const SolClientOptions *options)
{
  return g_error_new (SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT,
                      _("What answers on %s port %u is not an MQTT broker; %s"), options->host,
                      options->port, guess_protocol (octets, length));
}
