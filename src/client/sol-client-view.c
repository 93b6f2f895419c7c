/* sol-client-view.c: what is known of a connection, written by one thread, read by any
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-view-private.h"

void
sol_client_view_init (SolClientView *self)
{
  g_mutex_init (&self->lock);
}

void
sol_client_view_clear (SolClientView *self)
{
  g_clear_error (&self->error);
  g_free (self->accepted_id);
  g_clear_pointer (&self->properties, g_bytes_unref);
  g_mutex_clear (&self->lock);
}

void
sol_client_view_set_state (SolClientView  *self,
                           SolClientState  state,
                           const GError   *error)
{
  g_mutex_lock (&self->lock);
  self->state = state;
  /* CONNECTING keeps the cause of the loss that it tries to mend */
  if (error != NULL || state != SOL_CLIENT_CONNECTING)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  g_mutex_unlock (&self->lock);
}

void
sol_client_view_set_accepted (SolClientView *self,
                              guint8         version,
                              GBytes        *properties,
                              const char    *client_id)
{
  g_mutex_lock (&self->lock);
  self->version = version;
  g_clear_pointer (&self->properties, g_bytes_unref);
  self->properties = properties;
  g_free (self->accepted_id);
  self->accepted_id = g_strdup (client_id);
  g_mutex_unlock (&self->lock);
}

SolClientState
sol_client_view_get_state (SolClientView *self)
{
  SolClientState state;

  g_mutex_lock (&self->lock);
  state = self->state;
  g_mutex_unlock (&self->lock);
  return state;
}

GError *
sol_client_view_dup_error (SolClientView *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);
  return error;
}

guint8
sol_client_view_get_version (SolClientView *self)
{
  guint8 version;

  g_mutex_lock (&self->lock);
  version = self->version;
  g_mutex_unlock (&self->lock);
  return version;
}

GBytes *
sol_client_view_dup_properties (SolClientView *self)
{
  GBytes *bytes;

  g_mutex_lock (&self->lock);
  bytes = self->properties != NULL ? g_bytes_ref (self->properties) : g_bytes_new (NULL, 0);
  g_mutex_unlock (&self->lock);
  return bytes;
}

char *
sol_client_view_steal_id (SolClientView *self)
{
  char *id;

  g_mutex_lock (&self->lock);
  id = g_steal_pointer (&self->accepted_id);
  g_mutex_unlock (&self->lock);
  return id;
}
