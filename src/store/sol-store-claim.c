/* sol-store-claim.c: one broker a database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-claim-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "sol-store.h"

#define TURN_WAIT_US (10 * G_USEC_PER_SEC)
#define TURN_STEP_US 5000

static gboolean
fail (const char  *path,
      int          number,
      GError     **error)
{
  if (number == EWOULDBLOCK)
    g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_BUSY,
                 _ ("Another broker uses the database “%s”. Stop that one, or choose another "
                    "folder for this one’s data."),
                 path);
  else
    g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_OPEN,
                 _ ("Cannot lock the database “%s”: %s. Check that you may write to its folder."),
                 path, g_strerror (number));
  return FALSE;
}

gboolean
sol_store_claim (SolStoreDb  *db,
                 GError     **error)
{
  const char *path = sqlite3_db_filename (db->handle, NULL);
  g_autofree char *lock_path = NULL;
  int fd;

  if (db->claim_fd >= 0 || path == NULL || *path == '\0')
    return TRUE;
  lock_path = g_strconcat (path, ".lock", NULL);
  fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (path, errno, error);
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      db->claim_fd = fd;
      return TRUE;
    }
  fail (path, errno, error);
  close (fd);
  return FALSE;
}

/* flock() has no time-out */
static gboolean
wait_for_lock (int fd)
{
  gint64 end_us = g_get_monotonic_time () + TURN_WAIT_US;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK || g_get_monotonic_time () > end_us)
        return FALSE;
      g_usleep (TURN_STEP_US);
    }
  return TRUE;
}

gboolean
sol_store_take_turn (const char  *path,
                     int         *turn,
                     GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean is_taken;

  *turn = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (*turn < 0 || wait_for_lock (*turn))
    return TRUE;
  is_taken = errno == EWOULDBLOCK;
  close (*turn);
  *turn = -1;
  if (is_taken)
    g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_BUSY,
                 _ ("Another program has been opening the database “%s” for ten seconds. Wait until it is done, or "
                    "end it, and try again."),
                 path);
  return !is_taken;
}
