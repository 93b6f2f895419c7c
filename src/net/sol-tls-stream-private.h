/* sol-tls-stream-private.h: the stream's two directions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-tls-stream.h"

G_BEGIN_DECLS

/* Each knows its stream as long as that lives */
GInputStream  *sol_tls_input_new              (SolTlsStream  *stream);
GOutputStream *sol_tls_output_new             (SolTlsStream  *stream);

/* As those of GPollableInputStream and GPollableOutputStream */
gssize         sol_tls_stream_read            (SolTlsStream  *self,
                                               void          *buffer,
                                               gsize          size,
                                               GError       **error);
gssize         sol_tls_stream_write           (SolTlsStream  *self,
                                               const void    *data,
                                               gsize          length,
                                               GError       **error);
gboolean       sol_tls_stream_check           (SolTlsStream  *self,
                                               GIOCondition   condition);

/* Returns: (transfer full): ready when sol_tls_stream_check() may be true */
GSource       *sol_tls_stream_create_source   (SolTlsStream  *self,
                                               GIOCondition   condition);

G_END_DECLS
