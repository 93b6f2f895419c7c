/* sol-admin-publish.c: /publish
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-publish-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-handlers-private.h"
#include "sol-admin-reply-private.h"
#include "sol-mqtt-topic.h"

gboolean
sol_admin_read_qos (SolAdminRequest *request,
                    guint8          *qos)
{
  gint64 number = 0;

  if (!sol_admin_request_read_int (request, "qos", 0, 2, &number))
    return FALSE;
  *qos = (guint8) number;
  return TRUE;
}

/* An empty topic counts as missing, as it did in the original */
static gboolean
read_topic (SolAdminRequest  *request,
            const char      **topic)
{
  if (!sol_admin_request_read_string (request, "topic", TRUE, topic))
    return FALSE;
  if (**topic == '\0')
    sol_admin_reply_problem (request, SOUP_STATUS_BAD_REQUEST, "/topic", _ ("topic is empty"));
  else if (!sol_mqtt_topic_is_name (*topic, strlen (*topic)))
    sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/topic",
                             _ ("topic must be 1 to 65535 octets of text without “+” and “#”"));
  else
    return TRUE;
  return FALSE;
}

static void
publish (SolAdminRequest *request,
         const char      *topic,
         const char      *text,
         guint8           qos,
         gboolean         retain)
{
  SolBroker *broker = sol_engine_get_broker (sol_admin_request_get_engine (request));
  g_autoptr (SolMessage) message = NULL;
  GError *error = NULL;

  message = sol_message_new (topic, strlen (topic), (const guint8 *)text, strlen (text), qos,
                             retain, g_get_real_time ());
  if (sol_broker_publish (broker, message, &error))
    sol_admin_reply_success (request, _ ("Message published"));
  else
    sol_admin_reply_error (request, NULL, error);
}

void
sol_admin_publish_body (SolAdminRequest *request)
{
  const char *topic = NULL, *text = NULL;
  gboolean retain = FALSE;
  guint8 qos;

  if (read_topic (request, &topic)
      && sol_admin_request_read_string (request, "message", TRUE, &text)
      && sol_admin_read_qos (request, &qos)
      && sol_admin_request_read_boolean (request, "retain", &retain))
    publish (request, topic, text, qos, retain);
}

void
sol_admin_post_publish (SolAdminRequest *request)
{
  sol_admin_publish_body (request);
}
