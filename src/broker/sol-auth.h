/* sol-auth.h: who is at the door: names and passwords, checked beside the broker's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-connect.h"

G_BEGIN_DECLS

/* Checks that may wait at once, each with a name and password of its own: 20 s of work on two cores */
#define SOL_AUTH_MAX_PENDING 2048

/* The longest password that crypt(3) takes, in octets */
#define SOL_AUTH_MAX_PASSWORD 511

typedef enum
{
  SOL_AUTH_ACCEPTED,
  SOL_AUTH_REFUSED_ANONYMOUS,    /* no user name, and one is needed */
  SOL_AUTH_REFUSED_UNKNOWN_USER,
  SOL_AUTH_REFUSED_PASSWORD,     /* wrong, or none; or the user changed while it was checked */
  SOL_AUTH_REFUSED_BUSY,         /* %SOL_AUTH_MAX_PENDING others are waiting */
  SOL_AUTH_PENDING,              /* the function will be called */
} SolAuthVerdict;

/* What a CONNECT brings; borrowed during the call */
typedef struct
{
  gboolean     allow_anonymous;
  gboolean     has_user_name;
  SolMqttSlice user_name;
  gboolean     has_password;
  SolMqttSlice password;
} SolAuthRequest;

typedef struct _SolAuth SolAuth;
typedef struct _SolAuthTicket SolAuthTicket;

/* @verdict: any but %SOL_AUTH_PENDING. The ticket is gone when it is called. */
typedef void (*SolAuthFunc) (SolAuthVerdict verdict,
                             gpointer       user_data);

/**
 * sol_auth_new:
 * @context: the broker's; all functions here belong to its thread
 *
 * Has as many threads as the computer has cores; they exist only while passwords are checked.
 */
SolAuth        *sol_auth_new       (GMainContext          *context);

/* Waits for the checks that are running, 21 ms each; those that wait are forgotten, their functions never called */
void            sol_auth_free      (SolAuth               *self);

/**
 * sol_auth_set_users:
 * @users: (element-type utf8): name → hash as crypt(3) writes it
 *
 * Replaces the users. What was remembered of a user with another hash is forgotten.
 */
void            sol_auth_set_users (SolAuth               *self,
                                    GHashTable            *users);

/**
 * sol_auth_check:
 * @func: called in the broker's context when the result is %SOL_AUTH_PENDING, unless cancelled
 * @ticket: (out): for sol_auth_cancel(), NULL unless pending
 *
 * A client that gives a user name is always checked, also where anonymous ones are let in. A
 * password once verified is remembered as HMAC-SHA256 under a key that lives as long as the
 * process, until its user changes: a thousand devices that come back cost 2 µs each. The first
 * check costs one yescrypt, 21 ms, and as many rounds of PBKDF2 as the dearest imported hash, up to
 * 210,000, whether the user exists, was imported or neither; devices that wait with the same name and
 * password share it.
 */
SolAuthVerdict  sol_auth_check     (SolAuth               *self,
                                    const SolAuthRequest  *request,
                                    SolAuthFunc            func,
                                    gpointer               user_data,
                                    SolAuthTicket        **ticket);

/* The function will not be called */
void            sol_auth_cancel    (SolAuthTicket         *ticket);

/* A sentence for the log, untranslated; NULL for %SOL_AUTH_ACCEPTED and %SOL_AUTH_PENDING */
const char     *sol_auth_get_reason (SolAuthVerdict        verdict);

/* An imported hash was right: @renewed is our own of the same password, worth storing in its place */
typedef void (*SolAuthRenewFunc) (const char *user_name,
                                  const char *hash,
                                  const char *renewed,
                                  gpointer    user_data);

/* Called in the broker's thread, once for each right password of a user whose hash is an imported one */
void            sol_auth_set_renew_func (SolAuth              *self,
                                         SolAuthRenewFunc      func,
                                         gpointer              user_data);

/* @a, @b: (nullable): whether two hashes of the user are of one password, as far as is known */
gboolean        sol_auth_is_same_password (SolAuth            *self,
                                           const char         *user_name,
                                           const char         *a,
                                           const char         *b);

G_END_DECLS
