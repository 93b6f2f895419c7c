/* sol-spectrum.h: how much of a signal is at which frequency
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-stretch.h"

G_BEGIN_DECLS

/* In their periodic form: one period of the window is as long as the stretch. Sources: F. J. Harris, Proc. IEEE 66
 * (1978) 51 (Hann, 4-term Blackman-Harris with −92 dB); G. D'Antona, A. Ferrero, Digital Signal Processing for
 * Measurement Systems (2006) (flat top). */
typedef enum
{
  SOL_SPECTRUM_RECTANGULAR,     /* gain 1, noise bandwidth 1 bin: whole periods in the stretch */
  SOL_SPECTRUM_HANN,            /* 0.5, 1.5 bins: the usual choice */
  SOL_SPECTRUM_FLAT_TOP,        /* 0.2156, 3.77 bins: amplitudes to 0.01 dB wherever a line falls between two bins */
  SOL_SPECTRUM_BLACKMAN_HARRIS, /* 0.3588, 2.004 bins: small lines beside large ones */
} SolSpectrumWindow;

#define SOL_N_SPECTRUM_WINDOWS 4

/* Coherent gain: the window's mean */
double       sol_spectrum_window_get_gain  (SolSpectrumWindow          window);
/* Equivalent noise bandwidth in bins: n · Σw² / (Σw)² */
double       sol_spectrum_window_get_enbw  (SolSpectrumWindow          window);
/* Bins from the middle of a line to the first zero: 1, 2, 5, 4 */
guint        sol_spectrum_window_get_reach (SolSpectrumWindow          window);

typedef enum
{
  SOL_SPECTRUM_AVERAGE_NONE,        /* the newest */
  SOL_SPECTRUM_AVERAGE_LINEAR,      /* mean power of all since the restart */
  SOL_SPECTRUM_AVERAGE_EXPONENTIAL, /* the newest weighs 1 / n_averages, once there are so many */
  SOL_SPECTRUM_PEAK_HOLD,           /* the largest of each bin since the restart */
} SolSpectrumAverage;

#define SOL_SPECTRUM_MIN_LENGTH 8
#define SOL_SPECTRUM_MAX_LENGTH (1u << 22)

typedef struct
{
  guint              length;     /* samples, at most SOL_SPECTRUM_MAX_LENGTH; 0: as many as the stretch has */
  SolSpectrumWindow  window;
  SolSpectrumAverage average;
  guint              n_averages; /* of EXPONENTIAL, at least 1 */
} SolSpectrumSettings;

/* Borrowed from its SolSpectrum, until the next call */
typedef struct
{
  const double     *rms;          /* (array length=n_bins): the channel's unit, RMS of a sine at that frequency; [0] is
                                     the mean's magnitude */
  guint             n_bins;       /* length / 2 + 1 */
  double            step_hz;      /* from bin to bin, rate / length */
  double            rate_hz;
  guint             length;       /* samples that one spectrum was made of */
  SolSpectrumWindow window;
  guint             n_averaged;
  gboolean          is_resampled; /* samples were uneven or missing: taken between them by lines, at their mean rate */
} SolSpectrumResult;

/* The plan, the window and all room for one length. One thread at a time; not the same one each time. */
typedef struct _SolSpectrum SolSpectrum;

SolSpectrum *sol_spectrum_new              (void);
void         sol_spectrum_free             (SolSpectrum               *self);

/* Another length, window or kind of average begins anew; n_averages does not */
void         sol_spectrum_set              (SolSpectrum               *self,
                                            const SolSpectrumSettings *settings);

/* Forgets what was averaged */
void         sol_spectrum_restart          (SolSpectrum               *self);

/**
 * sol_spectrum_add:
 * @stretch: its newest samples are taken; where it has fewer than asked for, all, down to a length of small factors
 *
 * Transforms the samples and averages. Cost: O(n log n), 5 to 10 ms for 262144 samples; memory and the plan stay
 * while the length does.
 *
 * Returns: %FALSE when there are fewer than %SOL_SPECTRUM_MIN_LENGTH; the result is as before
 */
gboolean     sol_spectrum_add              (SolSpectrum               *self,
                                            const SolStretch          *stretch);

/* n_bins is 0 before the first */
void         sol_spectrum_get_result       (const SolSpectrum         *self,
                                            SolSpectrumResult         *result);

typedef enum
{
  SOL_SPECTRUM_IN_RMS,
  SOL_SPECTRUM_IN_PEAK,  /* a sine's amplitude: √2 · RMS */
  SOL_SPECTRUM_IN_DB,    /* 20 · log10 (RMS / 1 unit): dBV for volts; at least −400 */
} SolSpectrumScale;

double       sol_spectrum_to_scale         (double                     rms,
                                            SolSpectrumScale           scale);

typedef struct
{
  double frequency_hz;  /* between bins */
  double rms;           /* at that frequency, not at the bin */
} SolSpectrumPeak;

/**
 * sol_spectrum_find_peaks:
 * @floor_db: how far below the highest a peak may be, for example 60
 * @peaks: (array length=limit) (out caller-allocates): the highest first
 *
 * A peak is a bin that nothing exceeds as far as the window's reach. Its place follows from the ratio to its larger
 * neighbour, by the window's transform: exact for a lone line. The mean is no peak.
 *
 * Returns: how many were found, at most @limit
 */
guint        sol_spectrum_find_peaks       (const SolSpectrumResult   *result,
                                            double                     floor_db,
                                            SolSpectrumPeak           *peaks,
                                            guint                      limit);

/* Of the highest peak as the fundamental, with its harmonics 2 to 10 below half the rate. Source: IEEE 1241-2010. */
typedef struct
{
  SolSpectrumPeak fundamental;
  double          thd;       /* RMS of the harmonics over the fundamental's; a ratio */
  double          snr_db;    /* fundamental over all that is neither mean nor harmonic */
  double          sinad_db;  /* fundamental over all but the mean */
} SolSpectrumQuality;

/* FALSE when there is no peak */
gboolean     sol_spectrum_get_quality      (const SolSpectrumResult   *result,
                                            SolSpectrumQuality        *quality);

/* The largest number at most @n that is even and has no factor above 7, which makes transforms fast */
guint        sol_spectrum_get_good_length  (guint                      n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolSpectrum, sol_spectrum_free)

G_END_DECLS
