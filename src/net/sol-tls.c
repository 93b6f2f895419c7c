/* sol-tls.c: TLS over one accepted socket
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tls.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include <glib/gi18n.h>

#include "sol-tls-private.h"

/* Of cipher text without an octet for us in it, a handshake with a client's chain of certificates above
 * all. GnuTLS by itself keeps a message of the handshake up to 16 MiB, before it looks at its size. */
#define MAX_OVERHEAD_BYTES (64 * 1024)

/* Cipher text that a peer may leave unread while it still makes us answer */
#define MAX_UNSENT_BYTES (1024 * 1024)

/* Of cipher text, when a connection that failed is closed */
#define MAX_READS_OFF 8

/* Content types of the first octet: RFC 8446 §5.1, and MQTT's CONNECT */
#define TLS_HANDSHAKE 22
#define MQTT_CONNECT 0x10

static gssize
sol_tls_write_out (SolTls       *self,
                   const guint8 *data,
                   gsize         length)
{
  gssize n;

  do
    n = send (self->fd, data, length, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  if (n < 0 && errno == EAGAIN)
    return 0;
  self->is_broken |= n < 0;
  return n;
}

/* To the socket as far as it takes it, the rest behind what waits already */
static gboolean
sol_tls_write (SolTls       *self,
               const guint8 *data,
               gsize         length)
{
  gssize n = 0;

  if (sol_buffer_get_length (&self->unsent) == 0)
    n = sol_tls_write_out (self, data, length);
  if (n < 0)
    return FALSE;
  if ((gsize) n < length)
    sol_buffer_append (&self->unsent, data + n, length - (gsize) n);
  return sol_buffer_get_length (&self->unsent) <= MAX_UNSENT_BYTES;
}

static gboolean
sol_tls_write_gathered (SolTls *self)
{
  gsize length = self->n_output;

  self->n_output = 0;
  return length == 0 || sol_tls_write (self, self->context->output, length);
}

static ssize_t
push_cb (gnutls_transport_ptr_t  data,
         const void             *octets,
         size_t                  length)
{
  SolTls *self = data;
  gboolean is_written = TRUE;

  if (!self->is_gathering)
    is_written = sol_tls_write (self, octets, length);
  else
    {
      if (length > sizeof self->context->output - self->n_output)
        is_written = sol_tls_write_gathered (self);
      memcpy (self->context->output + self->n_output, octets, length);
      self->n_output += length;
    }
  if (is_written)
    return (ssize_t) length;
  gnutls_transport_set_errno (self->session, EPIPE);
  return -1;
}

/* While shaking hands straight from the socket: what comes behind must stay there */
static gssize
sol_tls_take_input (SolTls *self,
                    guint8 *octets,
                    gsize   length)
{
  gsize n = MIN (length, self->n_input);

  if (self->state == SOL_TLS_SHAKING)
    {
      gssize received = recv (self->fd, octets, length, 0);

      self->is_gone |= received == 0;
      return received;
    }
  errno = EAGAIN;
  if (n == 0)
    return -1;
  memcpy (octets, self->input, n);
  self->input += n;
  self->n_input -= n;
  return (gssize) n;
}

static ssize_t
pull_cb (gnutls_transport_ptr_t  data,
         void                   *octets,
         size_t                  length)
{
  SolTls *self = data;
  gssize n = sol_tls_take_input (self, octets, length);

  if (n > 0)
    self->n_overhead += (guint32) n;
  if (self->n_overhead > MAX_OVERHEAD_BYTES)
    {
      self->problem = N_("It sends more within TLS than a handshake needs");
      errno = EPROTO;
      n = -1;
    }
  if (n < 0)
    gnutls_transport_set_errno (self->session, errno);
  return n;
}

SolTls *
sol_tls_new (SolTlsContext *context,
             int            fd)
{
  SolTls *self = g_new0 (SolTls, 1);

  self->context = sol_tls_context_ref (context);
  self->fd = fd;
  if (gnutls_init (&self->session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_NO_TICKETS)
          < 0
      || gnutls_priority_set (self->session, context->priorities) < 0
      || gnutls_credentials_set (self->session, GNUTLS_CRD_CERTIFICATE, context->credentials) < 0)
    g_error ("GnuTLS cannot be set up");
  gnutls_session_set_ptr (self->session, self);
  gnutls_transport_set_ptr (self->session, self);
  gnutls_transport_set_push_function (self->session, push_cb);
  gnutls_transport_set_pull_function (self->session, pull_cb);
  if (context->asks_client)
    gnutls_certificate_server_set_request (self->session, context->requires_client
                                                              ? GNUTLS_CERT_REQUIRE
                                                              : GNUTLS_CERT_REQUEST);
  return self;
}

/* Octets left unread would make the system reset the connection, and the peer lose the alert that
 * says why */
static void
sol_tls_read_off (SolTls *self)
{
  shutdown (self->fd, SHUT_WR);
  for (guint i = 0; i < MAX_READS_OFF; i++)
    if (recv (self->fd, self->context->input, sizeof self->context->input, 0) <= 0)
      return;
}

void
sol_tls_free (SolTls *self)
{
  if (self->state == SOL_TLS_OPEN && !self->is_broken)
    gnutls_bye (self->session, GNUTLS_SHUT_WR);
  if (self->state == SOL_TLS_FAILED)
    sol_tls_read_off (self);
  gnutls_deinit (self->session);
  sol_buffer_clear (&self->unsent);
  sol_tls_context_unref (self->context);
  g_free (self->subject);
  g_free (self);
}

static gssize
sol_tls_fail (SolTls     *self,
              const char *problem)
{
  self->problem = problem;
  self->state = SOL_TLS_FAILED;
  errno = EPROTO;
  return -1;
}

static gssize
sol_tls_fail_by (SolTls *self,
                 int     code)
{
  if (!self->is_broken)
    gnutls_alert_send_appropriate (self->session, code);
  return sol_tls_fail (self, sol_tls_get_failure (self, code));
}

/* Whoever speaks something else is told apart by the first octet, before GnuTLS waits for more */
static gssize
sol_tls_check_first (SolTls *self)
{
  guint8 first;
  gssize n = recv (self->fd, &first, 1, MSG_PEEK);

  if (n <= 0)
    return n;
  self->has_begun = TRUE;
  if (first == TLS_HANDSHAKE)
    return 1;
  return sol_tls_fail (self, first == MQTT_CONNECT
                                 ? N_("It speaks MQTT without TLS, and this port is for TLS")
                                 : N_("It does not speak TLS"));
}

/* Returns: as recv(2); 1 when both have shaken hands */
static gssize
sol_tls_shake (SolTls *self)
{
  gssize first = self->has_begun ? 1 : sol_tls_check_first (self);
  int status;

  if (first <= 0)
    return first;
  do
    status = gnutls_handshake (self->session);
  while (status < 0 && status != GNUTLS_E_AGAIN && !gnutls_error_is_fatal (status));
  if (status == GNUTLS_E_AGAIN)
    {
      errno = EAGAIN;
      return -1;
    }
  if (status < 0)
    return sol_tls_fail_by (self, status);
  self->state = SOL_TLS_OPEN;
  return 1;
}

/* Opens the records in the context's input; their octets fit, because they are fewer than those */
static gsize
sol_tls_decrypt (SolTls *self,
                 guint8 *buffer,
                 gsize   size)
{
  gsize n = 0;
  gssize status;

  do
    {
      status = gnutls_record_recv (self->session, buffer + n, size - n);
      if (status > 0)
        {
          n += (gsize) status;
          self->n_overhead = 0;
        }
    }
  while (status > 0 || (status < 0 && status != GNUTLS_E_AGAIN && status != GNUTLS_E_REHANDSHAKE
                        && !gnutls_error_is_fatal ((int) status)));
  if (status == 0)
    self->state = SOL_TLS_ENDED;
  else if (status != GNUTLS_E_AGAIN)
    sol_tls_fail_by (self, (int) status);
  self->n_input = 0;
  return n;
}

/* The socket stays readable, and so brings us back to tell the end */
static gssize
sol_tls_tell (SolTls *self,
              gsize   n)
{
  if (n > 0 && self->state != SOL_TLS_OPEN)
    shutdown (self->fd, SHUT_RD);
  if (n > 0 || self->state == SOL_TLS_ENDED)
    return (gssize) n;
  errno = self->state == SOL_TLS_FAILED ? EPROTO : EAGAIN;
  return -1;
}

gssize
sol_tls_receive (SolTls *self,
                 guint8 *buffer,
                 gsize   size)
{
  gsize n = 0, wanted;
  gssize got;

  if (self->state == SOL_TLS_SHAKING && (got = sol_tls_shake (self)) <= 0)
    return got;
  do
    {
      /* A record that GnuTLS has the beginning of comes on top */
      wanted = MIN (sizeof self->context->input, size - n - SOL_TLS_RECORD_BYTES);
      got = self->state == SOL_TLS_OPEN ? recv (self->fd, self->context->input, wanted, 0) : -1;
      if (got <= 0)
        break;
      self->input = self->context->input;
      self->n_input = (gsize) got;
      n += sol_tls_decrypt (self, buffer + n, size - n);
    }
  while ((gsize) got == wanted && size - n >= 2 * SOL_TLS_RECORD_BYTES);
  if (got == 0 && n == 0)
    self->state = SOL_TLS_ENDED;
  else if (got < 0 && self->state == SOL_TLS_OPEN && errno != EAGAIN && errno != EINTR)
    return n > 0 ? (gssize) n : -1;
  return sol_tls_tell (self, n);
}

/* One record of at most @length octets; returns those taken */
static gssize
sol_tls_encrypt (SolTls       *self,
                 const guint8 *data,
                 gsize         length)
{
  gssize n = gnutls_record_send (self->session, data, MIN (length, SOL_TLS_RECORD_BYTES));

  return n > 0 && !self->is_broken ? n : -1;
}

static gssize
sol_tls_gather (SolTls             *self,
                const struct iovec *iov,
                guint               n)
{
  const gsize room = sizeof self->context->output - SOL_TLS_RECORD_BYTES - 256;
  gssize taken = 0;

  for (guint i = 0; i < n; i++)
    for (gsize at = 0; at < iov[i].iov_len;)
      {
        gssize length;

        if (self->n_output > room)
          return taken;
        length = sol_tls_encrypt (self, (const guint8 *) iov[i].iov_base + at, iov[i].iov_len - at);
        if (length < 0)
          return -1;
        at += (gsize) length;
        taken += length;
      }
  return taken;
}

gssize
sol_tls_send (SolTls             *self,
              const struct iovec *iov,
              guint               n)
{
  gssize taken;

  if (self->state != SOL_TLS_OPEN)
    return -1;
  if (!sol_tls_push (self) || sol_tls_has_unsent (self))
    return self->is_broken ? -1 : 0;
  self->is_gathering = TRUE;
  taken = sol_tls_gather (self, iov, n);
  self->is_gathering = FALSE;
  return sol_tls_write_gathered (self) ? taken : -1;
}

gboolean
sol_tls_push (SolTls *self)
{
  gsize length = sol_buffer_get_length (&self->unsent);
  gssize n = 0;

  if (length > 0)
    n = sol_tls_write_out (self, sol_buffer_get_data (&self->unsent), length);
  if (n > 0)
    sol_buffer_consume (&self->unsent, (gsize) n);
  return n >= 0;
}

gboolean
sol_tls_has_unsent (const SolTls *self)
{
  return sol_buffer_get_length (&self->unsent) > 0;
}

gboolean
sol_tls_is_open (const SolTls *self)
{
  return self->state == SOL_TLS_OPEN;
}

const char *
sol_tls_get_problem (const SolTls *self)
{
  return self->problem;
}

const char *
sol_tls_get_subject (const SolTls *self)
{
  return self->subject;
}
