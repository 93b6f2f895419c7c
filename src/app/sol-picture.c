/* sol-picture.c: what a plot shows, as a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>

#define PNG_SCALE 2

struct _SolPicture
{
  SolPictureFormat  format;
  char             *path;     /* NULL until it is saved */
  cairo_surface_t  *surface;
  cairo_t          *cr;       /* NULL once it is drawn */
  GByteArray       *octets;
};

void
sol_picture_free (SolPicture *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_destroy (self->surface);
  g_byte_array_unref (self->octets);
  g_free (self->path);
  g_free (self);
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
make_surface (SolPicture *self,
              int         width,
              int         height)
{
  cairo_surface_t *surface;

  switch (self->format)
    {
    case SOL_PICTURE_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, self->octets, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case SOL_PICTURE_PDF:
      return cairo_pdf_surface_create_for_stream (write_cb, self->octets, width, height);
    case SOL_PICTURE_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * PNG_SCALE, height * PNG_SCALE);
      cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
      return surface;
    }
}

SolPicture *
sol_picture_new (const SolPictureSettings *settings,
                 const SolPictureLegend   *legend)
{
  const SolPlotTheme *theme = sol_plot_theme_get (settings->is_dark);
  SolPicture *self = g_new0 (SolPicture, 1);

  self->format = settings->format;
  self->octets = g_byte_array_new ();
  self->surface = make_surface (self, settings->width, settings->height + sol_picture_legend_get_height (legend));
  self->cr = cairo_create (self->surface);
  cairo_set_source_rgb (self->cr, theme->background.red, theme->background.green, theme->background.blue);
  cairo_paint (self->cr);
  sol_picture_legend_draw (legend, self->cr, settings->width, settings->height);
  return self;
}

cairo_t *
sol_picture_get_cairo (SolPicture *self)
{
  return self->cr;
}

static gboolean
compress (SolPicture  *self,
          GError     **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (self->format == SOL_PICTURE_PNG)
    status = cairo_surface_write_to_png_stream (self->surface, write_cb, self->octets);
  else
    cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
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
  SolPicture *self = data;
  GError *error = NULL;

  if (!compress (self, &error) || g_cancellable_set_error_if_cancelled (cancellable, &error)
      || !g_file_set_contents (self->path, (const char *) self->octets->data, (gssize) self->octets->len, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&error, _("The picture could not be saved as “%s”: "), self->path);
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

void
sol_picture_save_async (SolPicture          *self,
                        const char          *path,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_clear_pointer (&self->cr, cairo_destroy);
  self->path = g_strdup (path);
  g_task_set_source_tag (task, sol_picture_save_async);
  g_task_set_task_data (task, self, (GDestroyNotify) sol_picture_free);
  /* What was written completely stays written */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_thread);
}

gboolean
sol_picture_save_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
