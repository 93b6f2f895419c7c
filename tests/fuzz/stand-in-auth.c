/* stand-in-auth.c: lets everybody in at once, where a target would compute hashes of 21 ms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-auth.h"

struct _SolAuth
{
  char octet;
};

SolAuth *
sol_auth_new (GMainContext *context)
{
  return g_new0 (SolAuth, 1);
}

void
sol_auth_free (SolAuth *self)
{
  g_free (self);
}

void
sol_auth_set_users (SolAuth    *self,
                    GHashTable *users)
{
}

void
sol_auth_set_renew_func (SolAuth          *self,
                         SolAuthRenewFunc  func,
                         gpointer          user_data)
{
}

gboolean
sol_auth_is_same_password (SolAuth    *self,
                           const char *user_name,
                           const char *a,
                           const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

SolAuthVerdict
sol_auth_check (SolAuth               *self,
                const SolAuthRequest  *request,
                SolAuthFunc            func,
                gpointer               user_data,
                SolAuthTicket        **ticket)
{
  *ticket = NULL;
  return request->password.length == 1 ? SOL_AUTH_REFUSED_PASSWORD : SOL_AUTH_ACCEPTED;
}

void
sol_auth_cancel (SolAuthTicket *ticket)
{
}

const char *
sol_auth_get_reason (SolAuthVerdict verdict)
{
  return "refused";
}
