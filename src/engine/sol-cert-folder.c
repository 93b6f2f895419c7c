/* sol-cert-folder.c: a folder with an authority of one's own and what it signed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cert-folder.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sol-certificate.h"
#include "sol-engine.h"
#include "sol-file.h"
#include "sol-text.h"

#define HOUR_S G_GINT64_CONSTANT (3600)
#define DAY_S (24 * HOUR_S)
#define AUTHORITY_DAYS 3652
/* The longest that Apple's systems take from an authority of one's own */
#define SERVER_DAYS 825

#define KEY_MODE 0600
#define CERTIFICATE_MODE 0644

SolCertFolder *
sol_cert_folder_new (const char *folder)
{
  SolCertFolder *self = g_new0 (SolCertFolder, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->authority = g_build_filename (self->folder, "ca.pem", NULL);
  self->authority_key = g_build_filename (self->folder, "ca-key.pem", NULL);
  self->certificate = g_build_filename (self->folder, "server.pem", NULL);
  self->key = g_build_filename (self->folder, "server-key.pem", NULL);
  return self;
}

void
sol_cert_folder_free (SolCertFolder *self)
{
  g_free (self->folder);
  g_free (self->authority);
  g_free (self->authority_key);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self);
}

gboolean
sol_cert_folder_has_authority (const SolCertFolder *self)
{
  return g_file_test (self->authority, G_FILE_TEST_EXISTS);
}

static gboolean
check_free (const char  *path,
            gboolean     force,
            GError     **error)
{
  if (force || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_EXISTS,
               _("“%s” is there already. Renew it, or ask for it to be replaced."), path);
  return FALSE;
}

static gboolean
write_text (const char  *path,
            const char  *text,
            int          mode,
            GError     **error)
{
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode,
                                   error);
}

static gboolean
sol_cert_folder_write (const SolCertFolder   *self,
                       const SolCertificate  *made,
                       const char            *certificate,
                       const char            *key,
                       GError               **error)
{
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _("Cannot make the folder “%s”: %s"), self->folder, g_strerror (errno));
      return FALSE;
    }
  return write_text (key, made->key, KEY_MODE, error)
         && write_text (certificate, made->certificate, CERTIFICATE_MODE, error);
}

/* An hour before now: a device's clock may be slow */
static SolCertificate *
make (SolCertificateKind     kind,
      const char            *name,
      const char * const    *names,
      int                    days,
      const SolCertificate  *authority,
      GError               **error)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  SolCertificateSettings settings = { kind, name, names, now_s - HOUR_S, now_s + days * DAY_S - HOUR_S };

  return sol_certificate_new (&settings, authority, error);
}

/* With the day, so that a device which knows an older one does not take one for the other */
static SolCertificate *
make_authority (GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *name = g_strdup_printf ("Soliton CA %.24s %s", g_get_host_name (), day);

  return make (SOL_CERTIFICATE_AUTHORITY, name, NULL, AUTHORITY_DAYS, NULL, error);
}

static SolCertificate *
sol_cert_folder_read_authority (const SolCertFolder  *self,
                                GError              **error)
{
  g_autoptr (SolCertificate) authority = g_new0 (SolCertificate, 1);

  if (!sol_cert_folder_has_authority (self))
    {
      g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_NOT_FOUND,
                   _("There is no authority in “%s” yet: make one with “soliton-cli cert make”."),
                   self->folder);
      return NULL;
    }
  if (!sol_file_read (self->authority, SOL_FILE_MAX_PEM, &authority->certificate, NULL, error)
      || !sol_file_read (self->authority_key, SOL_FILE_MAX_PEM, &authority->key, NULL, error))
    return NULL;
  return g_steal_pointer (&authority);
}

