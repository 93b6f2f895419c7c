/* sol-generator-table.c: a wave without a formula in the generator's form: drawn, or from a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-table.h"

#include <glib/gi18n.h>

#include "sol-problem-mark.h"
#include "sol-wave-editor.h"

struct _SolGeneratorTable
{
  AdwBin parent_instance;

  /* Owned */
  SolShapeTable *table;   /* never NULL */

  /* Template */
  SolWaveEditor *editor;
  GtkWidget     *file;
  GtkLabel      *name;
  GtkLabel      *about;
  GtkWidget     *tools;
  GtkWidget     *draw;
};

G_DEFINE_FINAL_TYPE (SolGeneratorTable, sol_generator_table, ADW_TYPE_BIN)

/* A file's wave is not drawn on by accident: that would leave the file */
static void
show_table (SolGeneratorTable *self)
{
  const char *path = sol_shape_table_get_path (self->table);
  const char *column = sol_shape_table_get_column (self->table);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *count = NULL, *text = NULL;
  gsize n;

  sol_shape_table_get_values (self->table, &n);
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u sample", "%u samples", n), (guint) n);
  /* Translators: a column of a file, and how many samples */
  text = path == NULL ? g_strdup (_("CSV, WAV or a recording"))
                      : g_strdup_printf ("%s, %s", column != NULL ? column : "", count);
  gtk_label_set_label (self->name, name != NULL ? name : _("From a File"));
  gtk_label_set_label (self->about, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), path == NULL);
  gtk_widget_set_visible (self->tools, path == NULL);
  gtk_widget_set_visible (self->draw, path != NULL);
}

static void
take_drawn (SolGeneratorTable *self)
{
  sol_shape_table_unref (self->table);
  self->table = sol_wave_editor_make_table (self->editor);
  show_table (self);
  g_signal_emit_by_name (self, "changed");
}

static void
smooth_cb (SolGeneratorTable *self)
{
  sol_wave_editor_smooth (self->editor);
}

static void
begin_with (SolGeneratorTable *self,
            SolShape           shape)
{
  sol_wave_editor_fill (self->editor, shape);
}

static void
sine_cb (SolGeneratorTable *self)
{
  begin_with (self, SOL_SHAPE_SINE);
}

static void
square_cb (SolGeneratorTable *self)
{
  begin_with (self, SOL_SHAPE_SQUARE);
}

static void
triangle_cb (SolGeneratorTable *self)
{
  begin_with (self, SOL_SHAPE_TRIANGLE);
}

static void
flat_cb (SolGeneratorTable *self)
{
  begin_with (self, SOL_SHAPE_DC);
}

static void
open_cb (SolGeneratorTable *self)
{
  g_signal_emit_by_name (self, "open-file");
}

static void
sol_generator_table_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_GENERATOR_TABLE);
  G_OBJECT_CLASS (sol_generator_table_parent_class)->dispose (object);
}

static void
sol_generator_table_finalize (GObject *object)
{
  sol_shape_table_unref (SOL_GENERATOR_TABLE (object)->table);
  G_OBJECT_CLASS (sol_generator_table_parent_class)->finalize (object);
}

static void
sol_generator_table_class_init (SolGeneratorTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_generator_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_generator_table_finalize;
  g_signal_new ("changed", SOL_TYPE_GENERATOR_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("open-file", SOL_TYPE_GENERATOR_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (SOL_TYPE_WAVE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/generator-table.ui");
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorTable, editor);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorTable, file);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorTable, name);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorTable, about);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorTable, tools);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorTable, draw);
  gtk_widget_class_bind_template_callback (widget_class, smooth_cb);
  gtk_widget_class_bind_template_callback (widget_class, sine_cb);
  gtk_widget_class_bind_template_callback (widget_class, square_cb);
  gtk_widget_class_bind_template_callback (widget_class, triangle_cb);
  gtk_widget_class_bind_template_callback (widget_class, flat_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "drawn_cb", G_CALLBACK (take_drawn));
}

static void
sol_generator_table_init (SolGeneratorTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = sol_wave_editor_make_table (self->editor);
  show_table (self);
}

void
sol_generator_table_set_table (SolGeneratorTable *self,
                               SolShapeTable     *table)
{
  if (table == self->table)
    return;
  sol_wave_editor_set_table (self->editor, table);
  sol_shape_table_unref (self->table);
  self->table = table != NULL ? sol_shape_table_ref (table) : sol_wave_editor_make_table (self->editor);
  show_table (self);
}

SolShapeTable *
sol_generator_table_ref_table (SolGeneratorTable *self)
{
  return sol_shape_table_ref (self->table);
}

void
sol_generator_table_set_problem (SolGeneratorTable *self,
                                 const char        *problem)
{
  sol_problem_mark (self->file, problem);
  if (problem != NULL)
    gtk_label_set_label (self->about, problem);
  else
    show_table (self);
}
