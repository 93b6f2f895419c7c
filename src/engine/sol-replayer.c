/* sol-replayer.c: a replay, for whoever watches and steers it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replayer.h"

#include "sol-status-watch-private.h"

struct _SolReplayer
{
  GObject parent_instance;

  /* Owned */
  SolReplay       *replay;  /* NULL once closed */
  gpointer         user_data;
  GDestroyNotify   destroy;

  SolStatusWatch   watch;
  SolReplayStatus  status;  /* as notified */
};

G_DEFINE_FINAL_TYPE (SolReplayer, sol_replayer, G_TYPE_OBJECT)

static const SolStatusField fields[] = {
  { "position-ns", G_TYPE_INT64, G_STRUCT_OFFSET (SolReplayStatus, position_ns) },
  { "speed", G_TYPE_DOUBLE, G_STRUCT_OFFSET (SolReplayStatus, speed), TRUE },
  { "is-looping", G_TYPE_BOOLEAN, G_STRUCT_OFFSET (SolReplayStatus, is_looping), TRUE },
  { "state", G_TYPE_INT, G_STRUCT_OFFSET (SolReplayStatus, state) },
};

static const SolStatusKind kind = { fields, G_N_ELEMENTS (fields) };

static void
sol_replayer_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SolReplayer *self = SOL_REPLAYER (object);

  sol_status_watch_get_property (&self->watch, &self->status, id, value);
}

static void
sol_replayer_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SolReplayer *self = SOL_REPLAYER (object);

  if (G_VALUE_HOLDS_DOUBLE (value))
    sol_replayer_set_speed (self, g_value_get_double (value));
  else
    sol_replayer_set_looping (self, g_value_get_boolean (value));
}

static void
sol_replayer_dispose (GObject *object)
{
  sol_replayer_close (SOL_REPLAYER (object));
  G_OBJECT_CLASS (sol_replayer_parent_class)->dispose (object);
}

static void
sol_replayer_finalize (GObject *object)
{
  sol_status_watch_clear (&SOL_REPLAYER (object)->watch);
  G_OBJECT_CLASS (sol_replayer_parent_class)->finalize (object);
}

static void
sol_replayer_class_init (SolReplayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_replayer_get_property;
  object_class->set_property = sol_replayer_set_property;
  object_class->dispose = sol_replayer_dispose;
  object_class->finalize = sol_replayer_finalize;
  sol_status_kind_install (&kind, object_class);
}

static void
sol_replayer_init (SolReplayer *self)
{
  sol_status_watch_init (&self->watch, &kind, self);
}

/* A problem stays: it is why the replay failed */
static void
look (SolReplayer *self)
{
  const SolReplayStatus before = self->status;
  g_autoptr (GError) error = NULL;

  if (self->replay == NULL)
    return;
  sol_replay_get_status (self->replay, &self->status);
  error = sol_replay_dup_error (self->replay);
  if (error != NULL)
    sol_status_watch_set_problem (&self->watch, error);
  sol_status_watch_notify (&self->watch, &before, &self->status);
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (SolReplayer) self = g_object_ref (user_data);

  look (self);
  return G_SOURCE_CONTINUE;
}

SolReplayer *
sol_replayer_new (const char              *path,
                  const SolReplaySettings *settings,
                  SolReplayFunc            func,
                  gpointer                 user_data,
                  GDestroyNotify           destroy)
{
  SolReplayer *self = g_object_new (SOL_TYPE_REPLAYER, NULL);

  self->user_data = user_data;
  self->destroy = destroy;
  self->replay = sol_replay_new (path, settings, func, NULL, user_data);
  sol_status_watch_begin (&self->watch, path, look_cb);
  look (self);
  return self;
}

void
sol_replayer_play (SolReplayer *self)
{
  if (self->replay != NULL)
    sol_replay_play (self->replay);
  look (self);
}

void
sol_replayer_pause (SolReplayer *self)
{
  if (self->replay != NULL)
    sol_replay_pause (self->replay);
  look (self);
}

void
sol_replayer_seek (SolReplayer *self,
                   gint64       time_ns)
{
  if (self->replay != NULL)
    sol_replay_seek (self->replay, time_ns);
}

void
sol_replayer_set_speed (SolReplayer *self,
                        double       speed)
{
  if (self->replay != NULL)
    sol_replay_set_speed (self->replay, speed);
  look (self);
}

void
sol_replayer_set_looping (SolReplayer *self,
                          gboolean     is_looping)
{
  if (self->replay != NULL)
    sol_replay_set_looping (self->replay, is_looping);
  look (self);
}

void
sol_replayer_get_status (SolReplayer     *self,
                         SolReplayStatus *status)
{
  *status = self->status;
  if (self->replay != NULL)
    sol_replay_get_status (self->replay, status);
}

const char *
sol_replayer_get_path (SolReplayer *self)
{
  return self->watch.path;
}

const char *
sol_replayer_get_problem (SolReplayer *self)
{
  return self->watch.problem;
}

void
sol_replayer_close (SolReplayer *self)
{
  sol_status_watch_end (&self->watch);
  g_clear_pointer (&self->replay, sol_replay_free);
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (self->user_data);
}
