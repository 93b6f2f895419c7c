/* sol-layout-store.h: the scope's layouts by name, and the one it had last, as files
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SOL_TYPE_LAYOUT_STORE (sol_layout_store_get_type ())

/* Main thread. What a layout says is the scope's matter: here it is a JSON object. Files are read once and written off
 * the main thread; one that cannot be understood is put aside. Signals: `changed`: names; `failed` (const char *): a
 * file could not be written, in words. */
G_DECLARE_FINAL_TYPE (SolLayoutStore, sol_layout_store, SOL, LAYOUT_STORE, GObject)

/* The member that tells a layout from other JSON, and the version that is written */
#define SOL_LAYOUT_MARK "soliton_layout"
#define SOL_LAYOUT_VERSION 1

#define SOL_LAYOUT_MAX_NAME  60         /* characters */
#define SOL_LAYOUT_MAX_BYTES (1u << 20) /* of a file: ours have some kilobytes */

/* @folder: (nullable): NULL keeps everything in memory */
SolLayoutStore *sol_layout_store_new         (const char      *folder);

/* Returns: (transfer full): in the order of the alphabet */
char          **sol_layout_store_dup_names   (SolLayoutStore  *self);
gboolean        sol_layout_store_has         (SolLayoutStore  *self,
                                              const char      *name);
/* Returns: (transfer full) (nullable): NULL when there is none of that name */
JsonObject     *sol_layout_store_dup         (SolLayoutStore  *self,
                                              const char      *name);

/**
 * sol_layout_store_put:
 * @layout: (transfer full): replaces the one of that name
 *
 * Errors: %SOL_CONFIG_ERROR_SYNTAX: an empty name, or one over %SOL_LAYOUT_MAX_NAME;
 * %SOL_CONFIG_ERROR_OUT_OF_RANGE over %SOL_LAYOUT_MAX_BYTES.
 */
gboolean        sol_layout_store_put         (SolLayoutStore  *self,
                                              const char      *name,
                                              JsonObject      *layout,
                                              GError         **error);
void            sol_layout_store_remove      (SolLayoutStore  *self,
                                              const char      *name);
/* Errors: as above; and when there is one of the new name */
gboolean        sol_layout_store_rename      (SolLayoutStore  *self,
                                              const char      *name,
                                              const char      *new_name,
                                              GError         **error);

/**
 * sol_layout_store_parse:
 * @text: of a file, octets that nobody vouches for
 *
 * Errors: those of sol_json_parse_object(); %SOL_CONFIG_ERROR_SYNTAX for what is no layout, or one of a later version.
 *
 * Returns: (transfer full) (nullable)
 */
JsonObject     *sol_layout_store_parse       (const char      *text,
                                              gsize            length,
                                              GError         **error);
/* @layout: (transfer full). Returns: (transfer full): what a file holds */
char           *sol_layout_store_print       (JsonObject      *layout);

/* What the scope had last. Returns: (transfer full) (nullable) */
JsonObject     *sol_layout_store_dup_last    (SolLayoutStore  *self);
/* @layout: (transfer full): written when it is another than before */
void            sol_layout_store_set_last    (SolLayoutStore  *self,
                                              JsonObject      *layout);

/* What was wrong with files when they were read, in words and with their new names; nullable */
const char     *sol_layout_store_get_problem (SolLayoutStore  *self);

G_END_DECLS
