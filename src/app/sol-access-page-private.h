/* sol-access-page-private.h: what the access page's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-access-page.h"
#include "sol-engine-access.h"

G_BEGIN_DECLS

struct _SolAccessPage
{
  AdwPreferencesPage parent_instance;

  /* Owned */
  SolEngine  *engine;
  SolAclList *acl;      /* NULL until it was read */
  GPtrArray  *bans;     /* nullable, of SolBan */

  /* Template */
  GtkListBox  *rules;
  GtkListBox  *ban_list;
  GtkLabel    *rules_hint;
  GtkEditable *test_user;
  GtkEditable *test_client;
  GtkEditable *test_topic;
  AdwComboRow *test_operation;
  GtkLabel    *answer;
};

/* Fills the lists from what was read */
void  sol_access_page_show_rules (SolAccessPage *self);
void  sol_access_page_show_bans  (SolAccessPage *self);

/* Saves @rules over those that were read. @rules: (transfer full) */
void  sol_access_page_save       (SolAccessPage *self,
                                  GPtrArray     *rules);
void  sol_access_page_toast      (SolAccessPage *self,
                                  const char    *text);

/* sol-access-import.c: asks for a file of mosquitto */
void  sol_access_page_import     (SolAccessPage *self,
                                  gboolean       is_users);

G_END_DECLS
