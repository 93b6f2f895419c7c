/* sol-text.c: words that errors quote
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-text.h"

#include <string.h>

#define CHARACTER_BYTES 4 /* at most */

char *
sol_text_head (const char *text,
               gsize       n)
{
  char *head = g_utf8_make_valid (text, (gssize) strnlen (text, n + CHARACTER_BYTES));

  if (strlen (head) <= n)
    return head;
  /* Octets of a character after its first are 10xxxxxx */
  while (n > 0 && ((guchar) head[n] & 0xC0) == 0x80)
    n--;
  head[n] = '\0';
  return head;
}
