/* octets-durable.h: a broker over a database that outlives it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "octets-support.h"

G_BEGIN_DECLS

typedef struct
{
  Octets  octets;
  char   *folder;
  char   *path;      /* of the database that the broker has now */
  guint   n_kills;
} Durable;

void   durable_set_up    (Durable       *self,
                          gconstpointer  data);
void   durable_tear_down (Durable       *self,
                          gconstpointer  data);

/**
 * durable_kill:
 * @down_s: how long it is before the next broker begins
 *
 * What the database is at this moment is what the next broker gets: as when the process is killed.
 * Connections of the test end.
 */
void   durable_kill      (Durable       *self,
                          guint          down_s);
/* An orderly end, and another broker over the same database */
void   durable_restart   (Durable       *self);

/* On the broker's database, by a connection of the test's own */
void   durable_run_sql   (Durable       *self,
                          const char    *sql);
gint64 durable_read_sql  (Durable       *self,
                          const char    *sql);
/* Waits until @sql gives @value */
void   durable_wait_sql  (Durable       *self,
                          const char    *sql,
                          gint64         value);
/* Until durable_unlock() the broker's commits wait, five seconds at most */
gpointer durable_lock    (Durable       *self);
void   durable_unlock    (gpointer       lock);

G_END_DECLS
