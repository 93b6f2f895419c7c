/* sol-admin-request.c: one request on its way to an answer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-request-private.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "sol-admin-reply-private.h"

SolAdminRequest *
sol_admin_request_new (SolAdmin          *admin,
                       SoupServerMessage *message,
                       const char        *path,
                       GHashTable        *query)
{
  SolAdminRequest *self = g_new0 (SolAdminRequest, 1);

  self->admin = g_object_ref (admin);
  self->message = g_object_ref (message);
  self->path = g_strdup (path);
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  sol_admin_begin_request (admin, message);
  soup_server_message_pause (message);
  return self;
}

void
sol_admin_request_free (SolAdminRequest *self)
{
  soup_server_message_unpause (self->message);
  for (guint i = 0; i < SOL_ADMIN_MAX_PARAMS; i++)
    g_free (self->params[i]);
  g_clear_pointer (&self->body, json_object_unref);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->path);
  g_object_unref (self->message);
  g_object_unref (self->admin);
  g_free (self);
}

static gboolean
refuse_field (SolAdminRequest *self,
              guint            status,
              const char      *name,
              const char      *format,
              ...) G_GNUC_PRINTF (4, 5);

static gboolean
refuse_field (SolAdminRequest *self,
              guint            status,
              const char      *name,
              const char      *format,
              ...)
{
  g_autofree char *pointer = g_strconcat ("/", name, NULL);
  g_autofree char *detail = NULL;
  va_list args;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);
  sol_admin_reply_problem (self, status, pointer, detail);
  return FALSE;
}

/* A null counts as missing, as it did in the original */
static JsonNode *
find_field (SolAdminRequest *self,
            const char      *name)
{
  JsonNode *node = self->body != NULL ? json_object_get_member (self->body, name) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
sol_admin_request_read_string (SolAdminRequest  *self,
                               const char       *name,
                               gboolean          is_required,
                               const char      **value)
{
  JsonNode *node = find_field (self, name);

  if (node == NULL && is_required)
    return refuse_field (self, SOUP_STATUS_BAD_REQUEST, name, _ ("%s is missing"), name);
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return refuse_field (self, SOUP_STATUS_UNPROCESSABLE_ENTITY, name, _ ("%s must be a text"),
                         name);
  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
sol_admin_request_read_boolean (SolAdminRequest *self,
                                const char      *name,
                                gboolean        *value)
{
  JsonNode *node = find_field (self, name);

  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_BOOLEAN))
    return refuse_field (self, SOUP_STATUS_UNPROCESSABLE_ENTITY, name,
                         _ ("%s must be true or false"), name);
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
sol_admin_request_read_int (SolAdminRequest *self,
                            const char      *name,
                            gint64           least,
                            gint64           most,
                            gint64          *value)
{
  JsonNode *node = find_field (self, name);

  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < least
      || json_node_get_int (node) > most)
    return refuse_field (self, SOUP_STATUS_UNPROCESSABLE_ENTITY, name,
                         _ ("%s must be a whole number from %" PRId64 " to %" PRId64), name, least,
                         most);
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
sol_admin_request_read_query (SolAdminRequest *self,
                              const char      *name,
                              guint            least,
                              guint            most,
                              guint           *value)
{
  const char *text = self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, least, most, &number, NULL))
    return refuse_field (self, SOUP_STATUS_UNPROCESSABLE_ENTITY, name,
                         _ ("%s must be a whole number from %u to %u"), name, least, most);
  *value = (guint) number;
  return TRUE;
}
