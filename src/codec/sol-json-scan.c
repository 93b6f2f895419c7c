/* sol-json-scan.c: JSON read in one pass, without a tree
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-json-scan-private.h"

#include <math.h>
#include <string.h>

gboolean
sol_json_scan_open (SolJsonScan *self,
                    char         bracket)
{
  return ++self->depth <= SOL_JSON_MAX_DEPTH && sol_json_scan_take (self, bracket);
}

gboolean
sol_json_scan_next (SolJsonScan *self,
                    char         bracket,
                    gboolean    *is_first,
                    gboolean    *has_next)
{
  gboolean was_first = *is_first;

  *is_first = FALSE;
  *has_next = FALSE;
  if (sol_json_scan_take (self, bracket))
    {
      self->depth--;
      return TRUE;
    }
  *has_next = TRUE;
  return was_first || sol_json_scan_take (self, ',');
}

gboolean
sol_json_scan_string (SolJsonScan *self,
                      SolJsonText *text)
{
  const char *p;

  if (!sol_json_scan_take (self, '"'))
    return FALSE;
  text->text = self->p;
  for (p = self->p; p < self->end && *p != '"'; p++)
    if (*p == '\\' && ++p == self->end)
      return FALSE;
  if (p == self->end)
    return FALSE;
  text->length = (gsize) (p - text->text);
  self->p = p + 1;
  return TRUE;
}

gboolean
sol_json_scan_key (SolJsonScan *self,
                   SolJsonText *key)
{
  return sol_json_scan_string (self, key) && sol_json_scan_take (self, ':');
}

static gboolean
scan_word (SolJsonScan *self,
           const char  *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

static gboolean
scan_literal (SolJsonScan *self,
              double      *value)
{
  *value = NAN;
  if (scan_word (self, "true"))
    *value = 1.0;
  else if (scan_word (self, "false"))
    *value = 0.0;
  else
    return scan_word (self, "null") || scan_word (self, "NaN")
           || scan_word (self, "Infinity") || scan_word (self, "-Infinity");
  return TRUE;
}

gboolean
sol_json_scan_value (SolJsonScan *self,
                     double      *value)
{
  const char *next;

  sol_json_scan_space (self);
  next = sol_number_scan (self->p, self->end, value);
  if (next == NULL)
    return scan_literal (self, value);
  self->p = next;
  return TRUE;
}

static gboolean
skip_members (SolJsonScan *self,
              char         open,
              char         close)
{
  gboolean is_first = TRUE, has_next;
  SolJsonText key;

  if (!sol_json_scan_open (self, open))
    return FALSE;
  while (sol_json_scan_next (self, close, &is_first, &has_next))
    {
      if (!has_next)
        return TRUE;
      if (open == '{' && !sol_json_scan_key (self, &key))
        return FALSE;
      if (!sol_json_scan_skip (self))
        return FALSE;
    }
  return FALSE;
}

gboolean
sol_json_scan_skip (SolJsonScan *self)
{
  SolJsonText text;
  double value;

  switch (sol_json_scan_peek (self))
    {
    case '{':
      return skip_members (self, '{', '}');
    case '[':
      return skip_members (self, '[', ']');
    case '"':
      return sol_json_scan_string (self, &text);
    default:
      return sol_json_scan_value (self, &value);
    }
}

/* Four hexadecimal digits at @p, or -1 */
static int
read_hex (const char *p,
          const char *end)
{
  int value = 0;

  if (end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isxdigit (p[i]))
      return -1;
    else
      value = value * 16 + g_ascii_xdigit_value (p[i]);
  return value;
}

/* \uXXXX at @p, two of them for what is beyond 16 bits. Returns: one past it */
static const char *
append_code_point (const char *p,
                   const char *end,
                   GString    *string)
{
  int high = read_hex (p + 2, end), low = -1;
  gunichar c;

  if (high < 0)
    return MIN (p + 2, end);
  p += 6;
  if (high >= 0xd800 && high < 0xdc00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u')
    low = read_hex (p + 2, end);
  if (low >= 0xdc00 && low < 0xe000)
    {
      c = 0x10000 + (gunichar) ((high - 0xd800) << 10) + (gunichar) (low - 0xdc00);
      p += 6;
    }
  else
    c = high == 0 || (high >= 0xd800 && high < 0xe000) ? 0xfffd : (gunichar) high;
  g_string_append_unichar (string, c);
  return p;
}

static const char *
append_escape (const char *p,
               const char *end,
               GString    *string)
{
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  const char *letter;

  if (p[1] == 'u')
    return append_code_point (p, end, string);
  letter = strchr (letters, p[1]);
  g_string_append_c (string, letter != NULL && *letter != '\0' ? meanings[letter - letters] : p[1]);
  return p + 2;
}

void
sol_json_text_append (SolJsonText  self,
                      GString     *string)
{
  const char *p = self.text, *end = self.text + self.length;
  g_autofree char *valid = NULL;
  gsize begin = string->len;

  while (p < end)
    if (*p == '\\' && p + 1 < end)
      p = append_escape (p, end, string);
    else
      g_string_append_c (string, *p++);

  if (g_utf8_validate_len (string->str + begin, string->len - begin, NULL))
    return;
  valid = g_utf8_make_valid (string->str + begin, (gssize) (string->len - begin));
  g_string_truncate (string, begin);
  g_string_append (string, valid);
}
