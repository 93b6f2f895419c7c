/* sol-conn-auth-private.h: what a connection has whose CONNECT named an authentication method
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-auth-method.h"
#include "sol-mqtt-connect.h"

G_BEGIN_DECLS

typedef struct
{
  const SolAuthMethod *method; /* borrowed */
  gpointer    state;      /* owned by @method; NULL while no exchange is under way */
  GByteArray *reply;      /* owned: data for the client, of the last step */
  GBytes     *connect;    /* owned: the body of CONNECT until that is answered */
  char       *user_name;  /* owned: who it is, when the first exchange is done */
} SolConnAuth;

SolConnAuth *sol_conn_auth_new  (const SolAuthMethod *method);
void         sol_conn_auth_free (SolConnAuth         *self);

/* One step, the first one of an exchange when none is under way. Who has become somebody cannot become another: that is
 * refused. */
SolAuthStep  sol_conn_auth_step (SolConnAuth         *self,
                                 SolMqttSlice         data);

/* The method, and the last step's data, if any: MQTT-4.12.0-5 */
void         sol_conn_auth_add_properties (const SolConnAuth *self,
                                           GByteArray        *block);

G_END_DECLS
