// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does on the admin page, in a real browser against the real program.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, startProgram, startWave } from './support.mjs';

let program;
let session;
let page;

const row = (section, text) => page.locator(`#${section} tbody tr, #${section} .list li`, { hasText: text });
const open = (section) => page.click(`.tabs a[href="#${section}"]`);
const field = (form, name) => page.locator(`#${form} [name="${name}"]`);

before(async () => {
  program = await startProgram();
  session = await openBrowser();
  page = session.page;
  page.setDefaultTimeout(10000);
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(program.url);
});

after(async () => {
  await session?.browser.close();
  await program?.stop();
});

test('shows the running broker', async () => {
  await page.getByText('Running', { exact: true }).waitFor();
  assert.equal(await field('config', 'port').inputValue(), String(program.port));
});

test('changes the configuration, which holds after a reload', async () => {
  await field('config', 'max_connections').fill('77');
  await page.click('#config button[type="submit"]');
  await page.getByText('Configuration applied').waitFor();
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#config').elements.max_connections.value === '77');
});

test('changes a limit, shown in KiB, and leaves the others as they are', async () => {
  const before = await page.evaluate(async () => (await fetch('api/v1/config')).json());
  await page.click('#limits summary');
  await field('config', 'max_publish_rate').fill('250');
  await field('config', 'max_queue_bytes').fill('2048');
  await page.click('#config button[type="submit"]');
  await page.waitForFunction(async () => (await (await fetch('api/v1/config')).json()).max_publish_rate === 250);
  const config = await page.evaluate(async () => (await fetch('api/v1/config')).json());
  const shown = await page.evaluate(() => [...document.querySelector('#config').elements].map((one) => one.name));
  assert.deepEqual(config, { ...before, max_publish_rate: 250, max_queue_bytes: 2097152, revision: before.revision + 1 });
  const limits = Object.keys(config).filter((name) => name.startsWith('max_') || name === 'sys_interval');
  assert.deepEqual(limits.filter((name) => !shown.includes(name)), []);
});

test('makes certificates, which turn encryption on', async () => {
  await page.click('#tls-make');
  await page.getByText('Days until the certificate ends').waitFor({ timeout: 30000 });
  await page.locator('#tls-ca').waitFor();
  await page.waitForFunction(() => document.querySelector('#config').elements.tls_certificate.value !== '');
  await field('config', 'tls_port').fill('-1');
  await page.click('#config button[type="submit"]');
  await page.getByText('Off. Certificates').waitFor();
});

test('chooses the durability', async () => {
  await field('config', 'durability').selectOption('strict');
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.click('#config button[type="submit"]');
  assert.equal((await answered).status(), 200);
  const config = await page.evaluate(async () => (await fetch('api/v1/config')).json());
  assert.equal(config.durability, 'strict');
});

test('names the field that is wrong, and changes nothing', async () => {
  const response = await page.evaluate(async () => {
    const answer = await fetch('config', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"max_connections": -3}',
    });
    return { status: answer.status, text: await answer.text() };
  });
  assert.equal(response.status, 422);
  assert.match(response.text, /max_connections/);
  const config = await page.evaluate(async () => (await fetch('config')).json());
  assert.equal(config.max_connections, 77);
});

test('adds and removes a user', async () => {
  await open('users');
  await field('user-form', 'username').fill('lab');
  await field('user-form', 'password').fill('correct horse');
  await page.click('#user-form button[type="submit"]');
  await row('users', 'lab').waitFor();
  await row('users', 'lab').getByRole('button').click();
  await row('users', 'lab').waitFor({ state: 'detached' });
});

test('the test client receives what it publishes, at every QoS', async () => {
  await open('test');
  await field('test-connect', 'client_id').fill('bench-browser');
  await page.click('#test-toggle');
  await page.locator('#test-state.on').waitFor();
  await field('test-subscribe', 'filter').fill('bench/+');
  await field('test-subscribe', 'qos').selectOption('2');
  await page.click('#test-subscribe button[type="submit"]');
  await page.locator('#test-filters li', { hasText: 'bench/+' }).waitFor();
  for (const qos of ['0', '1', '2']) {
    await field('test-publish', 'topic').fill(`bench/${qos}`);
    await field('test-publish', 'message').fill(`hello at ${qos}`);
    await field('test-publish', 'qos').selectOption(qos);
    await page.click('#test-publish button[type="submit"]');
    const message = page.locator('#test-messages li', { hasText: `hello at ${qos}` });
    await message.waitFor();
    assert.match(await message.innerText(), new RegExp(`QoS ${qos}`));
  }
});

test('lists clients and topics with their subscribers', async () => {
  await open('clients');
  await row('clients', 'bench-browser').waitFor();
  await open('topics');
  await row('topics', 'bench/+').waitFor();
  assert.match(await row('topics', 'bench/+').innerText(), /bench-browser/);
});

test('publishes to the test client from the topics page', async () => {
  await field('publish-form', 'topic').fill('bench/page');
  await field('publish-form', 'message').fill('from the page');
  await page.click('#publish-form button[type="submit"]');
  await open('test');
  await page.locator('#test-messages li', { hasText: 'from the page' }).waitFor();
});

