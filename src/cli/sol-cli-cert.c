/* sol-cli-cert.c: soliton-cli cert: certificates of an authority of one's own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-cert-folder.h"
#include "sol-certificate.h"
#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-file.h"

typedef struct
{
  char    *folder;
  char   **names;
  gboolean force;
} SolCliCert;

static void
sol_cli_cert_clear (SolCliCert *self)
{
  g_free (self->folder);
  g_strfreev (self->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliCert, sol_cli_cert_clear)

static gboolean
sol_cli_cert_parse (SolCliCert   *self,
                    char       ***argv,
                    GError      **error)
{
  const GOptionEntry entries[] = {
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &self->folder, N_("Folder of the files (tls, in the broker’s data folder)"),
      N_("FOLDER") },
    { "name", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->names,
      N_("Another name or address that the broker is reached by; may be repeated"), N_("NAME") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &self->force, N_("Replace files that are there"), NULL },
    { NULL },
  };

  if (!sol_cli_parse (entries, NULL, _("[make | renew | client NAME | show]"),
                      _("Makes a certificate authority and what it signs, for MQTT over TLS. “make” is for the "
                        "first time, “renew” makes the broker’s certificate anew, “client” makes one for a "
                        "device."),
                      argv, error))
    return FALSE;
  if (self->folder == NULL)
    self->folder = g_build_filename (g_get_user_data_dir (), "soliton", "broker", "tls", NULL);
  return TRUE;
}

static char *
dup_end (const char *pem)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (sol_certificate_read_expiry (pem));

  return end != NULL ? g_date_time_format (end, "%F") : g_strdup ("?");
}

/* Scripts read these lines: a name, blanks, a path */
static gboolean
print_certificate (const char  *label,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *pem = NULL;
  g_autofree char *end = NULL;

  if (!sol_file_read (path, SOL_FILE_MAX_PEM, &pem, NULL, error))
    return FALSE;
  end = dup_end (pem);
  g_print ("%-12s%s\n", label, path);
  g_print ("%-12s%s\n", "  until", end);
  return TRUE;
}

static gboolean
print_authority (const SolCertFolder  *folder,
                 GError              **error)
{
  g_autofree char *pem = NULL;
  g_autofree char *print = NULL;

  if (!print_certificate ("Authority", folder->authority, error)
      || !sol_file_read (folder->authority, SOL_FILE_MAX_PEM, &pem, NULL, error))
    return FALSE;
  print = sol_certificate_dup_print (pem);
  g_print ("%-12s%s\n", "  SHA-256", print != NULL ? print : "?");
  return TRUE;
}

static gboolean
show (const SolCertFolder  *folder,
      GError              **error)
{
  if (!print_authority (folder, error)
      || !print_certificate ("Certificate", folder->certificate, error))
    return FALSE;
  g_print ("%-12s%s\n", "Key", folder->key);
  g_print (_("\nCopy %s to every device: that is all it needs. The keys stay here.\nRun the broker with:\n"
             "  soliton-cli broker --tls-port 8883 --tls-cert %s --tls-key %s\n"),
           folder->authority, folder->certificate, folder->key);
  return TRUE;
}

static gboolean
make_client (const SolCliCert     *self,
             const SolCertFolder  *folder,
             const char           *name,
             GError              **error)
{
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;

  if (!sol_cert_folder_make_client (folder, name, self->force, &certificate, &key, error)
      || !print_authority (folder, error) || !print_certificate ("Certificate", certificate, error))
    return FALSE;
  g_print ("%-12s%s\n", "Key", key);
  g_print (_("\nCopy these three files to the device “%s”. The broker asks for them with:\n"
             "  --tls-client-ca %s\n"),
           name, folder->authority);
  return TRUE;
}

static gboolean
run_server (const SolCliCert     *self,
            const SolCertFolder  *folder,
            const char           *verb,
            GError              **error)
{
  g_auto (GStrv) names = sol_cert_list_names ((const char * const *) self->names);
  const char * const *list = (const char * const *) names;

  if (g_str_equal (verb, "make") && !sol_cert_folder_make (folder, list, self->force, error))
    return FALSE;
  if (g_str_equal (verb, "renew") && !sol_cert_folder_renew (folder, list, error))
    return FALSE;
  return show (folder, error);
}

static gboolean
run (const SolCliCert  *self,
     char             **words,
     GError           **error)
{
  static const char *const verbs[] = { "make", "renew", "show", NULL };
  guint n = g_strv_length (words);
  const char *verb = n > 1 ? words[1] : "make";
  g_autoptr (SolCertFolder) folder = sol_cert_folder_new (self->folder);

  if (n == 3 && g_str_equal (verb, "client"))
    return make_client (self, folder, words[2], error);
  if (n <= 2 && g_strv_contains (verbs, verb))
    return run_server (self, folder, verb, error);
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("Say make, renew, show, or client and one name."));
  return FALSE;
}

int
sol_cli_run_cert (char **argv)
{
  g_auto (GStrv) words = g_strdupv (argv);
  g_auto (SolCliCert) self = { 0 };
  GError *error = NULL;

  if (!sol_cli_cert_parse (&self, &words, &error) || !run (&self, words, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
