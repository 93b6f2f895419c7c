/* sol-mqtt-topic.h: names and filters of topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-utf8.h"

#define SOL_MQTT_SHARE_PREFIX "$share/"

G_BEGIN_DECLS

/* The two parts of `$share/group/filter`, borrowed */
typedef struct
{
  const char *group;
  const char *filter;
  gsize       group_len;
  gsize       filter_len;
} SolMqttShared;

/* A topic name: valid UTF-8, not empty, at most 65535 octets, no wildcard. §4.7 */
gboolean sol_mqtt_topic_is_name    (const char *topic,
                                    gsize       length);

/* A topic filter: as above, `+` only as a whole level, `#` only as the whole last level. §4.7.1 */
gboolean sol_mqtt_topic_is_filter  (const char *filter,
                                    gsize       length);

/* A filter that begins with `$share/`: shared, if sol_mqtt_topic_split_shared() takes it */
gboolean sol_mqtt_topic_is_shared  (const char *filter,
                                    gsize       length);

/**
 * sol_mqtt_topic_split_shared:
 * @shared: (out caller-allocates): borrows from @filter
 *
 * Source: MQTT 5.0 §4.8.2: a group of one character at least, without `/`, `+` and `#`, then a valid filter.
 *
 * Returns: %FALSE when @filter is not a valid shared one
 */
gboolean sol_mqtt_topic_split_shared (const char    *filter,
                                      gsize          length,
                                      SolMqttShared *shared);

/**
 * sol_mqtt_topic_matches:
 * @filter: a valid filter
 * @topic: a valid name
 *
 * Source: MQTT 5.0 §4.7: `a/#` matches `a`; a wildcard at the first level does not match a topic that begins with `$`.
 * Cost: O(length), no allocation.
 */
gboolean sol_mqtt_topic_matches    (const char *filter,
                                    gsize       filter_len,
                                    const char *topic,
                                    gsize       topic_len);

G_END_DECLS
