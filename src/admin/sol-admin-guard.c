/* sol-admin-guard.c: refuses what a foreign page makes a browser send
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-guard-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-auth-private.h"
#include "sol-admin-reply-private.h"

/* Read and thrown away so that a client finds the answer; beyond, the connection is cut */
#define MAX_EXCESS (4 * 1024 * 1024)

static const char *
get_header (SoupServerMessage *message,
            const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

/* `localhost:8000`, `127.0.0.1`, `[::1]:8000`. Returns: (transfer full): the name without port
 * and brackets */
static char *
dup_host_name (const char *host)
{
  const char *end;

  if (*host == '[')
    {
      end = strchr (host, ']');
      return end != NULL ? g_strndup (host + 1, (gsize) (end - host - 1)) : g_strdup (host);
    }
  end = strchr (host, ':');
  return end != NULL ? g_strndup (host, (gsize) (end - host)) : g_strdup (host);
}

static gboolean
is_local_name (const char *name)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (name);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (name, "localhost") == 0;
}

/* A client that sends no Host is no browser */
static gboolean
has_local_host (SoupServerMessage *message)
{
  const char *host = get_header (message, "Host");
  g_autofree char *name = host != NULL ? dup_host_name (host) : NULL;

  return name == NULL || is_local_name (name);
}

static gboolean
has_own_origin (SoupServerMessage *message)
{
  const char *origin = get_header (message, "Origin");
  const char *host = get_header (message, "Host");

  if (origin == NULL)
    return TRUE;
  if (host == NULL)
    return FALSE;
  if (g_str_has_prefix (origin, "http://"))
    return g_ascii_strcasecmp (origin + strlen ("http://"), host) == 0;
  if (g_str_has_prefix (origin, "https://"))
    return g_ascii_strcasecmp (origin + strlen ("https://"), host) == 0;
  return FALSE;
}

static gboolean
is_from_other_site (SoupServerMessage *message)
{
  const char *site = get_header (message, "Sec-Fetch-Site");

  return site != NULL && !g_str_equal (site, "same-origin") && !g_str_equal (site, "none");
}

const char *
sol_admin_guard_check (SoupServerMessage *message,
                       gboolean           is_page)
{
  const char *method = soup_server_message_get_method (message);

  if (sol_admin_auth_is_local (message) && !has_local_host (message))
    return _ ("The request names another computer as its host. Open the admin as http://localhost "
              "with its port.");
  if (!is_page && is_from_other_site (message))
    return _ ("The request comes from a page of another site, which may not use the admin.");
  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD && !has_own_origin (message))
    return _ ("The request comes from a page of another origin, which may not use the admin.");
  return NULL;
}

typedef struct
{
  SolAdminDoor *door;       /* borrowed: there as long as octets come */
  gsize        *all_bytes;  /* counted: what all requests hold */
  gsize         limit;
  gsize         length;     /* so far */
  gsize         held_bytes; /* of @all_bytes */
  gboolean      is_refused; /* said once: by the header, or by the octets */
} Limit;

static void
limit_give_back (Limit *self)
{
  *self->all_bytes -= self->held_bytes;
  self->held_bytes = 0;
}

void
sol_admin_guard_drop_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
}

static void
refuse_body (SoupServerMessage *message,
             Limit             *limit,
             guint              status,
             const char        *detail)
{
  limit->is_refused = TRUE;
  limit_give_back (limit);
  sol_admin_guard_drop_body (message);
  sol_admin_message_set_problem (message, status, NULL, detail);
}

static void
refuse_length (SoupServerMessage *message,
               Limit             *limit)
{
  g_autofree char *detail =
    g_strdup_printf (_ ("The request’s body is too long: at most %zu octets"), limit->limit);

  refuse_body (message, limit, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, detail);
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  Limit *limit = user_data;
  gsize size = g_bytes_get_size (chunk);

  limit->length += size;
  if (limit->length > limit->limit + MAX_EXCESS)
    sol_admin_door_cut (limit->door, message);
  /* Whoever is refused is not kept */
  if (limit->is_refused || soup_server_message_get_status (message) != 0)
    return;
  limit->held_bytes += size;
  *limit->all_bytes += size;
  if (limit->length > limit->limit)
    refuse_length (message, limit);
  else if (*limit->all_bytes > SOL_ADMIN_MAX_BODIES)
    refuse_body (message, limit, SOUP_STATUS_SERVICE_UNAVAILABLE,
                 _ ("The web admin is reading too many long requests: try again later"));
}

static void
limit_free_cb (gpointer  data,
               GClosure *closure)
{
  Limit *self = data;

  limit_give_back (self);
  g_rc_box_release (self->all_bytes);
  g_free (self);
}

void
sol_admin_guard_limit_body (SoupServerMessage *message,
                            SolAdminDoor      *door,
                            gsize             *all_bytes,
                            gsize              limit)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Limit *state = g_new0 (Limit, 1);

  state->door = door;
  state->all_bytes = g_rc_box_acquire (all_bytes);
  state->limit = limit;
  g_signal_connect_data (message, "got-chunk", G_CALLBACK (got_chunk_cb), state, limit_free_cb, 0);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) limit)
    refuse_length (message, state);
}

gboolean
sol_admin_guard_is_json (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_server_message_get_request_body (message)->length == 0)
    return TRUE;
  return g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "application/json") == 0;
}
