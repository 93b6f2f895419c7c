/* sol-scope-guest.h: what screens have in common that show the scope's picture another way
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-style.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* What the scope shows, or what is between its cursors */
typedef struct
{
  gint64   begin_ns, end_ns;
  gboolean is_moved;         /* another stretch than the last */
} SolScopeGuestPicture;

/* Returns: whether the picture was taken; else it is offered again */
typedef gboolean (*SolScopeGuestFunc) (gpointer                    owner,
                                       const SolScopeGuestPicture *picture);

/* A part of such a screen's widget. Main thread. */
typedef struct
{
  /* Owned */
  SolScopeView      *scope;      /* nullable until sol_scope_guest_set_scope () */
  char              *font;       /* of labels; nullable until mapped */

  GtkWidget         *widget;     /* borrowed: the owner */
  SolScopeGuestFunc  func;
  gint64             every_us;
  gint64             begin_ns, end_ns; /* taken last */
  guint              generations;
  gint64             taken_us;
  guint              tick_id;
} SolScopeGuest;

/* @every_us: a picture is offered no more often than that, and only when samples or the stretch are new */
void sol_scope_guest_init      (SolScopeGuest     *self,
                                GtkWidget         *widget,
                                const char        *label,
                                gint64             every_us,
                                SolScopeGuestFunc  func);
/* In the widget's dispose */
void sol_scope_guest_dispose   (SolScopeGuest     *self);
/* In its finalize */
void sol_scope_guest_finalize  (SolScopeGuest     *self);
/* Once */
void sol_scope_guest_set_scope (SolScopeGuest     *self,
                                SolScopeView      *scope);
/* The picture is offered again although nothing of it is new */
void sol_scope_guest_restart   (SolScopeGuest     *self);

G_END_DECLS
