/* sol-broker-tls.c: the certificate that the broker shows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-tls-private.h"

#include <glib/gi18n.h>

#include "sol-broker-event-private.h"
#include "sol-net-error.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

static SolBrokerError
to_broker_error (int code)
{
  switch (code)
    {
    case SOL_NET_ERROR_KEY:
      return SOL_BROKER_ERROR_KEY;
    case SOL_NET_ERROR_CLIENT_CA:
      return SOL_BROKER_ERROR_CLIENT_CA;
    default:
      return SOL_BROKER_ERROR_CERTIFICATE;
    }
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const SolBrokerConfig *config = data;
  SolTlsFiles files = {
    .certificate = config->tls_certificate,
    .key = config->tls_key,
    .client_ca = *config->tls_client_ca != '\0' ? config->tls_client_ca : NULL,
    .requires_client = config->tls_require_client,
  };
  g_autoptr (GError) error = NULL;
  SolTlsContext *tls = sol_tls_context_new (&files, &error);

  if (tls != NULL)
    g_task_return_pointer (task, tls, (GDestroyNotify) sol_tls_context_unref);
  else
    g_task_return_error (
        task, g_error_new_literal (SOL_BROKER_ERROR, to_broker_error (error->code), error->message));
}

void
sol_broker_load_tls_async (SolBrokerConfig     *config,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, sol_broker_load_tls_async);
  g_task_set_task_data (task, sol_broker_config_ref (config),
                        (GDestroyNotify) sol_broker_config_unref);
  g_task_run_in_thread (task, load_thread);
}

SolTlsContext *
sol_broker_load_tls_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sol_broker_core_check_expiry (SolBrokerCore *self)
{
  gint64 expiry_s = sol_tls_context_get_expiry (self->tls);
  gint64 left_s = expiry_s - sol_clock_real_us (self->clock) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (expiry_s);
  g_autofree char *date = end != NULL ? g_date_time_format (end, "%F") : NULL;
  g_autofree char *reason = NULL;

  if (date == NULL || left_s > SOL_BROKER_TLS_NOTICE_S)
    return;
  if (left_s > 0)
    reason = g_strdup_printf (_("The TLS certificate ends on %s: renew it before"), date);
  else
    reason = g_strdup_printf (
        _("The TLS certificate ended on %s: clients refuse this broker until it is renewed"), date);
  sol_broker_core_warn (self, NULL, reason);
}

static void
sol_broker_core_tell_renewed (SolBrokerCore *self)
{
  self->funcs.event (
      sol_broker_event_new (SOL_BROKER_EVENT_LISTENING, NULL, NULL, NULL,
                            N_("The TLS certificate was read anew: new connections get it"), 0),
      self->funcs.user_data);
}

static void
tls_timer_cb (SolTimer *timer)
{
  SolBrokerCore *self
      = (SolBrokerCore *) ((guint8 *) timer - G_STRUCT_OFFSET (SolBrokerCore, tls_timer));

  sol_broker_core_check_expiry (self);
  sol_timer_wheel_arm (self->wheel, timer, DAY_MS);
}

void
sol_broker_core_set_tls (SolBrokerCore *self,
                         SolTlsContext *tls)
{
  g_autoptr (SolTlsContext) old = self->tls;

  self->tls = tls != NULL ? sol_tls_context_ref (tls) : NULL;
  self->stats.tls_expiry_s = tls != NULL ? sol_tls_context_get_expiry (tls) : 0;
  if (tls == NULL)
    sol_timer_wheel_disarm (self->wheel, &self->tls_timer);
  else if (old == NULL || !sol_tls_context_equal (old, tls))
    {
      if (old != NULL)
        sol_broker_core_tell_renewed (self);
      self->tls_timer.func = tls_timer_cb;
      tls_timer_cb (&self->tls_timer);
    }
}
