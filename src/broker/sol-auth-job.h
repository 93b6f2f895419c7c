/* sol-auth-job.h: one password to be verified, and all who wait for it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-auth-digest.h"
#include "sol-auth.h"

G_BEGIN_DECLS

/* A worker reads @hash, @password and @n_rounds and writes @is_right, @renewed and @is_done; the rest is the broker
 * thread's, which keeps the job until the worker has handed it back. */
typedef struct
{
  SolAuthDigest digest;     /* of name and password: the same again joins this job */
  char         *user_name;
  char         *hash;       /* nullable: there is no such user */
  char         *password;   /* wiped when the job is freed */
  GQueue        waiters;    /* SolAuthTicket by its link */
  gboolean      is_pushed;  /* given to the workers */
  gint          n_waiting;  /* atomic: a worker skips a job that nobody waits for */
  gboolean      is_done;    /* not skipped */
  gboolean      is_right;
  guint64       n_rounds;   /* what the dearest imported hash of any user takes */
  char         *renewed;    /* nullable: our own hash of the password, whose imported one was right */
} SolAuthJob;

struct _SolAuthTicket
{
  GList       link;
  SolAuthJob *job;
  SolAuthFunc func;
  gpointer    user_data;
};

SolAuthJob    *sol_auth_job_new    (const SolAuthDigest *digest,
                                    const char          *user_name,
                                    const char          *hash,
                                    SolMqttSlice         password);

/* With every ticket left */
void           sol_auth_job_free   (SolAuthJob          *self);

SolAuthTicket *sol_auth_job_join   (SolAuthJob          *self,
                                    SolAuthFunc          func,
                                    gpointer             user_data);

/* Frees @ticket */
void           sol_auth_job_leave  (SolAuthTicket       *ticket);

/* Takes the first ticket out, frees it and calls its function. FALSE when there is none. */
gboolean       sol_auth_job_answer (SolAuthJob          *self,
                                    SolAuthVerdict       verdict);

/* Any thread: one crypt(3) and @n_rounds, whoever the user is and whether the password is right; or nothing when nobody
 * waits */
void           sol_auth_job_run    (SolAuthJob          *self);

G_END_DECLS
