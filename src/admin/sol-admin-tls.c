/* sol-admin-tls.c: /api/v1/tls: the broker's certificate
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-reply-private.h"
#include "sol-certificate.h"
#include "sol-file.h"

#define CA_URL "/api/v1/tls/ca.pem"

/* Small files that this program wrote. Returns: (transfer full) (nullable) */
static char *
read_authority (SolEngine *engine)
{
  g_autofree char *path = sol_engine_dup_authority_path (engine);
  char *pem = NULL;

  if (path != NULL)
    sol_file_read (path, SOL_FILE_MAX_PEM, &pem, NULL, NULL);
  return pem;
}

static void
reply_tls (SolAdminRequest *request)
{
  SolEngine *engine = sol_admin_request_get_engine (request);
  const SolBrokerConfig *config = sol_engine_get_config (engine)->broker;
  g_autofree char *authority = read_authority (engine);
  g_autofree char *print = authority != NULL ? sol_certificate_dup_print (authority) : NULL;
  g_autofree char *pem = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "port", config->tls_port);
  json_object_set_string_member (object, "certificate", config->tls_certificate);
  json_object_set_string_member (object, "key", config->tls_key);
  if (*config->tls_certificate != '\0' && sol_file_read (config->tls_certificate, SOL_FILE_MAX_PEM, &pem, NULL, NULL))
    json_object_set_int_member (object, "expiry", sol_certificate_read_expiry (pem));
  if (authority != NULL)
    json_object_set_string_member (object, "ca", CA_URL);
  if (print != NULL)
    json_object_set_string_member (object, "ca_fingerprint", print);
  sol_admin_reply_object (request, object);
}

void
sol_admin_get_tls (SolAdminRequest *request)
{
  reply_tls (request);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_make_certificates_finish (SOL_ENGINE (source), result, &error))
    reply_tls (user_data);
  else
    sol_admin_reply_error (user_data, NULL, error);
}

void
sol_admin_make_certificates (SolAdminRequest *request)
{
  gint64 port = 0;

  if (request->body != NULL && json_object_has_member (request->body, "port")
      && !sol_admin_request_read_int (request, "port", 1, 65535, &port))
    return;
  sol_engine_make_certificates_async (sol_admin_request_get_engine (request), (guint16) port, NULL,
                                      made_cb, request);
}

void
sol_admin_get_authority (SolAdminRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autoptr (GBytes) bytes = NULL;
  char *pem = read_authority (sol_admin_request_get_engine (request));

  if (pem == NULL)
    {
      sol_admin_reply_problem (request, SOUP_STATUS_NOT_FOUND, NULL,
                               _ ("No certificate authority was made here yet"));
      return;
    }
  soup_message_headers_replace (headers, "Content-Disposition", "attachment; filename=\"soliton-ca.pem\"");
  bytes = g_bytes_new_take (pem, strlen (pem));
  sol_admin_reply_bytes (request, "application/x-pem-file", bytes);
}
