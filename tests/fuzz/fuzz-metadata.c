/* fuzz-metadata.c: whatever a topic says about others, the table stays whole
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first line is the topic, what follows its payload.
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-metadata.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *line = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autoptr (SolMetadata) metadata = sol_metadata_new ();
  g_autofree char *topic = NULL;
  size_t begin;

  if (line == NULL || memchr (data, '\0', (size_t) (line - data)) != NULL)
    return 0;
  topic = g_strndup ((const char *) data, (gsize) (line - data));
  begin = (size_t) (line - data) + 1;
  if (!sol_metadata_is_source (topic))
    return 0;
  sol_metadata_take (metadata, topic, data + begin, size - begin);
  sol_metadata_take (metadata, topic, data + begin, size - begin);
  sol_metadata_find (metadata, topic, "");
  sol_metadata_take (metadata, topic, NULL, 0);
  return 0;
}
