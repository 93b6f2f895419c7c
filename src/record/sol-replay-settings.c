/* sol-replay-settings.c: what a replay makes of a recorded message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-settings-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"

void
sol_replay_settings_init (SolReplaySettings *settings)
{
  *settings = (SolReplaySettings) { .speed = 1.0, .qos = -1, .retain = -1 };
}

static gboolean
fail (GError     **error,
      const char  *text)
{
  g_set_error_literal (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID, text);
  return FALSE;
}

static gboolean
check_map (const char  *pair,
           GError     **error)
{
  const char *equals = strchr (pair, '=');

  if (equals != NULL && sol_mqtt_topic_is_name (pair, (gsize) (equals - pair))
      && sol_mqtt_topic_is_name (equals + 1, strlen (equals + 1)))
    return TRUE;
  g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID,
               _ ("map: “%s” is not FROM=TO, two topics without + and #."), pair);
  return FALSE;
}

static gboolean
check_filter (const char  *filter,
              GError     **error)
{
  if (sol_mqtt_topic_is_filter (filter, strlen (filter)))
    return TRUE;
  g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID,
               _ ("filter: “%s” is not a filter. + stands for one whole level, # for all that follow."), filter);
  return FALSE;
}

static gboolean
check_all (const char * const  *texts,
           gboolean           (*check) (const char  *text,
                                        GError     **error),
           GError             **error)
{
  for (; texts != NULL && *texts != NULL; texts++)
    if (!check (*texts, error))
      return FALSE;
  return TRUE;
}

gboolean
sol_replay_settings_check (const SolReplaySettings  *settings,
                           GError                  **error)
{
  const char *prefix = settings->prefix;

  if (settings->speed != 0.0 && !(settings->speed >= SOL_REPLAY_MIN_SPEED && settings->speed <= SOL_REPLAY_MAX_SPEED))
    return fail (error, _ ("speed: must be 0.1 to 100, or 0 for as fast as can be."));
  if (settings->qos < -1 || settings->qos > 2)
    return fail (error, _ ("qos: must be 0, 1 or 2."));
  if (settings->to_ns != 0 && settings->to_ns <= settings->from_ns)
    return fail (error, _ ("to: must be later than from."));
  if (prefix != NULL && *prefix != '\0' && !sol_mqtt_topic_is_name (prefix, strlen (prefix)))
    return fail (error, _ ("prefix: must be text without + and #."));
  return check_all (settings->map, check_map, error) && check_all (settings->filters, check_filter, error);
}

void
sol_replay_settings_copy (SolReplaySettings       *self,
                          const SolReplaySettings *from)
{
  *self = *from;
  self->prefix = g_strdup (from->prefix);
  self->map = (const char * const *) g_strdupv ((char **) from->map);
  self->filters = (const char * const *) g_strdupv ((char **) from->filters);
}

void
sol_replay_settings_clear (SolReplaySettings *self)
{
  g_free ((char *) self->prefix);
  g_strfreev ((char **) self->map);
  g_strfreev ((char **) self->filters);
}

gboolean
sol_replay_settings_wants (const SolReplaySettings  *self,
                           const SolRecordedMessage *recorded)
{
  const SolMessageParts *parts = &recorded->parts;

  if (self->filters == NULL)
    return TRUE;
  for (const char * const *filter = self->filters; *filter != NULL; filter++)
    if (sol_mqtt_topic_matches (*filter, strlen (*filter), parts->topic, parts->topic_len))
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): what stands for the first @n_replaced octets of @topic */
static const char *
find_replacement (const SolReplaySettings *self,
                  const SolMessageParts   *parts,
                  gsize                   *n_replaced)
{
  for (const char * const *pair = self->map; pair != NULL && *pair != NULL; pair++)
    {
      gsize length = strcspn (*pair, "=");

      if (length > parts->topic_len || memcmp (*pair, parts->topic, length) != 0)
        continue;
      if (length < parts->topic_len && parts->topic[length] != '/')
        continue;
      *n_replaced = length;
      return *pair + length + 1;
    }
  *n_replaced = 0;
  return NULL;
}

/* Below $SYS a broker tells of itself alone */
static gboolean
can_be_published (const char *topic,
                  gsize       length)
{
  return sol_mqtt_topic_is_name (topic, length) && !g_str_equal (topic, "$SYS") && !g_str_has_prefix (topic, "$SYS/");
}

SolMessage *
sol_replay_settings_make (const SolReplaySettings  *self,
                          const SolRecordedMessage *recorded,
                          gint64                    now_us)
{
  g_autoptr (GString) topic = g_string_new (self->prefix);
  SolMessageParts parts = recorded->parts;
  gsize n_replaced;
  const char *replacement = find_replacement (self, &parts, &n_replaced);

  if (replacement != NULL)
    g_string_append (topic, replacement);
  g_string_append_len (topic, parts.topic + n_replaced, (gssize) (parts.topic_len - n_replaced));
  if (!can_be_published (topic->str, topic->len))
    return NULL;
  parts.topic = topic->str;
  parts.topic_len = (guint16) topic->len;
  if (self->qos >= 0)
    parts.qos = (guint8) self->qos;
  if (self->retain >= 0)
    parts.retain = self->retain != 0;
  if (!self->keeps_time)
    parts.arrived_us = now_us;
  if (recorded->expiry_s >= 0)
    parts.expires_us = parts.arrived_us + MIN (recorded->expiry_s, (gint64) G_MAXUINT32) * G_USEC_PER_SEC;
  return sol_message_new_from_parts (&parts);
}