test('unsubscribes while connected', async () => {
  await page.locator('#test-filters li button').click();
  await page.locator('#test-filters li').waitFor({ state: 'detached' });
  await open('topics');
  await row('topics', 'bench/+').waitFor({ state: 'detached' });
});

test('adds a rule, and shows what it refuses', async () => {
  await open('access');
  await field('rule-form', 'who').selectOption('everybody');
  await field('rule-form', 'allow').selectOption('false');
  await field('rule-form', 'operation').selectOption('publish');
  await field('rule-form', 'filter').fill('secret/#');
  await page.click('#rule-save');
  await page.locator('#rule-list li', { hasText: 'secret/#' }).waitFor();
  await page.waitForFunction(() => document.querySelector('#rule-form').elements.filter.value === '');
  await field('rule-form', 'filter').fill('#');
  await page.click('#rule-save');
  await page.locator('#rule-list li', { hasText: 'publish and subscribe' }).waitFor();

  await open('test');
  await field('test-publish', 'topic').fill('secret/plan');
  await field('test-publish', 'message').fill('psst');
  await page.click('#test-publish button[type="submit"]');
  await open('access');
  const refusal = page.locator('#refusal-list li', { hasText: 'secret/plan' });
  await refusal.waitFor();
  assert.match(await refusal.innerText(), /bench-browser.*may not publish.*rule 1/);
});

test('allows what was refused, before the rule that refused it', async () => {
  await page.getByRole('button', { name: 'Allow secret/plan…' }).first().click();
  assert.equal(await field('rule-form', 'filter').inputValue(), 'secret/plan');
  await page.click('#rule-save');
  const first = page.locator('#rule-list li').first();
  await first.getByText('secret/plan').waitFor();
  assert.match(await first.innerText(), /without a user name may publish/);
  await first.getByRole('button', { name: 'Remove rule 1' }).click();
  await first.getByText('secret/#').waitFor();
});

test('answers whether somebody may', async () => {
  await field('question-form', 'topic').fill('secret/plan');
  await page.click('#question-form button[type="submit"]');
  await page.locator('#question-answer.no', { hasText: 'rule 1' }).waitFor();
  await field('question-form', 'topic').fill('open/plan');
  await page.click('#question-form button[type="submit"]');
  await page.locator('#question-answer.yes', { hasText: 'rule 2' }).waitFor();
});

test('moves, edits and removes rules', async () => {
  const first = page.locator('#rule-list li').first();
  await first.getByRole('button', { name: 'Move rule 1 down' }).click();
  await first.getByText('publish and subscribe').waitFor();
  await first.getByRole('button', { name: 'Edit rule 1' }).click();
  await field('rule-form', 'filter').fill('changed/+');
  await page.click('#rule-save');
  await first.getByText('changed/+').waitFor();
  await first.getByRole('button', { name: 'Remove rule 1' }).click();
  await first.getByText('secret/#').waitFor();
  await first.getByRole('button', { name: 'Remove rule 1' }).click();
  await page.getByText('everybody may publish and subscribe to everything').waitFor();
});

test('bans and lets in again', async () => {
  await field('ban-form', 'value').fill('some-device');
  await page.click('#ban-form button[type="submit"]');
  await page.locator('#ban-list li', { hasText: 'some-device' }).waitFor();
  await page.locator('#ban-list li button').click();
  await page.getByText('Nobody is banned.').waitFor();
});

test('the chart moves', async () => {
  const wave = startWave(program.port, 'realtime_waveform');
  await open('chart');
  await page.click('#chart-toggle');
  await page.waitForFunction(() => Number(document.querySelector('#plot').dataset.points) >= 200);
  const ink = () => page.evaluate(() => document.querySelector('#plot canvas').toDataURL());
  const one = await ink();
  await page.waitForFunction((old) => document.querySelector('#plot canvas').toDataURL() !== old, one);
  assert.match(await page.locator('#chart-figures').innerText(), /Points 100/);
  wave.stop();
});

test('speaks Chinese, and fits a phone', async () => {
  await page.selectOption('#language', 'zh');
  await page.locator('.tabs a', { hasText: '波形' }).waitFor();
  await page.setViewportSize({ width: 360, height: 700 });
  for (const section of ['broker', 'users', 'access', 'clients', 'topics', 'test', 'chart']) {
    await open(section);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${section} is ${width} pixels wide`);
  }
  await page.selectOption('#language', 'en');
});

test('stops and starts the broker', async () => {
  await page.setViewportSize({ width: 1100, height: 800 });
  await page.click('#broker-toggle');
  await page.getByText('Stopped', { exact: true }).waitFor();
  await page.click('#broker-toggle');
  await page.getByText('Running', { exact: true }).waitFor();
});

test('the browser found no fault', () => {
  const unexpected = session.faults.filter((text) => !/422|WebSocket|disconnect/i.test(text));
  assert.deepEqual(unexpected, []);
});
