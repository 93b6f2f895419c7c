/* sol-auth-method.h: enhanced authentication: the seam for methods
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_AUTH_STEP_CONTINUE,  /* the client is to answer @reply */
  SOL_AUTH_STEP_DONE,      /* it is who it says; @reply goes with the good news */
  SOL_AUTH_STEP_REFUSED,
} SolAuthStep;

/* One of the core's table, which is empty in the product. All in the broker's thread, which must not be kept waiting.
 * Source: MQTT 5.0 §4.12. */
typedef struct
{
  const char  *name;  /* that CONNECT and AUTH name as their Authentication Method */

  /* An exchange begins, at CONNECT or when a client that is connected repeats it. Returns: its state, never NULL */
  gpointer    (*begin) (void);

  /* @data: Authentication Data from the client, empty where it sent none; @reply: (out): an empty array for what it is
   * sent, at most 65535 octets; @user_name: (out) (transfer full): set with %SOL_AUTH_STEP_DONE */
  SolAuthStep (*go_on) (gpointer       state,
                        SolMqttSlice   data,
                        GByteArray    *reply,
                        char         **user_name);

  /* @state: (transfer full): after the last step, or when the connection is gone */
  void        (*end)   (gpointer       state);
} SolAuthMethod;

G_END_DECLS
