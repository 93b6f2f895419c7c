// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The live chart of a waveform topic.
import uPlot from './uPlot.esm.js';
import { openLink, subscribe } from './link.js';
import { t } from './i18n.js';
import { $, make, onSubmit, setState } from './ui.js';
import { History, readWaveform } from './waveform.js';

const history = new History();
const dark = matchMedia('(prefers-color-scheme: dark)');
let client = null;
let plot = null;
let last = null;
let isFrozen = false;
let isDue = false;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function makePlot() {
  plot?.destroy();
  const place = $('#plot');
  const axis = { stroke: color('--soft'), grid: { stroke: color('--line'), width: 1 }, ticks: { stroke: color('--line') } };
  plot = new uPlot({
    width: Math.max(place.clientWidth, 200),
    height: 320,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false } },
    axes: [{ ...axis, values: (_, splits) => splits.map((v) => `${+v.toFixed(3)} s`) }, { ...axis, size: 60 }],
    series: [{}, { stroke: color('--trace'), width: 1.5, points: { show: false } }],
  }, [[], []], place);
}

const figure = (name, text) => make('span', {}, `${t(name)} `, make('b', { textContent: text }));

function showFigures() {
  const place = $('#chart-figures');
  const topic = $('#chart-form').elements.topic.value;
  if (!last) {
    place.textContent = client ? t('Waiting for the first message on {topic}.', { topic }) : '';
    return;
  }
  if (!last.wave) {
    place.textContent = t('The messages on {topic} hold no numbers.', { topic });
    return;
  }
  const { data, rate, t0 } = last.wave;
  const sum = data.reduce((a, b) => a + b, 0);
  const [low, high] = data.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  place.replaceChildren(figure('Time', new Date(t0 * 1000).toLocaleTimeString()), figure('Points', data.length),
    figure('Rate', rate ? `${rate} Hz` : '–'), figure('Range', `${low.toFixed(3)} … ${high.toFixed(3)}`),
    figure('Mean', (sum / data.length).toFixed(3)));
}

function draw() {
  isDue = false;
  showFigures();
  if (isFrozen) return;
  const seconds = Number($('#chart-form').elements.seconds.value);
  const end = history.times.at(-1) ?? 0;
  const from = history.times.findIndex((time) => time >= end - seconds);
  plot.setData([history.times.slice(from).map((time) => time - end), history.values.slice(from)]);
  $('#plot').dataset.points = String(history.times.length);
}

function drawSoon() {
  if (!isDue) requestAnimationFrame(draw);
  isDue = true;
}

function onMessage(topic, payload) {
  const wave = readWaveform(payload, Date.now() / 1000);
  last = { wave };
  if (wave) history.append(wave);
  history.trim(60);
  drawSoon();
}

function showState() {
  const up = client?.connected ?? false;
  setState($('#chart-state'), up ? 'on' : '', t(up ? 'Connected' : client ? 'Connecting…' : 'Disconnected'));
  $('#chart-toggle').textContent = t(client ? 'Stop' : 'Start');
  $('#chart-toggle').className = client ? '' : 'suggested';
  $('#chart-freeze').disabled = !client;
  $('#chart-freeze').textContent = t(isFrozen ? 'Go On' : 'Freeze');
  showFigures();
}

async function start(topic) {
  const up = await openLink({ clientId: `chart-${Math.random().toString(16).slice(2, 8)}` });
  client = up;
  last = null;
  history.clear();
  up.on('message', onMessage);
  for (const name of ['connect', 'close']) up.on(name, showState);
  await subscribe(up, topic, 0);
}

async function stop() {
  const old = client;
  client = null;
  isFrozen = false;
  await old?.endAsync();
}

export function resizeChart() {
  const width = $('#plot').clientWidth;
  if (width > 0 && plot && plot.width !== width) plot.setSize({ width, height: 320 });
}

export function startChart() {
  makePlot();
  onSubmit($('#chart-form'), async (elements) => {
    try {
      await (client ? stop() : start(elements.topic.value));
    } catch (error) {
      await stop();
      throw error;
    } finally {
      showState();
    }
  });
  $('#chart-freeze').addEventListener('click', () => {
    isFrozen = !isFrozen;
    showState();
    drawSoon();
  });
  $('#chart-clear').addEventListener('click', () => {
    history.clear();
    last = null;
    drawSoon();
  });
  $('#chart-form').elements.seconds.addEventListener('change', drawSoon);
  dark.addEventListener('change', () => { makePlot(); drawSoon(); });
  new ResizeObserver(resizeChart).observe($('#plot'));
  document.addEventListener('language', showState);
  showState();
}
