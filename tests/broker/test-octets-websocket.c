/* test-octets-websocket.c: MQTT over a WebSocket, made of octets (MQTT 3.1.1 §6)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

static void
set_up (Octets        *self,
        gconstpointer  data)
{
  octets_set_up (self, data);
  self->config->websocket_port = 0;
  octets_apply (self);
}

/* [MQTT-6.0.0-2]: a packet over three frames, then three packets in one; the masks are 0 */
static void
test_frames (Octets        *self,
             gconstpointer  data)
{
  int fd = octets_open_websocket (self);

  octets_send (fd, "82 83 00000000 10 0d 00");
  octets_send (fd, "82 81 00000000 04");
  octets_send (fd, "82 8b 00000000 'MQTT' 04 02 0000 0001 'c'");
  octets_expect (fd, "82 04 20 02 00 00");
  octets_send (fd, "82 93 00000000 82 [0001 <a> 00] c0 00 30 [<a> 'x'] e0 00 c0");
  octets_expect (fd, "82");
  octets_close (fd);
}

/* [MQTT-6.0.0-1] */
static void
test_text (Octets        *self,
           gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_open_websocket (self);

  octets_send (fd, "82 9b 00000000 10 [<MQTT> 04 06 0000 <c> <will> <gone>]");
  octets_expect (fd, "82 04 20 02 00 00");
  octets_send (fd, "81 81 00000000 'a'");
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_expect_quiet (watcher);
  octets_close (fd);
  octets_close (watcher);
}

/* Of 5.0, which is told why: it cannot be held back, so what it may send meanwhile is bounded */
static void
test_publishes_too_fast (Octets        *self,
                         gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (60000, 'x');
  g_autofree char *frame = g_strdup_printf ("82 fe ea68 00000000 30 [<a> 00 '%s']", payload);
  int fd;

  self->config->max_publish_bytes = 1;
  self->config->max_packet_bytes = 1024 * 1024;
  octets_apply (self);
  fd = octets_open_websocket (self);
  octets_send (fd, "82 92 00000000 10 [<MQTT> 05 02 000a 02 17 00 <c>]");
  octets_expect (fd, "82 10 20 [00 00 [21 0064 27 0010 0004 22 0020]]");
  for (guint i = 0; i < 20; i++)
    octets_send (fd, frame);
  octets_expect (fd, "82 03 e0 [96]");
  octets_close (fd);
}

#define ADD(name, func) \
  g_test_add ("/broker/octets/websocket/" name, Octets, NULL, set_up, func, octets_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("packets-need-not-fit-frames", test_frames);
  ADD ("text-closes", test_text);
  ADD ("too-fast-closes", test_publishes_too_fast);
  return g_test_run ();
}
