/* sol-auth-job.c: one password to be verified, and all who wait for it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-auth-job.h"

#include "sol-auth-mosquitto.h"
#include "sol-broker-password-private.h"

#include <crypt.h>
#include <string.h>

/* Of a random password that was not kept: an unknown user costs what a wrong password costs */
#define NOBODY "$y$j9T$s8u3BC3w.AmsTjd/6k1xV/$S/f.6kFaUpr2y5M5LgOWjQXehagrdmkzEXoYMZAQoa6"

SolAuthJob *
sol_auth_job_new (const SolAuthDigest *digest,
                  const char          *user_name,
                  const char          *hash,
                  SolMqttSlice         password)
{
  SolAuthJob *self = g_new0 (SolAuthJob, 1);

  self->digest = *digest;
  self->user_name = g_strdup (user_name);
  self->hash = g_strdup (hash);
  self->password = g_malloc (password.length + 1);
  memcpy (self->password, password.data, password.length);
  self->password[password.length] = '\0';
  g_queue_init (&self->waiters);
  return self;
}

void
sol_auth_job_free (SolAuthJob *self)
{
  while (self->waiters.head != NULL)
    sol_auth_job_leave (self->waiters.head->data);
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->hash);
  g_free (self->renewed);
  g_free (self->user_name);
  g_free (self);
}

SolAuthTicket *
sol_auth_job_join (SolAuthJob  *self,
                   SolAuthFunc  func,
                   gpointer     user_data)
{
  SolAuthTicket *ticket = g_new0 (SolAuthTicket, 1);

  ticket->link.data = ticket;
  ticket->job = self;
  ticket->func = func;
  ticket->user_data = user_data;
  g_queue_push_tail_link (&self->waiters, &ticket->link);
  g_atomic_int_inc (&self->n_waiting);
  return ticket;
}

void
sol_auth_job_leave (SolAuthTicket *ticket)
{
  g_queue_unlink (&ticket->job->waiters, &ticket->link);
  g_atomic_int_add (&ticket->job->n_waiting, -1);
  g_free (ticket);
}

gboolean
sol_auth_job_answer (SolAuthJob     *self,
                     SolAuthVerdict  verdict)
{
  SolAuthTicket *ticket = g_queue_peek_head (&self->waiters);
  SolAuthFunc func;
  gpointer user_data;

  if (ticket == NULL)
    return FALSE;
  func = ticket->func;
  user_data = ticket->user_data;
  sol_auth_job_leave (ticket);
  func (verdict, user_data);
  return TRUE;
}

static gboolean
is_same_text (const char *a,
              const char *b)
{
  gsize length = strlen (a);
  guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= a[i] ^ b[i];
  return difference == 0;
}

/* As crypt(3) writes it */
static gboolean
is_password_of (const char *password,
                const char *hash)
{
  /* 32 KiB, and full of what was computed from the password */
  struct crypt_data *data = g_new0 (struct crypt_data, 1);
  const char *result = crypt_r (password, hash, data);
  gboolean is_right = result != NULL && result[0] != '*' && is_same_text (result, hash);

  explicit_bzero (data, sizeof *data);
  g_free (data);
  return is_right;
}

/* The crypt(3) that others cost goes into a hash of our own, or into nothing */
static void
sol_auth_job_check_imported (SolAuthJob *self)
{
  guint64 n_rounds = sol_auth_mosquitto_get_rounds (self->hash);

  self->is_right = sol_auth_mosquitto_verify (self->hash, self->password);
  sol_auth_mosquitto_spend (self->n_rounds - MIN (n_rounds, self->n_rounds), self->password);
  g_clear_pointer (&self->renewed, g_free);
  if (self->is_right)
    self->renewed = sol_broker_hash_password (self->password);
  else
    is_password_of (self->password, NOBODY);
}

static void
sol_auth_job_check (SolAuthJob *self)
{
  gboolean is_right = is_password_of (self->password, self->hash != NULL ? self->hash : NOBODY);

  self->is_right = self->hash != NULL && is_right;
  sol_auth_mosquitto_spend (self->n_rounds, self->password);
}

void
sol_auth_job_run (SolAuthJob *self)
{
  if (g_atomic_int_get (&self->n_waiting) == 0)
    return;
  if (self->hash != NULL && g_str_has_prefix (self->hash, SOL_AUTH_MOSQUITTO_PREFIX))
    sol_auth_job_check_imported (self);
  else
    sol_auth_job_check (self);
  self->is_done = TRUE;
}
