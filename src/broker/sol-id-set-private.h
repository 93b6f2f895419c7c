/* sol-id-set-private.h: packet identifiers received at QoS 2 and not yet released
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zeroed it is empty, and an empty one holds no memory once it was cleared */
typedef struct
{
  guint16 *slots;     /* owned; 0 is a free slot, for no packet has identifier 0 */
  guint32  n_slots;   /* 0 or a power of two */
  guint16  n;
  guint16  n_astray;  /* of them not in the slot that is their own */
} SolIdSet;

/* Returns: %FALSE when @id was there already */
gboolean sol_id_set_add      (SolIdSet *self,
                              guint16   id);
gboolean sol_id_set_remove   (SolIdSet *self,
                              guint16   id);
void     sol_id_set_foreach  (const SolIdSet *self,
                              void    (*func) (guint16  id,
                                               gpointer user_data),
                              gpointer  user_data);
void     sol_id_set_clear    (SolIdSet *self);

G_END_DECLS
