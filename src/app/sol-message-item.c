/* sol-message-item.c: a message as an object that lists can show
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-message-item.h"

struct _SolMessageItem
{
  GObject parent_instance;

  /* Owned */
  SolMessage *message;
};

G_DEFINE_FINAL_TYPE (SolMessageItem, sol_message_item, G_TYPE_OBJECT)

static void
sol_message_item_finalize (GObject *object)
{
  g_clear_pointer (&SOL_MESSAGE_ITEM (object)->message, sol_message_unref);
  G_OBJECT_CLASS (sol_message_item_parent_class)->finalize (object);
}

static void
sol_message_item_class_init (SolMessageItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_message_item_finalize;
}

static void
sol_message_item_init (SolMessageItem *self)
{
}

SolMessageItem *
sol_message_item_new (SolMessage *message)
{
  SolMessageItem *self = g_object_new (SOL_TYPE_MESSAGE_ITEM, NULL);

  self->message = sol_message_ref (message);
  return self;
}

SolMessage *
sol_message_item_get_message (SolMessageItem *self)
{
  return self->message;
}
