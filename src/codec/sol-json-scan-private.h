/* sol-json-scan-private.h: JSON read in one pass, without a tree
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include <glib.h>

#include "sol-number-private.h"

G_BEGIN_DECLS

#define SOL_JSON_MAX_DEPTH 32

/* A place in the text. Every function below moves it behind what it read, or says FALSE and leaves it anywhere. */
typedef struct
{
  const char *p, *end; /* borrowed */
  guint       depth;   /* arrays and objects open */
} SolJsonScan;

/* Text between quotes as it stands, escapes included */
typedef struct
{
  const char *text;    /* borrowed */
  gsize       length;
} SolJsonText;

static inline void
sol_json_scan_init (SolJsonScan *self,
                    const char  *text,
                    gsize        length)
{
  *self = (SolJsonScan) { text, text + length, 0 };
}

static inline void
sol_json_scan_space (SolJsonScan *self)
{
  while (self->p < self->end && (*self->p == ' ' || (*self->p <= '\r' && *self->p >= '\t')))
    self->p++;
}

/* The first octet of what comes next, 0 at the end */
static inline char
sol_json_scan_peek (SolJsonScan *self)
{
  sol_json_scan_space (self);
  return self->p < self->end ? *self->p : '\0';
}

/* Steps over @c when it comes next */
static inline gboolean
sol_json_scan_take (SolJsonScan *self,
                    char         c)
{
  if (sol_json_scan_peek (self) != c)
    return FALSE;
  self->p++;
  return TRUE;
}

static inline gboolean
sol_json_scan_is_done (SolJsonScan *self)
{
  sol_json_scan_space (self);
  return self->p == self->end;
}

/* `[` or `{`; FALSE when it is deeper than SOL_JSON_MAX_DEPTH */
gboolean sol_json_scan_open   (SolJsonScan *self,
                               char         bracket);

/**
 * sol_json_scan_next:
 * @bracket: `]` or `}`
 * @is_first: (inout): TRUE before the first element, FALSE afterwards
 * @has_next: (out): another element comes; otherwise the bracket was closed
 *
 * Reads what stands between two elements.
 */
gboolean sol_json_scan_next   (SolJsonScan *self,
                               char         bracket,
                               gboolean    *is_first,
                               gboolean    *has_next);

gboolean sol_json_scan_string (SolJsonScan *self,
                               SolJsonText *text);

/* A string and its colon */
gboolean sol_json_scan_key    (SolJsonScan *self,
                               SolJsonText *key);

/* A number; null, NaN and Infinity, which Python writes, are NaN; true is 1, false is 0 */
gboolean sol_json_scan_value  (SolJsonScan *self,
                               double      *value);

/* Any value at all; checks its form */
gboolean sol_json_scan_skip   (SolJsonScan *self);

/* Appends the text with its escapes resolved and made valid UTF-8 */
void     sol_json_text_append (SolJsonText  self,
                               GString     *string);

static inline gboolean
sol_json_text_equals (SolJsonText  self,
                      const char  *word,
                      gsize        length)
{
  return self.length == length && memcmp (self.text, word, length) == 0;
}

G_END_DECLS
