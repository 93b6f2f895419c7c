/* sol-qr-view.c: a text as a QR code
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-qr-view.h"

#ifdef HAVE_QRENCODE
#include <qrencode.h>
#endif

#define QUIET_MODULES 4
#define SIZE 180

struct _SolQrView
{
  GtkWidget parent_instance;

  /* Owned */
  GBytes *modules; /* n_modules × n_modules octets, 1 is dark; NULL shows nothing */
  int     n_modules;
};

G_DEFINE_FINAL_TYPE (SolQrView, sol_qr_view, GTK_TYPE_WIDGET)

#ifdef HAVE_QRENCODE
static GBytes *
encode (const char *text,
        int        *n_modules)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  g_autofree guint8 *modules = NULL;
  gsize n;

  if (code == NULL)
    return NULL;
  n = (gsize) code->width * (gsize) code->width;
  modules = g_malloc (n);
  for (gsize i = 0; i < n; i++)
    modules[i] = code->data[i] & 1;
  *n_modules = code->width;
  QRcode_free (code);
  return g_bytes_new_take (g_steal_pointer (&modules), n);
}
#else
static GBytes *
encode (const char *text,
        int        *n_modules)
{
  return NULL;
}
#endif

static void
sol_qr_view_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

/* Whole pixels a module: a camera reads edges */
static void
sol_qr_view_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SolQrView *self = SOL_QR_VIEW (widget);
  const GdkRGBA white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const guint8 *modules = self->modules != NULL ? g_bytes_get_data (self->modules, NULL) : NULL;
  int step = modules != NULL ? MIN (width, height) / (self->n_modules + 2 * QUIET_MODULES) : 0;
  float left = (float) ((width - step * self->n_modules) / 2), top = (float) ((height - step * self->n_modules) / 2);

  if (step == 0)
    return;
  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  for (int y = 0; y < self->n_modules; y++)
    for (int x = 0; x < self->n_modules; x++)
      if (modules[y * self->n_modules + x])
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT (left + (float) (x * step), top + (float) (y * step),
                                                        (float) step, (float) step));
}

static void
sol_qr_view_finalize (GObject *object)
{
  g_clear_pointer (&SOL_QR_VIEW (object)->modules, g_bytes_unref);
  G_OBJECT_CLASS (sol_qr_view_parent_class)->finalize (object);
}

static void
sol_qr_view_class_init (SolQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sol_qr_view_finalize;
  widget_class->measure = sol_qr_view_measure;
  widget_class->snapshot = sol_qr_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sol_qr_view_init (SolQrView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sol_qr_view_set_text (SolQrView  *self,
                      const char *text)
{
  g_return_if_fail (SOL_IS_QR_VIEW (self));
  g_clear_pointer (&self->modules, g_bytes_unref);
  if (text != NULL)
    self->modules = encode (text, &self->n_modules);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->modules != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
