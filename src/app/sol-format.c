/* sol-format.c: numbers and times as people read them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-format.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-types.h"

/* U+202F, narrow and without a line break */
#define THIN_SPACE "\342\200\257"

char *
sol_format_count (guint64 count)
{
  char digits[32];
  gsize n;
  GString *text = g_string_new (NULL);

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, count);
  n = strlen (digits);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, THIN_SPACE);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

char *
sol_format_rate (double rate)
{
  if (rate >= 100.0)
    return sol_format_count ((guint64) (rate + 0.5));
  if (rate >= 10.0)
    return g_strdup_printf ("%.1f", rate);
  if (rate > 0.0)
    return g_strdup_printf ("%.2g", rate);
  return g_strdup ("0");
}

char *
sol_format_duration (gint64 duration_us)
{
  gint64 s = MAX (duration_us, 0) / G_USEC_PER_SEC;
  int days = (int) (s / 86400);
  int hours = (int) (s / 3600 % 24);
  int minutes = (int) (s / 60 % 60);
  int seconds = (int) (s % 60);

  if (days == 0)
    return g_strdup_printf ("%02d:%02d:%02d", hours, minutes, seconds);
  /* Translators: days, hours, minutes, seconds */
  return g_strdup_printf (_("%d d %02d:%02d:%02d"), days, hours, minutes, seconds);
}

char *
sol_format_time_of_day (gint64   t_us,
                        gboolean millis)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (t_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%H:%M:%S") : g_strdup ("—");

  if (!millis)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s.%03d", text, (int) (t_us % G_USEC_PER_SEC / 1000));
}

const char *
sol_format_version (guint8 version)
{
  switch (version)
    {
    case SOL_MQTT_VERSION_3_1:
      return "3.1";
    case SOL_MQTT_VERSION_5_0:
      return "5.0";
    default:
      return "3.1.1";
    }
}
