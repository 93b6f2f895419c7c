/* sol-plot-raster-private.h: pixels of traces
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-private.h"
#include "sol-plot-traces.h"
#include "sol-quad.h"

G_BEGIN_DECLS

/* cairo takes milliseconds for what a scope draws each frame, so traces are put into pixels here. Where a trace has
 * many samples a column, or its line is long, each column is a bar from its lowest to its highest point. Tall bars of
 * all traces, and over them steep lines, are filled together, row by row: a row is a copy of the one above but for the
 * columns where one begins or ends, which makes their cost that of a memcpy(). What is short is laid over them column
 * by column, with the part of each pixel that it covers. A trace with few points is a line of capsules in a mask, so
 * that its corners are round and no pixel is covered twice. */

#define SOL_RASTER_LINE_WIDTH 1.5
#define SOL_RASTER_TALL 16   /* rows from which a bar or a line goes into the common fill, on whole pixels */
#define SOL_RASTER_GROUP 8   /* traces whose tall bars and lines are filled at a time: a bit each */
#define SOL_RASTER_SOLID 200 /* alpha, of 255, of a bar in which a line of the same colour is not seen */
#define SOL_RASTER_FLAT 1.0f /* rows: a line that stays within is taken for straight */

/* A trace's frame in pixels of the image */
typedef struct
{
  double x, y;            /* of its upper left corner */
  double height;
  int    left, right;     /* columns [left, right) */
  int    upper, lower;    /* rows [upper, lower): nothing is drawn elsewhere */
  gint64 begin_ns;        /* at @x */
  double ns_per_column;
  double top;             /* value at @y */
  double rows_per_unit;
  double line_width;
} SolRasterView;

/* What one trace shows in one column, rows growing downwards */
typedef struct
{
  float top, bottom;      /* the bar; top > bottom: none */
  float enter, leave;     /* rows where the line passes the column's sides; NaN: no line */
  float line_top, line_bottom; /* how far it goes up and down between them */
} SolRasterColumn;

typedef struct
{
  SolRasterView    view;
  SolRasterColumn *columns;  /* (array length=n_columns): from @view.left on; NULL: drawn as @points */
  guint            n_columns;
  guint32          color;    /* premultiplied, opaque as the trace's */
  guint32          bar_color; /* the same, thinner where the line of means stands on it */
  gint64          *times_ns; /* owned, nullable */
  double          *values;
  gsize            n_points;
  gboolean         has_dots;
} SolRasterTrace;

typedef struct
{
  guint32 *pixels;
  int      width, height, stride;  /* stride in pixels */
} SolRasterImage;

/* Places are rounded, so that a wave that stands still but for a nanosecond stands still to the pixel */
static inline double
sol_raster_round (double place)
{
  const double steps = 0x1.8p46; /* so large that what is left of a sum with it are steps of 1/64 */

  return (place + steps) - steps;
}

static inline double
sol_raster_view_x (const SolRasterView *self,
                   gint64               t_ns)
{
  double x = self->x + (double) (t_ns - self->begin_ns) / self->ns_per_column;

  return sol_raster_round (x);
}

static inline double
sol_raster_view_y (const SolRasterView *self,
                   double               value)
{
  double y = self->y + (self->top - value) * self->rows_per_unit;

  return sol_raster_round (CLAMP (y, -SOL_PLOT_FAR, SOL_PLOT_FAR));
}

/* @part: of 256 */
static inline guint32
sol_raster_scale (guint32 color,
                  guint   part)
{
  guint32 even = ((color & 0xff00ff) * part >> 8) & 0xff00ff, odd = (color >> 8 & 0xff00ff) * part & 0xff00ff00;

  return even | odd;
}

static inline guint32
sol_raster_over (guint32 below,
                 guint32 color)
{
  return color + sol_raster_scale (below, 256 - (color >> 24) - (color >> 31));
}

/* What is asked of four rows at a time */
typedef gint32 SolRasterMask __attribute__ ((vector_size (4 * sizeof (gint32))));

/* A pixel's four octets, 16 bits apart, so that one multiplication does for all of them */
static inline guint64
sol_raster_spread (guint32 pixel)
{
  return (pixel | (guint64) pixel << 24) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
}

static inline guint32
sol_raster_gather (guint64 octets)
{
  return (guint32) (octets | octets >> 24);
}

/* A colour that is laid over many pixels, and how opaque it is: of 256 */
typedef struct
{
  guint64 octets;
  guint32 color, alpha;
} SolRasterInk;

static inline SolRasterInk
sol_raster_make_ink (guint32 color)
{
  return (SolRasterInk) { sol_raster_spread (color), color, (color >> 24) + (color >> 31) };
}

/* @part: of 256, of the pixel is covered */
static inline void
sol_raster_blend (guint32      *pixel,
                  SolRasterInk  ink,
                  guint         part)
{
  guint below = 256 - (ink.alpha * part >> 8);
  guint64 octets = sol_raster_spread (*pixel) * below + ink.octets * part;

  *pixel = sol_raster_gather (octets >> 8 & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff));
}

