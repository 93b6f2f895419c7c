/* sol-admin-auth.c: who may use the admin from elsewhere
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-auth-private.h"

#include <crypt.h>
#include <string.h>
#include <sys/random.h>

#include "sol-throttle.h"

#define MAX_CHECKING 8
#define WRONG_DELAY_MS 500
#define MAX_PASSWORD 511
#define KEY_SIZE 32

struct _SolAdminAuth
{
  grefcount ref_count;
  guint8    key[KEY_SIZE];  /* of the remembered one; of this process */
  char     *remembered; /* nullable: keyed hash of the password that was right, and of its hash */
  guint     n_checking;
  SolThrottle *throttle;  /* owned */
};

typedef struct
{
  SolAdminAuth *auth;
  char         *hash;
  char         *password;
  SolEndpoint   peer;
} Check;

static void
auth_unref (SolAdminAuth *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  explicit_bzero (self->key, sizeof self->key);
  sol_throttle_free (self->throttle);
  g_free (self->remembered);
  g_free (self);
}

static void
check_free (Check *check)
{
  explicit_bzero (check->password, strlen (check->password));
  g_free (check->password);
  g_free (check->hash);
  auth_unref (check->auth);
  g_free (check);
}

SolAdminAuth *
sol_admin_auth_new (void)
{
  SolAdminAuth *self = g_new0 (SolAdminAuth, 1);

  g_ref_count_init (&self->ref_count);
  self->throttle = sol_throttle_new ();
  if (getrandom (self->key, sizeof self->key, 0) != sizeof self->key)
    g_error ("The system gives no random octets");
  return self;
}

void
sol_admin_auth_free (SolAdminAuth *self)
{
  auth_unref (self);
}

static gboolean
was_passed_on (SoupMessageHeaders *headers)
{
  return soup_message_headers_get_one (headers, "X-Forwarded-For") != NULL
         || soup_message_headers_get_one (headers, "Forwarded") != NULL;
}

gboolean
sol_admin_auth_is_local (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return FALSE;
  return g_inet_address_get_is_loopback (
             g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)))
         && !was_passed_on (soup_server_message_get_request_headers (message));
}

static char *
decode_basic (const char *encoded)
{
  gsize length;
  g_autofree guchar *octets = g_base64_decode (encoded, &length);
  g_autofree char *text = g_strndup ((const char *) octets, length);
  const char *colon = strchr (text, ':');

  return colon != NULL ? g_strdup (colon + 1) : NULL;
}

/* Basic with any name, or a bearer's token. Returns: (transfer full) (nullable) */
static char *
dup_password (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  char *password = NULL;

  if (value == NULL)
    return NULL;
  if (g_ascii_strncasecmp (value, "Bearer ", 7) == 0)
    password = g_strdup (value + 7);
  else if (g_ascii_strncasecmp (value, "Basic ", 6) == 0)
    password = decode_basic (value + 6);
  if (password != NULL && (*password == '\0' || strlen (password) > MAX_PASSWORD))
    g_clear_pointer (&password, g_free);
  return password;
}

SolAdminVerdict
sol_admin_auth_precheck (SoupServerMessage *message,
                         const char        *hash)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (sol_admin_auth_is_local (message))
    return SOL_ADMIN_AUTH_GRANTED;
  if (hash == NULL)
    return SOL_ADMIN_AUTH_NOT_SET;
  return soup_message_headers_get_one (headers, "Authorization") != NULL ? SOL_ADMIN_AUTH_GRANTED
                                                                       : SOL_ADMIN_AUTH_MISSING;
}

/* Bound to the stored hash, so that a changed password is not remembered any more */
static char *
dup_keyed_hash (SolAdminAuth *self,
                const char   *hash,
                const char   *password)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);

  g_hmac_update (hmac, (const guchar *) hash, (gssize) strlen (hash) + 1);
  g_hmac_update (hmac, (const guchar *) password, -1);
  return g_strdup (g_hmac_get_string (hmac));
}

/* In a time that does not tell where they differ */
static gboolean
is_same (const char *a,
         const char *b)
{
  gsize length = strlen (a);
  guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8) (a[i] ^ b[i]);
  return difference == 0;
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  const Check *check = data;
  g_autofree struct crypt_data *work = g_new0 (struct crypt_data, 1);
  const char *answer = crypt_r (check->password, check->hash, work);
  gboolean is_right = answer != NULL && *answer != '*' && is_same (answer, check->hash);

  explicit_bzero (work, sizeof *work);
  g_task_return_boolean (task, is_right);
}

static gboolean
answer_wrong_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Check *check = g_task_get_task_data (task);

  check->auth->n_checking--;
  sol_throttle_fail (check->auth->throttle, &check->peer, g_get_monotonic_time ());
  g_task_return_int (task, SOL_ADMIN_AUTH_WRONG);
  return G_SOURCE_REMOVE;
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  const Check *check = g_task_get_task_data (task);
  SolAdminAuth *self = check->auth;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    {
      g_timeout_add (WRONG_DELAY_MS, answer_wrong_cb, task);
      return;
    }
  self->n_checking--;
  g_free (self->remembered);
  self->remembered = dup_keyed_hash (self, check->hash, check->password);
  g_task_return_int (task, SOL_ADMIN_AUTH_GRANTED);
  g_object_unref (task);
}

/* @password: (transfer full). @task: (transfer full) */
static void
check_in_thread (SolAdminAuth      *self,
                 GTask             *task,
                 const SolEndpoint *peer,
                 const char        *hash,
                 char              *password)
{
  g_autoptr (GTask) worker = g_task_new (NULL, NULL, checked_cb, task);
  Check *check = g_new0 (Check, 1);

  g_ref_count_inc (&self->ref_count);
  *check = (Check) { self, g_strdup (hash), password, *peer };
  self->n_checking++;
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  /* Borrowed: @task lives until checked_cb() at least */
  g_task_set_task_data (worker, check, NULL);
  g_task_run_in_thread (worker, check_thread);
}

void
sol_admin_auth_check_async (SolAdminAuth        *self,
                            SoupServerMessage   *message,
                            const char          *hash,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *password = dup_password (message);
  g_autofree char *keyed = NULL;
  SolEndpoint peer = { 0 };

  g_socket_address_to_native (soup_server_message_get_remote_address (message), &peer, sizeof peer, NULL);
  g_task_set_source_tag (task, sol_admin_auth_check_async);
  if (hash != NULL && password != NULL)
    keyed = dup_keyed_hash (self, hash, password);

  if (sol_admin_auth_is_local (message)
      || (keyed != NULL && self->remembered != NULL && is_same (keyed, self->remembered)))
    g_task_return_int (task, SOL_ADMIN_AUTH_GRANTED);
  else if (hash == NULL)
    g_task_return_int (task, SOL_ADMIN_AUTH_NOT_SET);
  else if (password == NULL)
    g_task_return_int (task, SOL_ADMIN_AUTH_MISSING);
  else if (sol_throttle_get_wait_s (self->throttle, &peer, g_get_monotonic_time ()) > 0)
    g_task_return_int (task, SOL_ADMIN_AUTH_PAUSED);
  else if (self->n_checking >= MAX_CHECKING)
    g_task_return_int (task, SOL_ADMIN_AUTH_BUSY);
  else
    {
      check_in_thread (self, task, &peer, hash, g_steal_pointer (&password));
      return;
    }
  g_object_unref (task);
}

SolAdminVerdict
sol_admin_auth_check_finish (GAsyncResult *result)
{
  return (SolAdminVerdict) g_task_propagate_int (G_TASK (result), NULL);
}
