// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the chart reads of a payload: a waveform message, an array of numbers, or one number.
const decoder = new TextDecoder();

/** Returns {t0, rate, data} with t0 in seconds of Unix time and rate in Hz (0: unknown), or null. */
export function readWaveform(payload, arrived) {
  let value;
  try {
    value = JSON.parse(decoder.decode(payload));
  } catch {
    return null;
  }
  if (typeof value === 'number') return { t0: arrived, rate: 0, data: [value] };
  const data = Array.isArray(value) ? value : value?.data ?? value?.samples ?? value?.values;
  if (!Array.isArray(data) || data.length === 0 || !data.every(Number.isFinite)) return null;
  const rate = Number(value.sampling_rate ?? value.sample_rate ?? value.fs ?? value.rate ?? 0) || 0;
  const stated = Number(value.timestamp ?? NaN);
  return { t0: Number.isFinite(stated) && Math.abs(stated - arrived) < 86400 ? stated : arrived, rate, data };
}

/** The last seconds of a signal as two plain arrays, in order of time. */
export class History {
  times = [];
  values = [];

  append({ t0, rate, data }) {
    const last = this.times.at(-1) ?? -Infinity;
    const step = rate > 0 ? 1 / rate : 0.001;
    if (t0 < last - 1) this.clear();
    const start = Math.max(t0, this.times.length ? last + step : t0);
    data.forEach((value, i) => {
      this.times.push(start + i * step);
      this.values.push(value);
    });
  }

  /** Keeps the newest `seconds`, and of them at most 200,000 samples. */
  trim(seconds) {
    const from = (this.times.at(-1) ?? 0) - seconds;
    let n = Math.max(0, this.times.length - 200000);
    while (this.times[n] < from) n += 1;
    this.times.splice(0, n);
    this.values.splice(0, n);
  }

  clear() {
    this.times.length = 0;
    this.values.length = 0;
  }
}
