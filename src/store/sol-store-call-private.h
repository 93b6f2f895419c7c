/* sol-store-call-private.h: one read or write on its way through the store's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-private.h"

G_BEGIN_DECLS

/* Belongs to who holds it: the store's thread from its submission to its answer */
typedef struct
{
  GTask              *task;
  const SolStoreWork *work;
  gpointer            data;
  gpointer            result;
  GError             *error;   /* nullable: what it will be answered with */
} SolStoreCall;

/* As sol_store_writer_submit() */
SolStoreCall *sol_store_call_new    (GTask              *task,
                                     const SolStoreWork *work,
                                     gpointer            data);

void          sol_store_call_run    (SolStoreCall   *self,
                                     SolStoreDb     *db);

/* In the context of its task, and frees it there */
void          sol_store_call_answer (SolStoreCall   *self);

G_END_DECLS
