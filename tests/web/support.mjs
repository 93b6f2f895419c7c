// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts what the tests of the admin page need: the real program, its waveform publisher, a real browser.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(join(process.env.SOLITON_WEB_MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const cli = process.env.SOLITON_CLI;

/** Resolves with the first match of every pattern in what `stream` says; rejects when it ends before. */
function awaitLines(stream, patterns) {
  let text = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk) => {
      text += chunk;
      const found = patterns.map((pattern) => text.match(pattern)?.[1]);
      if (found.every(Boolean)) resolve(found);
    });
    stream.on('end', () => reject(new Error(`ended before it was ready: ${text}`)));
  });
}

/** A port that nobody listens on now: the page's form shows real ones. */
function findPort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function startProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'soliton-web-'));
  const port = await findPort();
  const child = spawn(cli, ['broker', '--mqtt-host', '127.0.0.1', '--mqtt-port', String(port),
    '--websocket-port', String(await findPort()), '--web-port', '0', '--data-dir', folder, '--config', join(folder, 'config.json')],
  { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await awaitLines(child.stdout, [/(http:\/\/\S+)/]);
  return {
    port,
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => { child.once('exit', resolve); });
      rmSync(folder, { recursive: true });
    },
  };
}

export function startWave(port, topic) {
  const child = spawn(cli, ['wave', '--broker', '127.0.0.1', '--port', String(port), '--topic', topic, '--shape', 'sine',
    '--frequency', '5', '--rate', '1000', '--points', '100'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { stop: () => child.kill('SIGTERM') };
}

export async function openBrowser(options = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  return { browser, context, page, faults };
}
