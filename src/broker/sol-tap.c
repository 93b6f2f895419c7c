/* sol-tap.c: a subscriber inside the process
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tap.h"

#include <string.h>

#include "sol-broker-private.h"
#include "sol-mqtt-topic.h"

struct _SolTap
{
  SolSubscriber  subscriber;  /* must be first; the broker's thread */
  char         **filters;     /* the broker's thread */
  SolBroker     *broker;      /* owned */
  SolTapFunc     func;
  gpointer       user_data;
};

static void
deliver_cb (SolSubscriber   *subscriber,
            SolDelivery     *delivery,
            const SolTarget *target)
{
  SolTap *self = (SolTap *) subscriber;

  sol_broker_get_core (self->broker)->stats.n_messages_out++;
  self->func (sol_delivery_get_message (delivery), self->user_data);
}

static void
deliver_retained_cb (SolMessage *message,
                     gpointer    user_data)
{
  SolTap *self = user_data;

  self->func (message, self->user_data);
}

static gboolean
has_filter (char       **filters,
            const char  *filter)
{
  return filters != NULL && g_strv_contains ((const char * const *) filters, filter);
}

static void
sol_tap_add_filter (SolTap     *self,
                    const char *filter)
{
  SolBrokerCore *core = sol_broker_get_core (self->broker);
  gsize length = strlen (filter);

  if (!sol_mqtt_topic_is_filter (filter, length)
      || sol_topic_tree_subscribe (core->topics, &self->subscriber, filter, length, 2, 0, NULL) == NULL)
    return;
  if (!has_filter (self->filters, filter))
    sol_broker_core_foreach_retained (core, filter, length, deliver_retained_cb, self);
}

typedef struct
{
  SolTap         *tap;
  char          **filters;
  GDestroyNotify  destroyed;
  gpointer        data;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_strfreev (work->filters);
  g_free (work);
}

static void
set_filters_cb (gpointer data,
                gpointer user_data)
{
  Work *work = data;
  SolTap *self = work->tap;

  sol_topic_tree_remove_subscriber (sol_broker_get_core (self->broker)->topics, &self->subscriber);
  for (guint i = 0; work->filters[i] != NULL; i++)
    sol_tap_add_filter (self, work->filters[i]);
  g_strfreev (self->filters);
  self->filters = g_steal_pointer (&work->filters);
}

static void
remove_cb (gpointer data,
           gpointer user_data)
{
  Work *work = data;
  SolTap *self = work->tap;
  SolBrokerCore *core = user_data;

  sol_topic_tree_remove_subscriber (core->topics, &self->subscriber);
  g_strfreev (self->filters);
  g_free (self);
  if (work->destroyed != NULL)
    work->destroyed (work->data);
}

static void
sol_tap_post (SolTap *self,
              GFunc   func,
              Work    work)
{
  sol_io_thread_post (sol_broker_get_thread (self->broker), func, g_memdup2 (&work, sizeof work),
                      sol_broker_get_core (self->broker), work_free);
}

SolTap *
sol_tap_new (SolBroker           *broker,
             const char * const  *filters,
             SolTapFunc           func,
             gpointer             user_data)
{
  SolTap *self = g_new0 (SolTap, 1);

  self->subscriber.deliver = deliver_cb;
  self->broker = g_object_ref (broker);
  self->func = func;
  self->user_data = user_data;
  sol_tap_set_filters (self, filters);
  return self;
}

void
sol_tap_set_filters (SolTap             *self,
                     const char * const *filters)
{
  sol_tap_post (self, set_filters_cb, (Work) { self, g_strdupv ((char **) filters), NULL, NULL });
}

/* The last reference to the broker may go here; it runs what was posted before it ends */
void
sol_tap_free (SolTap         *self,
              GDestroyNotify  destroyed,
              gpointer        data)
{
  g_autoptr (SolBroker) G_GNUC_UNUSED broker = self->broker;

  sol_tap_post (self, remove_cb, (Work) { self, NULL, destroyed, data });
}
