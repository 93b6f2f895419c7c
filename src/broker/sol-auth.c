/* sol-auth.c: who is at the door: names and passwords, checked beside the broker's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-auth.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-auth-job.h"
#include "sol-auth-mosquitto.h"
#include "sol-auth-renewals.h"
#include "sol-mailbox.h"

/* One user with a dear hash must not make all logins slow: 0.2 s at most */
#define MAX_ROUNDS 210000

typedef struct
{
  char         *hash;
  gboolean      is_verified;  /* @digest is of the right password */
  SolAuthDigest digest;
} User;

struct _SolAuth
{
  SolAuthDigest key;
  GHashTable   *users;    /* name → User */
  GHashTable   *jobs;     /* SolAuthDigest → SolAuthJob, which it is part of */
  GHashTable   *renewals;
  guint64       n_rounds; /* of PBKDF2, for the dearest imported hash; at most %MAX_ROUNDS */
  SolAuthRenewFunc renew_func; /* nullable */
  gpointer      renew_data;
  GThreadPool  *workers;
  SolMailbox   *done;     /* SolAuthJob, borrowed from @jobs */
};

static void
user_free (gpointer data)
{
  User *user = data;

  g_free (user->hash);
  explicit_bzero (user, sizeof *user);
  g_free (user);
}

static gboolean
digests_equal (gconstpointer a,
               gconstpointer b)
{
  return sol_auth_digest_equal (a, b);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  SolAuth *self = user_data;

  sol_auth_job_run (data);
  sol_mailbox_post (self->done, data, 0);
}

/* The verdict counts for the user as it is now: a password changed in the meantime is not let in by the old one */
static SolAuthVerdict
sol_auth_judge (SolAuth          *self,
                const SolAuthJob *job)
{
  User *user = g_hash_table_lookup (self->users, job->user_name);

  if (user == NULL)
    return SOL_AUTH_REFUSED_UNKNOWN_USER;
  if (!job->is_right || strcmp (user->hash, job->hash) != 0)
    return SOL_AUTH_REFUSED_PASSWORD;
  user->is_verified = TRUE;
  user->digest = job->digest;
  return SOL_AUTH_ACCEPTED;
}

/* The user was made, or got another password, while the job ran */
static gboolean
sol_auth_is_outdated (SolAuth          *self,
                      const SolAuthJob *job)
{
  User *user = g_hash_table_lookup (self->users, job->user_name);

  return user != NULL && g_strcmp0 (user->hash, job->hash) != 0;
}

/* Those who joined after the change would be refused for what was true before it */
static void
sol_auth_repeat (SolAuth    *self,
                 SolAuthJob *job)
{
  User *user = g_hash_table_lookup (self->users, job->user_name);

  g_free (job->hash);
  job->hash = user != NULL ? g_strdup (user->hash) : NULL;
  job->n_rounds = self->n_rounds;
  job->is_done = job->is_right = FALSE;
  g_thread_pool_push (self->workers, job, NULL);
}

static void
sol_auth_renew (SolAuth          *self,
                const SolAuthJob *job)
{
  sol_auth_renewals_note (self->renewals, job->user_name, job->hash, job->renewed);
  if (self->renew_func != NULL)
    self->renew_func (job->user_name, job->hash, job->renewed, self->renew_data);
}

static void
job_done_cb (gpointer item,
             gpointer user_data)
{
  SolAuth *self = user_data;
  SolAuthJob *job = item;
  SolAuthVerdict verdict;

  /* Not done: somebody joined just after it was skipped */
  if (job->waiters.length > 0 && (!job->is_done || sol_auth_is_outdated (self, job)))
    {
      sol_auth_repeat (self, job);
      return;
    }
  g_hash_table_steal (self->jobs, &job->digest);
  verdict = sol_auth_judge (self, job);
  if (verdict == SOL_AUTH_ACCEPTED && job->renewed != NULL)
    sol_auth_renew (self, job);
  while (sol_auth_job_answer (job, verdict))
    ;
  sol_auth_job_free (job);
}

SolAuth *
sol_auth_new (GMainContext *context)
{
  SolAuth *self = g_new0 (SolAuth, 1);

  sol_auth_digest_make_key (&self->key);
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, user_free);
  self->jobs = g_hash_table_new_full (sol_auth_digest_hash, digests_equal, NULL,
                                      (GDestroyNotify) sol_auth_job_free);
  self->renewals = sol_auth_renewals_new ();
  self->workers = g_thread_pool_new (run_job, self, g_get_num_processors (), FALSE, NULL);
  self->done = sol_mailbox_new (context, 0, 0, job_done_cb, self, NULL);
  return self;
}

void
sol_auth_free (SolAuth *self)
{
  g_thread_pool_free (self->workers, TRUE, TRUE);
  sol_mailbox_close (self->done);
  sol_mailbox_unref (self->done);
  g_hash_table_unref (self->jobs);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->renewals);
  explicit_bzero (&self->key, sizeof self->key);
  g_free (self);
}

