/* sol-mqtt-topic.c: names and filters of topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-topic.h"

#include <string.h>

static gboolean
is_topic_string (const char *text,
                 gsize       length)
{
  return length > 0 && length <= G_MAXUINT16 && sol_mqtt_utf8_is_valid (text, length);
}

gboolean
sol_mqtt_topic_is_name (const char *topic,
                        gsize       length)
{
  return is_topic_string (topic, length) && memchr (topic, '+', length) == NULL
         && memchr (topic, '#', length) == NULL;
}

static gboolean
is_level_end (const char *at,
              const char *end)
{
  return at == end || *at == '/';
}

static gboolean
wildcards_are_whole (const char *filter,
                     gsize       length)
{
  const char *end = filter + length;

  for (const char *at = filter; at < end; at++)
    {
      if (*at != '+' && *at != '#')
        continue;
      if ((at > filter && at[-1] != '/') || !is_level_end (at + 1, end))
        return FALSE;
      if (*at == '#' && at + 1 != end)
        return FALSE;
    }
  return TRUE;
}

gboolean
sol_mqtt_topic_is_filter (const char *filter,
                          gsize       length)
{
  return is_topic_string (filter, length) && wildcards_are_whole (filter, length);
}

gboolean
sol_mqtt_topic_is_shared (const char *filter,
                          gsize       length)
{
  gsize prefix_len = strlen (SOL_MQTT_SHARE_PREFIX);

  return length >= prefix_len && memcmp (filter, SOL_MQTT_SHARE_PREFIX, prefix_len) == 0;
}

gboolean
sol_mqtt_topic_split_shared (const char    *filter,
                             gsize          length,
                             SolMqttShared *shared)
{
  const char *group = filter + strlen (SOL_MQTT_SHARE_PREFIX);
  const char *slash;

  if (!sol_mqtt_topic_is_shared (filter, length))
    return FALSE;
  slash = memchr (group, '/', (gsize) (filter + length - group));
  if (slash == NULL)
    return FALSE;
  *shared = (SolMqttShared) {
    .group = group,
    .group_len = (gsize) (slash - group),
    .filter = slash + 1,
    .filter_len = (gsize) (filter + length - slash) - 1,
  };
  return sol_mqtt_topic_is_name (group, shared->group_len)
         && sol_mqtt_topic_is_filter (shared->filter, shared->filter_len);
}

/* Moves both behind the level they stand at; FALSE when the level differs */
static gboolean
match_level (const char **filter,
             const char  *filter_end,
             const char **topic,
             const char  *topic_end)
{
  const char *f = *filter, *t = *topic;

  if (f < filter_end && *f == '+')
    {
      f++;
      while (!is_level_end (t, topic_end))
        t++;
    }
  else
    while (!is_level_end (f, filter_end) && t < topic_end && *f == *t)
      {
        f++;
        t++;
      }
  *filter = f;
  *topic = t;
  return is_level_end (f, filter_end) && is_level_end (t, topic_end);
}

gboolean
sol_mqtt_topic_matches (const char *filter,
                        gsize       filter_len,
                        const char *topic,
                        gsize       topic_len)
{
  const char *filter_end = filter + filter_len, *topic_end = topic + topic_len;

  if (*topic == '$' && (*filter == '+' || *filter == '#'))
    return FALSE;
  for (;; filter++, topic++)
    {
      if (filter < filter_end && *filter == '#')
        return TRUE;
      if (!match_level (&filter, filter_end, &topic, topic_end))
        return FALSE;
      if (filter == filter_end)
        return topic == topic_end;
      if (topic == topic_end)
        return filter_end - filter == 2 && filter[1] == '#';
    }
}
