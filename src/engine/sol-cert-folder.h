/* sol-cert-folder.h: a folder with an authority of one's own and what it signed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Paths of the files, whether they are there or not */
typedef struct
{
  char *folder;
  char *authority;      /* ca.pem: what devices need, and nothing else */
  char *authority_key;  /* ca-key.pem */
  char *certificate;    /* server.pem */
  char *key;            /* server-key.pem */
} SolCertFolder;

/* @folder: made when it is needed, for its owner alone */
SolCertFolder *sol_cert_folder_new           (const char           *folder);
void           sol_cert_folder_free          (SolCertFolder        *self);

gboolean       sol_cert_folder_has_authority (const SolCertFolder  *self);

/* All functions below read and write files: not in a thread that must not wait. Keys get mode 0600.
 * Errors: %SOL_ENGINE_ERROR_EXISTS for a file that stands there already, %SOL_ENGINE_ERROR_NOT_FOUND
 * without an authority, those of sol_certificate_new(), and %G_FILE_ERROR. */

/**
 * sol_cert_folder_make:
 * @names: names and addresses that the server is reached by; sol_cert_list_names()
 * @force: replaces what is there; devices that trust the old authority must be given the new one
 *
 * An authority for ten years and a server's certificate for 825 days.
 */
gboolean       sol_cert_folder_make          (const SolCertFolder  *self,
                                              const char * const   *names,
                                              gboolean              force,
                                              GError              **error);

/* The server's certificate and key anew, from the authority that is there: devices need nothing */
gboolean       sol_cert_folder_renew         (const SolCertFolder  *self,
                                              const char * const   *names,
                                              GError              **error);

/**
 * sol_cert_folder_make_client:
 * @name: its common name, and the beginning of the files' names: no / and no leading dot
 * @certificate, @key: (out) (transfer full): paths
 */
gboolean       sol_cert_folder_make_client   (const SolCertFolder  *self,
                                              const char           *name,
                                              gboolean              force,
                                              char                **certificate,
                                              char                **key,
                                              GError              **error);

/**
 * sol_cert_list_names:
 * @extra: (nullable): what is to stand first
 *
 * Returns: (transfer full): @extra, the host's name, that with .local, localhost, both loopbacks and
 * the addresses in the local network, each once
 */
char         **sol_cert_list_names           (const char * const   *extra);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolCertFolder, sol_cert_folder_free)

G_END_DECLS
