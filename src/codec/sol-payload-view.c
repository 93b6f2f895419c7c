/* sol-payload-view.c: binary payloads as people read them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-payload-view.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-payload.h"
#include "sol-unwrap-private.h"

typedef struct
{
  const SolDecoded *decoded;
  GString          *out;
  gsize             limit;
} View;

static void print_node (View *self, guint32 at, guint depth);

static void
print_text (GString    *out,
            const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (out, "\\%c", *text);
    else if ((guint8) *text < ' ')
      g_string_append_printf (out, "\\u%04x", (guint8) *text);
    else
      g_string_append_c (out, *text);
  g_string_append_c (out, '"');
}

static void
print_number (GString *out,
              double   value)
{
  char text[SOL_NUMBER_SIZE];

  if (!isfinite (value))
    g_string_append (out, "null");
  else
    g_string_append_len (out, text, (gssize) sol_payload_format_rate (value, text));
}

static void
print_numbers (View          *self,
               const SolNode *node)
{
  g_string_append_c (self->out, '[');
  for (guint32 i = 0; i < node->n && self->out->len < self->limit; i++)
    {
      g_string_append (self->out, i > 0 ? ", " : "");
      print_number (self->out, self->decoded->values[node->first + i]);
    }
  g_string_append_c (self->out, ']');
}

static void
print_line (View  *self,
            guint  depth)
{
  g_string_append_printf (self->out, "\n%*s", (int) depth * 2, "");
}

static void
print_children (View    *self,
                guint32  at,
                guint    depth)
{
  const SolTape *tape = &self->decoded->tape;
  gboolean is_map = sol_tape_get_node (tape, at)->type == SOL_NODE_MAP, is_first = TRUE;

  g_string_append_c (self->out, is_map ? '{' : '[');
  SOL_TAPE_FOREACH (tape, at, child)
    {
      if (self->out->len >= self->limit)
        break;
      g_string_append (self->out, is_first ? "" : ",");
      is_first = FALSE;
      print_line (self, depth + 1);
      if (is_map)
        {
          print_text (self->out, sol_tape_get_key (tape, sol_tape_get_node (tape, child)));
          g_string_append (self->out, " : ");
        }
      print_node (self, child, depth + 1);
    }
  if (!is_first)
    print_line (self, depth);
  g_string_append_c (self->out, is_map ? '}' : ']');
}

static void
print_node (View    *self,
            guint32  at,
            guint    depth)
{
  const SolTape *tape = &self->decoded->tape;
  const SolNode *node = sol_tape_get_node (tape, at);

  switch (node->type)
    {
    case SOL_NODE_MAP:
    case SOL_NODE_ARRAY:
      return print_children (self, at, depth);
    case SOL_NODE_NUMBERS:
      return print_numbers (self, node);
    case SOL_NODE_TEXT:
      return print_text (self->out, sol_tape_get_text (tape, node));
    case SOL_NODE_BOOL:
      g_string_append (self->out, node->number != 0.0 ? "true" : "false");
      return;
    case SOL_NODE_NUMBER:
      if (node->is_exact && node->exponent == 0)
        g_string_append_printf (self->out, "%s%" G_GUINT64_FORMAT, node->is_negative ? "-" : "", node->mantissa);
      else
        print_number (self->out, node->number);
      return;
    default:
      g_string_append (self->out, "null");
    }
}

static char *
print (const SolDecoded *decoded,
       gsize             limit)
{
  View view = { decoded, g_string_new (NULL), limit };

  print_node (&view, 0, 0);
  if (view.out->len >= limit)
    g_string_append (view.out, " …");
  return g_string_free (view.out, FALSE);
}

/* Returns: (nullable): the syntax that lies on the tape now */
static const char *
load (SolDecoded   *decoded,
      const guint8 *payload,
      gsize         length)
{
  if (g_utf8_validate_len ((const char *) payload, length, NULL))
    return NULL;
  if (sol_cbor_is_container (payload, length) && sol_tape_read_cbor (decoded, payload, length, NULL))
    return "CBOR";
  sol_decoded_reset (decoded);
  if (sol_msgpack_is_container (payload, length) && sol_tape_read_msgpack (decoded, payload, length, NULL))
    return "MessagePack";
  return NULL;
}

static char *
dup_fields (SolDecoded   *decoded,
            SolUnwrap    *unwrap,
            const guint8 *payload,
            gsize         length,
            gsize         limit,
            char        **what)
{
  const char *end, *syntax;

  if (!sol_unwrap_run (unwrap, decoded, FALSE, &payload, &length, NULL))
    return NULL;
  sol_decoded_reset (decoded);
  if ((syntax = load (decoded, payload, length)) != NULL)
    {
      *what = sol_unwrap_describe (unwrap, syntax);
      return print (decoded, limit);
    }
  if (unwrap->n_wraps == 0)
    return NULL;
  g_utf8_validate_len ((const char *) payload, MIN (length, limit), &end);
  if (end == (const char *) payload)
    return NULL;
  *what = sol_unwrap_describe (unwrap, _("Text"));
  return g_strndup ((const char *) payload, (gsize) (end - (const char *) payload));
}

char *
sol_payload_dup_fields (const guint8 *payload,
                        gsize         length,
                        gsize         limit,
                        char        **what)
{
  SolUnwrap unwrap = { 0 };
  g_autofree SolDecoded *decoded = g_new0 (SolDecoded, 1);
  char *text;

  sol_decoded_init (decoded);
  text = dup_fields (decoded, &unwrap, payload, length, limit, what);
  sol_decoded_clear (decoded);
  sol_unwrap_clear (&unwrap);
  return text;
}
