/* sol-acl-expand.c: a rule's filter with the names of one client in it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acl-expand-private.h"

#include <string.h>

gboolean
sol_acl_has_names (const char *filter)
{
  return strstr (filter, "%u") != NULL || strstr (filter, "%c") != NULL;
}

/* The name that @at stands for; NULL where it is a character like any other */
static const char *
name_at (const char         *at,
         const SolAclClient *client,
         gboolean           *is_name)
{
  *is_name = at[0] == '%' && (at[1] == 'u' || at[1] == 'c');
  if (!*is_name)
    return NULL;
  return at[1] == 'u' ? client->user : client->client_id;
}

static gboolean
is_safe (const char *name,
         gboolean    is_first)
{
  return name != NULL && *name != '\0' && strpbrk (name, "/+#") == NULL
         && !(is_first && *name == '$');
}

/* The length it will have; 0 when a name must not stand there */
static gsize
measure (const char         *filter,
         const SolAclClient *client)
{
  gsize length = 0;

  for (const char *at = filter; *at != '\0'; at++)
    {
      gboolean is_name;
      const char *name = name_at (at, client, &is_name);

      if (is_name && !is_safe (name, at == filter))
        return 0;
      length += is_name ? strlen (name) : 1;
      at += is_name ? 1 : 0;
    }
  return length;
}

static void
write_names (const char         *filter,
             const SolAclClient *client,
             char               *out)
{
  for (const char *at = filter; *at != '\0'; at++)
    {
      gboolean is_name;
      const char *name = name_at (at, client, &is_name);

      if (!is_name)
        *out++ = *at;
      else
        {
          memcpy (out, name, strlen (name));
          out += strlen (name);
          at++;
        }
    }
}

const char *
sol_acl_expand (const char          *filter,
                const SolAclClient  *client,
                char                *room,
                gsize                room_size,
                char               **large,
                gsize               *length)
{
  char *out = room;

  *length = measure (filter, client);
  if (*length == 0)
    return NULL;
  if (*length > room_size)
    out = *large = g_malloc (*length);
  write_names (filter, client, out);
  return out;
}
