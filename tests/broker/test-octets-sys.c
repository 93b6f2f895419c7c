/* test-octets-sys.c: the broker's own figures below $SYS
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "octets-support.h"
#include "sol-sys-private.h"

#define SUBSCRIBE(filter) "82 [0001 <" filter "> 00]"
#define SUBACK "90 03 0001 00"

/* Once, as retained, to whoever subscribes */
static void
test_values (Octets        *self,
             gconstpointer  data)
{
  int fd;

  octets_publish (self, "30 [<a> 'abc']", "");
  fd = octets_open (self, "c");
  octets_talk (fd, SUBSCRIBE ("$SYS/broker/version"),
               SUBACK "31 [<$SYS/broker/version> 'soliton version " SOL_VERSION "']");
  octets_talk (fd, SUBSCRIBE ("$SYS/broker/publish/messages/received"),
               SUBACK "31 [<$SYS/broker/publish/messages/received> '1']");
  octets_talk (fd, SUBSCRIBE ("$SYS/+/publish/bytes/received"),
               SUBACK "31 [<$SYS/broker/publish/bytes/received> '3']");
  octets_talk (fd, SUBSCRIBE ("$SYS/broker/load/messages/received/15min"),
               SUBACK "31 [<$SYS/broker/load/messages/received/15min> '0.00']");
  octets_close (fd);
}

/* [MQTT-4.7.2-1] */
static void
test_wildcard (Octets        *self,
               gconstpointer  data)
{
  int fd = octets_open (self, "c");

  octets_talk (fd, "82 [0001 <#> 00 <+/broker/version> 00]", "90 04 0001 00 00");
  octets_advance (self, 10);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* Again after the interval, if they have changed, and then as any message */
static void
test_interval (Octets        *self,
               gconstpointer  data)
{
  int fd = octets_open (self, "c"), other;

  octets_talk (fd, SUBSCRIBE ("$SYS/broker/clients/connected"),
               SUBACK "31 [<$SYS/broker/clients/connected> '1']");
  octets_advance (self, 10);
  octets_expect (fd, "30 [<$SYS/broker/clients/connected> '1']");
  octets_advance (self, 10);
  octets_expect_quiet (fd);
  other = octets_open (self, "d");
  octets_advance (self, 10);
  octets_expect (fd, "30 [<$SYS/broker/clients/connected> '2']");
  octets_close (other);
  octets_close (fd);
}

static void
test_off (Octets        *self,
          gconstpointer  data)
{
  int fd;

  self->config->sys_interval_s = 0;
  octets_apply (self);
  fd = octets_open (self, "c");
  octets_talk (fd, SUBSCRIBE ("$SYS/#"), SUBACK);
  octets_advance (self, 10);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* They are not retained messages: no limit of those holds, and none is counted */
static void
test_no_retained (Octets        *self,
                  gconstpointer  data)
{
  int fd;

  self->config->max_retained = 0;
  octets_apply (self);
  fd = octets_open (self, "c");
  octets_talk (fd, SUBSCRIBE ("$SYS/broker/retained messages/count"),
               SUBACK "31 [<$SYS/broker/retained messages/count> '0']");
  octets_close (fd);
}

/* Acknowledged before 5.0, refused in 5.0, and delivered to nobody */
static void
test_foreign (Octets        *self,
              gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "$SYS/broker/x", 0);
  int other = octets5_open (self, "d");

  octets_publish (self, "32 [<$SYS/broker/x> 0001 'a']", "40 02 0001");
  octets_talk (other, "32 [<$SYS> 0001 00 'a']", "40 03 0001 87");
  octets_talk (other, "32 [<$SYSTEM> 0002 00 'a']", "40 03 0002 10");
  octets_expect_quiet (fd);
  octets_close (other);
  octets_close (fd);

  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 06 0000 <w> <$SYS/w> <x>]", "20 02 00 05");
  octets_expect_close (fd);
}

/* Sixty in a minute, from nothing */
static void
test_load (void)
{
  SolSysLoad load = { 0 };

  sol_sys_load_update (&load, 60, 60.0);
  g_assert_cmpfloat_with_epsilon (load.spans[0], 60.0 * (1.0 - exp (-1.0)), 1e-9);
  g_assert_cmpfloat_with_epsilon (load.spans[1], 60.0 * (1.0 - exp (-0.2)), 1e-9);
  g_assert_cmpfloat_with_epsilon (load.spans[2], 60.0 * (1.0 - exp (-1.0 / 15)), 1e-9);
  sol_sys_load_update (&load, 60, 3600.0);
  g_assert_cmpfloat_with_epsilon (load.spans[0], 0.0, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("sys/values", test_values);
  OCTETS_ADD ("sys/not-reached-by-wildcards", test_wildcard);
  OCTETS_ADD ("sys/interval", test_interval);
  OCTETS_ADD ("sys/off", test_off);
  OCTETS_ADD ("sys/not-counted-as-retained", test_no_retained);
  OCTETS_ADD ("sys/nobody-else-publishes", test_foreign);
  g_test_add_func ("/broker/sys/load", test_load);
  return g_test_run ();
}
