/* octets5-support.c: clients of MQTT 5.0 made of octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

#include <poll.h>
#include <sys/socket.h>

#define DEADLINE_MS 20000

static guint8
receive_octet (int fd)
{
  struct pollfd poller = { .fd = fd, .events = POLLIN };
  guint8 octet;

  if (poll (&poller, 1, DEADLINE_MS) != 1)
    g_error ("nothing came within %d ms", DEADLINE_MS);
  g_assert_cmpint (recv (fd, &octet, 1, 0), ==, 1);
  return octet;
}

/* Leaves the two octets that say most of a CONNACK in @body */
static void
receive_connack (int    fd,
                 guint8 body[2])
{
  guint length;

  g_assert_cmphex (receive_octet (fd), ==, 0x20);
  length = receive_octet (fd);
  g_assert_cmpuint (length, >=, 3);
  g_assert_cmpuint (length, <, 128);
  for (guint i = 0; i < length; i++)
    {
      guint8 octet = receive_octet (fd);

      if (i < 2)
        body[i] = octet;
    }
}

/* @flags: of CONNECT; @will: what they say is there behind the client identifier */
static int
open_client (Octets     *self,
             const char *client_id,
             const char *properties,
             guint8      flags,
             const char *will,
             gboolean    is_present)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 05 %02x 0000 [17 00 %s] <%s> %s]", flags,
                                             properties, client_id, will);
  int fd = octets_connect (self);
  guint8 body[2];

  octets_send (fd, script);
  receive_connack (fd, body);
  g_assert_cmpuint (body[0], ==, is_present ? 1 : 0);
  g_assert_cmphex (body[1], ==, 0);
  return fd;
}

int
octets5_open_with (Octets     *self,
                   const char *client_id,
                   const char *properties)
{
  return open_client (self, client_id, properties, 0x02, "", FALSE);
}

int
octets5_resume (Octets     *self,
                const char *client_id,
                const char *properties,
                gboolean    is_present)
{
  return open_client (self, client_id, properties, 0x00, "", is_present);
}

int
octets5_open_mortal (Octets     *self,
                     const char *client_id,
                     const char *properties,
                     gboolean    resumes,
                     gboolean    is_present)
{
  return open_client (self, client_id, properties, resumes ? 0x04 : 0x06, "00 <t0> <gone>",
                      is_present);
}

int
octets5_subscribe (Octets     *self,
                   const char *client_id,
                   const char *filter,
                   guint8      options)
{
  g_autofree char *script = g_strdup_printf ("82 [0001 00 <%s> %02x]", filter, options);
  g_autofree char *reply = g_strdup_printf ("90 04 0001 00 %02x", options & 3);
  int fd = octets5_open_with (self, client_id, "");

  octets_talk (fd, script, reply);
  return fd;
}

void
octets5_check_fatal (Octets      *self,
                     guint8       reason,
                     const char **scripts)
{
  for (guint i = 0; scripts[i] != NULL; i++)
    {
      int fd = octets5_open_with (self, "fatal", "");

      g_test_message ("%s", scripts[i]);
      octets_send (fd, scripts[i]);
      octets5_expect_end (fd, reason);
    }
}
