/* sol-scope-picture.c: the scope's picture as a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>

#include "sol-scope-describe.h"
#include "sol-scope-legend.h"

#define PNG_SCALE 2

/* Drawn, to be written: of one thread at a time */
typedef struct
{
  SolPictureFormat  format;
  char             *path;
  cairo_surface_t  *surface;
  GByteArray       *octets;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  cairo_surface_destroy (picture->surface);
  g_byte_array_unref (picture->octets);
  g_free (picture->path);
  g_free (picture);
}

static cairo_status_t
write_cb (void                *octets,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (octets, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* What SVG and PDF hold is put together at the end, so that drawing onto them costs no more than remembering it */
static cairo_surface_t *
make_surface (Picture *picture,
              int      width,
              int      height)
{
  cairo_surface_t *surface;

  switch (picture->format)
    {
    case SOL_PICTURE_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, picture->octets, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case SOL_PICTURE_PDF:
      return cairo_pdf_surface_create_for_stream (write_cb, picture->octets, width, height);
    case SOL_PICTURE_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * PNG_SCALE, height * PNG_SCALE);
      cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
      return surface;
    }
}

/* `100 ms/div`, or when it was */
static char *
describe_time (SolScopeView             *view,
               const SolPictureSettings *settings)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (settings->begin_ns / 1000000000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (settings->end_ns == 0 || local == NULL)
    return sol_scope_format_time_base (sol_scope_view_get_time_base (view));
  /* Translators: when a picture's left edge was */
  return g_date_time_format (local, _("from %Y-%m-%d %H:%M:%S"));
}

static void
draw (Picture                  *picture,
      SolScopeView             *view,
      const SolPictureSettings *settings)
{
  const SolPlotTheme *theme = sol_plot_theme_get (settings->is_dark);
  int height = settings->height + sol_scope_legend_get_height (view);
  g_autofree char *time = describe_time (view, settings);
  cairo_t *cr;

  picture->surface = make_surface (picture, settings->width, height);
  cr = cairo_create (picture->surface);
  cairo_set_source_rgb (cr, theme->background.red, theme->background.green, theme->background.blue);
  cairo_paint (cr);
  if (settings->end_ns == 0)
    sol_scope_view_draw (view, cr, settings->width, settings->height, settings->is_dark);
  else
    sol_scope_view_draw_stretch (view, cr, settings->width, settings->height, settings->is_dark, settings->begin_ns,
                                 settings->end_ns);
  sol_scope_legend_draw (view, cr, settings->width, settings->height, theme, settings->end_ns == 0, time);
  cairo_destroy (cr);
}

static gboolean
compress (Picture  *picture,
          GError  **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (picture->format == SOL_PICTURE_PNG)
    status = cairo_surface_write_to_png_stream (picture->surface, write_cb, picture->octets);
  else
    cairo_surface_finish (picture->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (picture->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, cairo_status_to_string (status));
  return FALSE;
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Picture *picture = data;
  GError *error = NULL;

  if (!compress (picture, &error) || g_cancellable_set_error_if_cancelled (cancellable, &error)
      || !g_file_set_contents (picture->path, (const char *) picture->octets->data, (gssize) picture->octets->len,
                               &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&error, _("The picture could not be saved as “%s”: "), picture->path);
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

void
sol_scope_picture_save_async (SolScopeView             *view,
                              const SolPictureSettings *settings,
                              const char               *path,
                              GCancellable             *cancellable,
                              GAsyncReadyCallback       callback,
                              gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Picture *picture = g_new0 (Picture, 1);

  picture->format = settings->format;
  picture->path = g_strdup (path);
  picture->octets = g_byte_array_new ();
  draw (picture, view, settings);
  g_task_set_source_tag (task, sol_scope_picture_save_async);
  g_task_set_task_data (task, picture, picture_free);
  /* What was written completely stays written */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_thread);
}

gboolean
sol_scope_picture_save_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