static gboolean
sol_cert_folder_make_server (const SolCertFolder   *self,
                             const SolCertificate  *authority,
                             const char * const    *names,
                             GError               **error)
{
  g_autofree char *name = g_strndup (names[0], SOL_CERTIFICATE_MAX_NAME);
  g_autoptr (SolCertificate) server
      = make (SOL_CERTIFICATE_SERVER, name, names, SERVER_DAYS, authority, error);

  return server != NULL && sol_cert_folder_write (self, server, self->certificate, self->key, error);
}

gboolean
sol_cert_folder_make (const SolCertFolder  *self,
                      const char * const   *names,
                      gboolean              force,
                      GError              **error)
{
  g_autoptr (SolCertificate) authority = NULL;

  if (!check_free (self->authority, force, error) || !check_free (self->authority_key, force, error)
      || !check_free (self->certificate, force, error) || !check_free (self->key, force, error))
    return FALSE;
  authority = make_authority (error);
  return authority != NULL
         && sol_cert_folder_write (self, authority, self->authority, self->authority_key, error)
         && sol_cert_folder_make_server (self, authority, names, error);
}

gboolean
sol_cert_folder_renew (const SolCertFolder  *self,
                       const char * const   *names,
                       GError              **error)
{
  g_autoptr (SolCertificate) authority = sol_cert_folder_read_authority (self, error);

  return authority != NULL && sol_cert_folder_make_server (self, authority, names, error);
}

static gboolean
check_file_name (const char  *name,
                 GError     **error)
{
  g_autofree char *head = sol_text_head (name, 80);

  if (*name != '\0' && *name != '.' && strchr (name, '/') == NULL)
    return TRUE;
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
               _("“%.80s” cannot be a client’s name: files are named after it, so it has no / in it and "
                 "does not begin with a dot."),
               head);
  return FALSE;
}

static char *
build_client_path (const SolCertFolder *self,
                   const char          *name,
                   const char          *ending)
{
  g_autofree char *base = g_strconcat ("client-", name, ending, NULL);

  return g_build_filename (self->folder, base, NULL);
}

gboolean
sol_cert_folder_make_client (const SolCertFolder  *self,
                             const char           *name,
                             gboolean              force,
                             char                **certificate,
                             char                **key,
                             GError              **error)
{
  g_autofree char *certificate_path = build_client_path (self, name, ".pem");
  g_autofree char *key_path = build_client_path (self, name, "-key.pem");
  g_autoptr (SolCertificate) authority = NULL;
  g_autoptr (SolCertificate) client = NULL;

  if (!check_file_name (name, error) || !check_free (certificate_path, force, error)
      || !check_free (key_path, force, error))
    return FALSE;
  authority = sol_cert_folder_read_authority (self, error);
  if (authority != NULL)
    client = make (SOL_CERTIFICATE_CLIENT, name, NULL, SERVER_DAYS, authority, error);
  if (client == NULL || !sol_cert_folder_write (self, client, certificate_path, key_path, error))
    return FALSE;
  *certificate = g_steal_pointer (&certificate_path);
  *key = g_steal_pointer (&key_path);
  return TRUE;
}

static void
add_name (GPtrArray  *names,
          const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (names->pdata[i], name) == 0)
      return;
  g_ptr_array_add (names, g_strdup (name));
}

/* A host's name may be anything; what no resolver would ask for is left out */
static void
add_host_names (GPtrArray *names)
{
  const char *host = g_get_host_name ();
  g_autofree char *local = g_strconcat (host, ".local", NULL);

  if (*host == '\0' || host[strspn (host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-")]
                           != '\0')
    return;
  add_name (names, host);
  if (strchr (host, '.') == NULL)
    add_name (names, local);
}

char **
sol_cert_list_names (const char * const *extra)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) addresses = sol_engine_list_lan_addresses ();

  for (guint i = 0; extra != NULL && extra[i] != NULL; i++)
    add_name (names, extra[i]);
  add_host_names (names);
  add_name (names, "localhost");
  add_name (names, "127.0.0.1");
  add_name (names, "::1");
  for (guint i = 0; addresses[i] != NULL; i++)
    add_name (names, addresses[i]);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}
