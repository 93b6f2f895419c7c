/* octets5-support.h: clients of MQTT 5.0 made of octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "octets-support.h"

G_BEGIN_DECLS

/* A client of 5.0 with a clean start, connected; no keep-alive. @properties: of CONNECT, as a
 * script, empty for none. What CONNACK offers is not looked at, errors come without words. */
int      octets5_open_with    (Octets        *self,
                               const char    *client_id,
                               const char    *properties);

/* Without a clean start; CONNACK must say @is_present. With a Session Expiry Interval in
 * @properties the session lasts. */
int      octets5_resume       (Octets        *self,
                               const char    *client_id,
                               const char    *properties,
                               gboolean       is_present);

/* The same with a will `gone` to `t0`, and with a clean start unless it @resumes */
int      octets5_open_mortal  (Octets        *self,
                               const char    *client_id,
                               const char    *properties,
                               gboolean       resumes,
                               gboolean       is_present);

/* octets5_open_with() without properties, and one subscription */
int      octets5_subscribe    (Octets        *self,
                               const char    *client_id,
                               const char    *filter,
                               guint8         options);

/* Each of @scripts (ended by NULL), on a connection of 5.0 of its own, is answered with DISCONNECT
 * and @reason, and with nothing else */
void     octets5_check_fatal  (Octets        *self,
                               guint8         reason,
                               const char   **scripts);

/* A Session Expiry Interval of 1000 s */
#define OCTETS5_LASTS "11 000003e8"

G_END_DECLS
