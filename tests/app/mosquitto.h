/* mosquitto.h: Debian's mosquitto on a port of this computer, for one test
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char        *folder;   /* what the test puts there goes with it */
  guint16      port;
  GSubprocess *process;
} Mosquitto;

/* Chooses a port and makes a folder */
void mosquitto_init  (Mosquitto  *self);
/* @settings: lines of its configuration. Returns when it listens */
void mosquitto_start (Mosquitto  *self,
                      const char *settings);
void mosquitto_clear (Mosquitto  *self);

/* Returns: (transfer full): the path of @name in its folder */
char *mosquitto_path (Mosquitto  *self,
                      const char *name);

/* Runs a program of this computer, which must succeed; a NULL ends its words */
void mosquitto_run   (const char *program,
                      ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mosquitto, mosquitto_clear)

G_END_DECLS