/* Bars are filled in whole rows when they are tall */
static inline gboolean
sol_raster_has_tall_bar (const SolRasterColumn *column)
{
  return column->bottom - column->top >= SOL_RASTER_TALL;
}

/* From end to end without turning; what is steeper than that is an edge, and stays in its column */
static inline gboolean
sol_raster_is_straight (const SolRasterColumn *column)
{
  float rows = fabsf (column->leave - column->enter);

  return rows < SOL_RASTER_TALL && column->line_bottom - column->line_top <= MAX (rows + 0.1f, SOL_RASTER_FLAT);
}

/* Not one that goes far up and down in a bar of nearly its own colour, as of few samples of noise */
static inline gboolean
sol_raster_has_line (const SolRasterTrace  *trace,
                     const SolRasterColumn *column)
{
  return !isnan (column->enter)
         && (trace->bar_color >> 24 <= SOL_RASTER_SOLID || !sol_raster_has_tall_bar (column)
             || column->line_bottom - column->line_top < SOL_RASTER_TALL);
}

/* A line that is filled as a tall bar is */
static inline gboolean
sol_raster_has_tall_line (const SolRasterTrace  *trace,
                          const SolRasterColumn *column)
{
  return column->line_bottom - column->line_top >= SOL_RASTER_TALL && sol_raster_has_line (trace, column)
         && !sol_raster_is_straight (column);
}

/* Where @frame stands in an image whose first pixel is (@left, @upper) of the device */
SolRasterView sol_raster_make_view (const SolPlotFrame *frame,
                                    double              scale,
                                    int                 left,
                                    int                 upper,
                                    int                 width,
                                    int                 height);
/* Decides how a trace whose @view is set is drawn, and reads what that takes. @columns: borrowed, as many as the image
 * is wide. @n_traces: that share the time for a picture */
void sol_raster_read_trace   (SolRasterTrace       *trace,
                              const SolPlotTrace   *source,
                              SolRasterColumn      *columns,
                              SolColumn            *scratch,
                              guint                 n_traces);
/* Fills @trace->columns from the pyramid */
void sol_raster_read_columns (SolRasterTrace       *trace,
                              SolChannel           *channel,
                              SolColumn            *scratch);
/* Fills @trace->columns from the samples */
void sol_raster_join_points  (SolRasterTrace       *trace);

/* Memory for that, used again from picture to picture */
typedef struct _SolRasterFill SolRasterFill;

SolRasterFill *sol_raster_fill_new (void);
void         sol_raster_fill_free (SolRasterFill         *self);

/* Fills the tall bars and lines of up to %SOL_RASTER_GROUP traces. @is_first: the image holds nothing yet, and is
 * cleared in [@begin, @end), the rows that any of them touches; else they are laid over what it holds. */
void sol_raster_fill         (SolRasterFill        *self,
                              SolRasterImage       *image,
                              const SolRasterTrace *traces,
                              guint                 n_traces,
                              gboolean              is_first,
                              int                   begin,
                              int                   end);
/* The rows that they touch. Returns: FALSE when there are none */
gboolean sol_raster_get_rows (const SolRasterTrace *traces,
                              guint                 n_traces,
                              int                  *begin,
                              int                  *end);
/* The short bars and lines of one trace */
void sol_raster_draw_columns (SolRasterImage       *image,
                              const SolRasterTrace *trace);
/* The set of all places that are at most a radius from a stretch of line, with what each of its columns needs */
typedef struct
{
  float x, y, dx, dy;
  float outer, scale;       /* coverage falls from full to none over the pixel that the border goes through */
  float along_x, along_y;   /* where on the stretch that is nearest, for each unit: 0 to 1 */
  float slope, half_height; /* of a column's middle, for each column; and how far from there it reaches */
} SolRasterCapsule;

SolRasterCapsule sol_raster_make_capsule (double x0,
                                          double y0,
                                          double x1,
                                          double y1,
                                          double radius);
/* Raises what @mask says of @n rows of a column from @first on, 255 for a pixel that is covered */
void sol_raster_cover_column (const SolRasterCapsule *capsule,
                              int                     column,
                              int                     first,
                              int                     n,
                              guint8                 *mask);
/* Rows of a column that a mask holds something in; first > last: none */
typedef struct
{
  int first, last;
} SolRasterRange;

/* The line through @trace's points, and each as a dot when there are few.
 * @mask: (array length=width × height): column after column, zero before and after
 * @ranges: (array length=width): none before and after */
void sol_raster_draw_points  (SolRasterImage       *image,
                              const SolRasterTrace *trace,
                              guint8               *mask,
                              SolRasterRange       *ranges);

/* The same as sol_plot_raster_draw() onto pixels of a cairo_t's own; (@left, @upper) is their first in the device */
gboolean sol_raster_draw_onto (SolPlotRaster       *self,
                              cairo_t              *cr,
                              const SolPlotTrace   *traces,
                              guint                 n_traces,
                              double                scale);

G_END_DECLS