static User *
sol_auth_make_user (SolAuth    *self,
                    const char *name,
                    const char *hash)
{
  const User *before = g_hash_table_lookup (self->users, name);
  User *user = g_new0 (User, 1);

  if (before != NULL && sol_auth_renewals_same (self->renewals, name, before->hash, hash))
    {
      user->is_verified = before->is_verified;
      user->digest = before->digest;
    }
  user->hash = g_strdup (hash);
  return user;
}

void
sol_auth_set_users (SolAuth    *self,
                    GHashTable *users)
{
  GHashTable *fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, user_free);
  GHashTableIter iter;
  gpointer name, hash;

  g_hash_table_iter_init (&iter, users);
  self->n_rounds = 0;
  while (g_hash_table_iter_next (&iter, &name, &hash))
    {
      self->n_rounds = MIN (MAX_ROUNDS, MAX (self->n_rounds, sol_auth_mosquitto_get_rounds (hash)));
      g_hash_table_insert (fresh, g_strdup (name), sol_auth_make_user (self, name, hash));
    }
  g_hash_table_unref (self->users);
  self->users = fresh;
}

/* No hash is of such a password, so there is nothing to compute */
static gboolean
is_hashable (SolMqttSlice password)
{
  return password.length <= SOL_AUTH_MAX_PASSWORD
         && (password.length == 0 || memchr (password.data, '\0', password.length) == NULL);
}

/* The job that verifies this password: one that runs, or a new one; NULL when too many wait */
static SolAuthJob *
sol_auth_get_job (SolAuth             *self,
                  const char          *name,
                  SolMqttSlice         password,
                  const SolAuthDigest *digest)
{
  SolAuthJob *job = g_hash_table_lookup (self->jobs, digest);
  User *user = g_hash_table_lookup (self->users, name);

  if (job != NULL || g_hash_table_size (self->jobs) >= SOL_AUTH_MAX_PENDING)
    return job;
  job = sol_auth_job_new (digest, name, user != NULL ? user->hash : NULL, password);
  job->n_rounds = self->n_rounds;
  g_hash_table_insert (self->jobs, &job->digest, job);
  return job;
}

static SolAuthVerdict
sol_auth_wait (SolAuth        *self,
               SolAuthJob     *job,
               SolAuthFunc     func,
               gpointer        user_data,
               SolAuthTicket **ticket)
{
  gboolean is_new;

  if (job == NULL)
    return SOL_AUTH_REFUSED_BUSY;
  is_new = !job->is_pushed;
  *ticket = sol_auth_job_join (job, func, user_data);
  job->is_pushed = TRUE;
  if (is_new)
    g_thread_pool_push (self->workers, job, NULL);
  return SOL_AUTH_PENDING;
}

SolAuthVerdict
sol_auth_check (SolAuth               *self,
                const SolAuthRequest  *request,
                SolAuthFunc            func,
                gpointer               user_data,
                SolAuthTicket        **ticket)
{
  g_autofree char *name = NULL;
  SolAuthDigest digest;
  User *user;

  *ticket = NULL;
  if (!request->has_user_name)
    return request->allow_anonymous ? SOL_AUTH_ACCEPTED : SOL_AUTH_REFUSED_ANONYMOUS;

  name = g_strndup ((const char *) request->user_name.data, request->user_name.length);
  user = g_hash_table_lookup (self->users, name);
  if (!request->has_password || !is_hashable (request->password))
    return user != NULL ? SOL_AUTH_REFUSED_PASSWORD : SOL_AUTH_REFUSED_UNKNOWN_USER;

  sol_auth_digest_compute (&self->key, name, request->password, &digest);
  if (user != NULL && user->is_verified && sol_auth_digest_equal (&user->digest, &digest))
    return SOL_AUTH_ACCEPTED;
  return sol_auth_wait (self, sol_auth_get_job (self, name, request->password, &digest), func,
                        user_data, ticket);
}

void
sol_auth_cancel (SolAuthTicket *ticket)
{
  sol_auth_job_leave (ticket);
}

void
sol_auth_set_renew_func (SolAuth          *self,
                         SolAuthRenewFunc  func,
                         gpointer          user_data)
{
  self->renew_func = func;
  self->renew_data = user_data;
}

gboolean
sol_auth_is_same_password (SolAuth    *self,
                           const char *user_name,
                           const char *a,
                           const char *b)
{
  return sol_auth_renewals_same (self->renewals, user_name, a, b);
}

const char *
sol_auth_get_reason (SolAuthVerdict verdict)
{
  switch (verdict)
    {
    case SOL_AUTH_REFUSED_ANONYMOUS:
      return N_("no user name, and anonymous access is off");
    case SOL_AUTH_REFUSED_UNKNOWN_USER:
      return N_("unknown user name");
    case SOL_AUTH_REFUSED_PASSWORD:
      return N_("wrong password");
    case SOL_AUTH_REFUSED_BUSY:
      return N_("too many passwords are being checked; try again");
    case SOL_AUTH_ACCEPTED:
    case SOL_AUTH_PENDING:
      return NULL;
    }
  g_assert_not_reached ();
}
