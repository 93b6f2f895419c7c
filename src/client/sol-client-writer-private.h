/* sol-client-writer-private.h: octets waiting for a broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Append to @out; what was written leaves at its front. */
typedef struct
{
  GByteArray *out;       /* owned */
  gsize       begin;     /* written of @out */
  guint64     n_written; /* octets since the connection began */
  gboolean    is_full;   /* the latest write found no room */
  GQueue      marks;     /* Mark, in order of octets */
} SolClientWriter;

void     sol_client_writer_init   (SolClientWriter        *self);

/* Completes the tasks that still wait with @error */
void     sol_client_writer_clear  (SolClientWriter        *self,
                                   const GError           *error);

static inline gsize
sol_client_writer_get_unsent (const SolClientWriter *self)
{
  return self->out->len - self->begin;
}

/* @task: (transfer full): completes when all that is in @out now has been written */
void     sol_client_writer_mark   (SolClientWriter        *self,
                                   GTask                  *task);

/* Writes as much as goes without waiting; Returns: FALSE with @error, G_IO_ERROR_WOULD_BLOCK is none */
gboolean sol_client_writer_flush  (SolClientWriter        *self,
                                   GPollableOutputStream  *output,
                                   GError                **error);

G_END_DECLS
