/* fuzz-topic.c: the tree finds what the plain comparison finds, and a filter covers what it says it does
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is lines: a topic, then filters.
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-acl.h"
#include "sol-match-memo-private.h"
#include "sol-mqtt-topic.h"

#define MAX_FILTERS 8

typedef struct
{
  const char *text;
  gsize       length;
} Line;

static gboolean
next_line (const char **at,
           const char  *end,
           Line        *line)
{
  const char *stop;

  if (*at >= end)
    return FALSE;
  stop = memchr (*at, '\n', (gsize) (end - *at));
  stop = stop != NULL ? stop : end;
  *line = (Line) { *at, (gsize) (stop - *at) };
  *at = stop + 1;
  return TRUE;
}

static gboolean
is_found (GArray        *targets,
          SolSubscriber *subscriber)
{
  guint n = 0;

  for (guint i = 0; i < targets->len; i++)
    n += g_array_index (targets, SolTarget, i).subscriber == subscriber;
  g_assert_cmpuint (n, <=, 1);
  return n == 1;
}

static void
compare (SolTopicTree  *tree,
         const Line    *topic,
         const Line    *filters,
         SolSubscriber *subscribers,
         guint          n)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (SolTarget));

  sol_topic_tree_match (tree, topic->text, topic->length, targets);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (is_found (targets, &subscribers[i]), ==,
                     sol_mqtt_topic_matches (filters[i].text, filters[i].length, topic->text, topic->length));
}

/* Whoever may read what @narrow matches by a rule for @wide reads nothing that @wide does not match */
static void
check_cover (const Line *topic,
             const Line *wide,
             const Line *narrow)
{
  if (sol_acl_filter_covers (wide->text, wide->length, narrow->text, narrow->length)
      && sol_mqtt_topic_matches (narrow->text, narrow->length, topic->text, topic->length))
    g_assert_true (sol_mqtt_topic_matches (wide->text, wide->length, topic->text, topic->length));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *at = (const char *) data, *end = at + size;
  SolSubscriber subscribers[MAX_FILTERS] = { 0 };
  Line topic, filters[MAX_FILTERS];
  SolTopicTree *tree;
  guint n = 0;

  if (!next_line (&at, end, &topic))
    return 0;
  tree = sol_topic_tree_new ();
  while (n < MAX_FILTERS && next_line (&at, end, &filters[n]))
    if (sol_mqtt_topic_is_filter (filters[n].text, filters[n].length)
        && !sol_mqtt_topic_is_shared (filters[n].text, filters[n].length)
        && sol_topic_tree_subscribe (tree, &subscribers[n], filters[n].text, filters[n].length, 1, 0, NULL))
      n++;
  if (sol_mqtt_topic_is_name (topic.text, topic.length))
    {
      compare (tree, &topic, filters, subscribers, n);
      for (guint i = 0; i < n * n; i++)
        check_cover (&topic, &filters[i / n], &filters[i % n]);
    }
  for (guint i = 0; i < n; i++)
    sol_topic_tree_remove_subscriber (tree, &subscribers[i]);
  g_assert_cmpuint (sol_topic_tree_get_n (tree), ==, 0);
  sol_topic_tree_free (tree);
  return 0;
}
