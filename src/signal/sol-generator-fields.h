/* sol-generator-fields.h: everything that a generator is told, named and bounded in one place
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-settings.h"

G_BEGIN_DECLS

/* Where it belongs on a page */
typedef enum
{
  SOL_FIELD_WAVE,
  SOL_FIELD_MODULATION,
  SOL_FIELD_IMPAIRMENT,
  SOL_FIELD_MESSAGE,
  SOL_FIELD_DETAIL,   /* of messages, and seldom changed */
} SolFieldGroup;

/* One number of the settings: for whoever reads, writes or shows all of them */
typedef struct
{
  const char   *nick;      /* of files and `--options` */
  const char   *title;     /* of a form, for gettext() */
  const char   *name;      /* what a person calls it in a sentence, for gettext() */
  const char   *unit;      /* nullable: "Hz", "s" or "°" */
  const char   *summary;   /* of a help, for gettext() */
  SolFieldGroup group;
  double        least, most;
  double        step;      /* a person's, in a form */
  guint         places;    /* behind the point, in a form */
  gsize         offset;    /* in SolGeneratorSettings */
  gboolean      is_count;  /* a guint; else a double */
  gboolean    (*matters) (const SolGeneratorSettings *settings);  /* NULL: always */
} SolGeneratorField;

/* Does it change anything while the others are as they are? A form shows those that do */
gboolean sol_generator_field_matters  (const SolGeneratorField     *self,
                                       const SolGeneratorSettings  *settings);

/* Returns: (array length=n) (transfer none) */
const SolGeneratorField *sol_generator_get_fields (guint *n);
double   sol_generator_field_get      (const SolGeneratorField     *self,
                                       const SolGeneratorSettings  *settings);
/* @value: where the field is a count, its whole part within 0..G_MAXUINT counts */
void     sol_generator_field_set      (const SolGeneratorField     *self,
                                       SolGeneratorSettings        *settings,
                                       double                       value);
/* FALSE with an error in the words of the form: `Frequency must be between 1 nHz and 1 GHz, not 0 Hz`. Who reads files
 * or options puts the nick before it */
gboolean sol_generator_field_check    (const SolGeneratorField     *self,
                                       double                       value,
                                       GError                     **error);
/* Returns: (transfer none) (nullable): the first whose number cannot be */
const SolGeneratorField *sol_generator_find_wrong_field (const SolGeneratorSettings *settings);

/* One word of the settings, out of a few */
typedef struct
{
  const char   *nick;      /* as above */
  const char   *title;
  const char   *summary;
  char          letter;    /* of its option, 0 for none */
  SolFieldGroup group;
  guint         n_values;
  gsize         offset;    /* in SolGeneratorSettings */
  const char *(*get_nick)   (guint value);
  const char *(*get_title)  (guint value);  /* (transfer none): translated */
  gboolean    (*is_offered) (guint value);  /* can a generator do it? */
} SolGeneratorChoice;

/* Shape, interpolation, sweep and format. Returns: (array length=n) (transfer none) */
const SolGeneratorChoice *sol_generator_get_choices (guint *n);
guint    sol_generator_choice_get     (const SolGeneratorChoice    *self,
                                       const SolGeneratorSettings  *settings);
/* @value: less than n_values */
void     sol_generator_choice_set     (const SolGeneratorChoice    *self,
                                       SolGeneratorSettings        *settings,
                                       guint                        value);
/* FALSE with an error that names the choice, the word, and those that can be */
gboolean sol_generator_choice_parse   (const SolGeneratorChoice    *self,
                                       const char                  *word,
                                       SolGeneratorSettings        *settings,
                                       GError                     **error);
gboolean sol_generator_choice_check   (const SolGeneratorChoice    *self,
                                       const SolGeneratorSettings  *settings,
                                       GError                     **error);

/**
 * sol_harmonics_parse:
 * @text: `3,0.2,180; 5,0.1`: order, amplitude in parts of the wave's, phase in degrees, which may be missing
 *
 * Takes the place of all harmonics. FALSE with an error that quotes what cannot be.
 */
gboolean sol_harmonics_parse          (const char                  *text,
                                       SolGeneratorSettings        *settings,
                                       GError                     **error);
/* Returns: (transfer full) */
char    *sol_harmonics_format         (const SolGeneratorSettings  *settings);

G_END_DECLS
