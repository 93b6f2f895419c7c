/* sol-replay-speed.c: the speeds that a replay is offered at
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-speed.h"

#include <math.h>

#include <glib/gi18n.h>

/* 0: as fast as they are taken */
static const double speeds[] = { 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 0 };

GListModel *
sol_replay_speed_new_model (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autofree char *name = g_strdup_printf ("× %g", speeds[i]);

      gtk_string_list_append (names, speeds[i] > 0.0 ? name : _("Full speed"));
    }
  return G_LIST_MODEL (names);
}

double
sol_replay_speed_get (guint position)
{
  return speeds[MIN (position, G_N_ELEMENTS (speeds) - 1)];
}

guint
sol_replay_speed_find (double speed)
{
  guint found = G_N_ELEMENTS (speeds) - 1;

  if (speed <= 0.0)
    return found;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (speeds); i++)
    if (speeds[found] == 0.0 || fabs (log (speeds[i] / speed)) < fabs (log (speeds[found] / speed)))
      found = i;
  return found;
}
