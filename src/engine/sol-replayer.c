/* sol-replayer.c: a replay, for whoever watches and steers it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replayer.h"

#define LOOK_MS 100

struct _SolReplayer
{
  GObject parent_instance;

  /* Owned */
  SolReplay       *replay;  /* NULL once closed */
  char            *path;
  char            *problem;
  guint            timer;
  gpointer         user_data;
  GDestroyNotify   destroy;

  SolReplayStatus  status;  /* as notified */
};

G_DEFINE_FINAL_TYPE (SolReplayer, sol_replayer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_POSITION_NS,
  PROP_PATH,
  PROP_PROBLEM,
  PROP_SPEED,
  PROP_IS_LOOPING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sol_replayer_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SolReplayer *self = SOL_REPLAYER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->status.state);
      break;
    case PROP_POSITION_NS:
      g_value_set_int64 (value, self->status.position_ns);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->status.speed);
      break;
    case PROP_IS_LOOPING:
      g_value_set_boolean (value, self->status.is_looping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_replayer_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SolReplayer *self = SOL_REPLAYER (object);

  switch (id)
    {
    case PROP_SPEED:
      sol_replayer_set_speed (self, g_value_get_double (value));
      break;
    case PROP_IS_LOOPING:
      sol_replayer_set_looping (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
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
  SolReplayer *self = SOL_REPLAYER (object);

  g_free (self->path);
  g_free (self->problem);
  G_OBJECT_CLASS (sol_replayer_parent_class)->finalize (object);
}

static void
sol_replayer_class_init (SolReplayerClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = read | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_replayer_get_property;
  object_class->set_property = sol_replayer_set_property;
  object_class->dispose = sol_replayer_dispose;
  object_class->finalize = sol_replayer_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SOL_REPLAY_OPENING, SOL_REPLAY_FAILED,
                                             SOL_REPLAY_OPENING, read);
  properties[PROP_POSITION_NS] = g_param_spec_int64 ("position-ns", NULL, NULL, G_MININT64, G_MAXINT64, 0, read);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, read);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, read);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0.0, SOL_REPLAY_MAX_SPEED, 1.0, write);
  properties[PROP_IS_LOOPING] = g_param_spec_boolean ("is-looping", NULL, NULL, FALSE, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_replayer_init (SolReplayer *self)
{
}

static void
take_problem (SolReplayer *self)
{
  g_autoptr (GError) error = sol_replay_dup_error (self->replay);

  if (error == NULL || g_strcmp0 (self->problem, error->message) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (error->message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
look (SolReplayer *self)
{
  const SolReplayStatus before = self->status;

  if (self->replay == NULL)
    return;
  sol_replay_get_status (self->replay, &self->status);
  take_problem (self);
  if (before.position_ns != self->status.position_ns)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION_NS]);
  if (before.speed != self->status.speed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
  if (before.is_looping != self->status.is_looping)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOOPING]);
  if (before.state != self->status.state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
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

  self->path = g_strdup (path);
  self->user_data = user_data;
  self->destroy = destroy;
  self->replay = sol_replay_new (path, settings, func, NULL, user_data);
  self->timer = g_timeout_add (LOOK_MS, look_cb, self);
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
  return self->path;
}

const char *
sol_replayer_get_problem (SolReplayer *self)
{
  return self->problem;
}

void
sol_replayer_close (SolReplayer *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->replay, sol_replay_free);
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (self->user_data);
}
