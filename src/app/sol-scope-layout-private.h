/* sol-scope-layout-private.h: the parts of a layout, a file each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-json.h"
#include "sol-scope-layout.h"
#include "sol-scope-page-private.h"

G_BEGIN_DECLS

struct _SolScopeLayout
{
  SolScopePage *page;  /* borrowed */
  char         *name;  /* owned */

  /* Owned: of channels, those that are not there too */
  GHashTable   *looks; /* name → JsonObject */

  /* Owned, nullable: names of channels that a part waits for */
  char         *selected, *source, *x, *y;
};

/* A switch of the page, by its action, and where it stands in the file */
typedef struct
{
  const char *member;
  const char *action; /* stateful: a boolean, a word or a whole number */
} SolScopeSwitch;

/* sol-scope-layout-parts.c: what the others stand on. Members of another kind than asked for count as absent. */
double      sol_scope_layout_get_number     (JsonObject           *object,
                                             const char           *member,
                                             double                otherwise);
gboolean    sol_scope_layout_get_flag       (JsonObject           *object,
                                             const char           *member,
                                             gboolean              otherwise);
/* The place of the text among @words, ending with NULL; @otherwise for another */
guint       sol_scope_layout_get_word       (JsonObject           *object,
                                             const char           *member,
                                             const char *const    *words,
                                             guint                 otherwise);
void        sol_scope_layout_write_switches (GActionGroup         *actions,
                                             const SolScopeSwitch *switches,
                                             guint                 n,
                                             JsonObject           *object);
/* As a person would press them: what cannot be changes nothing */
void        sol_scope_layout_read_switches  (GActionGroup         *actions,
                                             const SolScopeSwitch *switches,
                                             guint                 n,
                                             JsonObject           *object);

/* sol-scope-layout-channels.c */
JsonArray  *sol_scope_layout_write_channels (SolScopeLayout       *self);
void        sol_scope_layout_read_channels  (SolScopeLayout       *self,
                                             JsonArray            *array);
/* As it was saved, or left alone */
void        sol_scope_layout_give_look      (SolScopeLayout       *self,
                                             SolScopeTrace        *trace);
/* After channels appeared: they get what waits for them */
void        sol_scope_layout_settle         (SolScopeLayout       *self);
/* The name of the trace's channel; nullable */
const char *sol_scope_layout_get_channel    (SolScopeTrace        *trace);

/* sol-scope-layout-alarms.c: those of the layout's channels */
JsonArray  *sol_scope_layout_write_alarms   (SolScopeLayout       *self);

/* sol-scope-layout-picture.c: time, trigger, cursors and measurements */
void        sol_scope_layout_write_picture  (SolScopeLayout       *self,
                                             JsonObject           *layout);
void        sol_scope_layout_read_picture   (SolScopeLayout       *self,
                                             JsonObject           *layout);

/* sol-scope-layout-modes.c: spectrum and X-Y */
void        sol_scope_layout_write_modes    (SolScopeLayout       *self,
                                             JsonObject           *layout);
void        sol_scope_layout_read_modes     (SolScopeLayout       *self,
                                             JsonObject           *layout);
/* X-Y's channels, once both are there */
void        sol_scope_layout_settle_xy      (SolScopeLayout       *self);

G_END_DECLS
