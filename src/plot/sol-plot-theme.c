/* sol-plot-theme.c: the colours of a plot on a light and on a dark page
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot.h"

#define RGBA(hex, opacity)                                                     \
  {                                                                            \
    ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0,                   \
      ((hex) & 255) / 255.0, (opacity)                                         \
  }

/* Okabe and Ito's hues in their order: orange, sky blue, bluish green, yellow, blue, vermilion, reddish purple, grey.
 * Darkened for the light page and lightened for the dark one until each stands 3:1 against its background. */
static const SolPlotTheme light = {
  .background = RGBA (0xffffff, 1),
  .grid = RGBA (0x000000, 0.09),
  .axis = RGBA (0x000000, 0.28),
  .text = RGBA (0x000000, 0.62),
  .traces = {
    RGBA (0xc87400, 1), RGBA (0x2b8fd0, 1), RGBA (0x008a64, 1), RGBA (0xa08c00, 1),
    RGBA (0x00568f, 1), RGBA (0xc94a00, 1), RGBA (0xb65f93, 1), RGBA (0x6e6e6e, 1),
  },
};

static const SolPlotTheme dark = {
  .background = RGBA (0x1e1e1e, 1),
  .grid = RGBA (0xffffff, 0.10),
  .axis = RGBA (0xffffff, 0.30),
  .text = RGBA (0xffffff, 0.66),
  .traces = {
    RGBA (0xf0a41c, 1), RGBA (0x62bdf0, 1), RGBA (0x22c598, 1), RGBA (0xf0e442, 1),
    RGBA (0x3f8fd6, 1), RGBA (0xf2703a, 1), RGBA (0xe296c2, 1), RGBA (0xb9b9b9, 1),
  },
};

const SolPlotTheme *
sol_plot_theme_get (gboolean is_dark)
{
  return is_dark ? &dark : &light;
}
