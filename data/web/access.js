// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Access section: rules in their order, the question whether somebody may, refusals, and who is banned.
import { api } from './api.js';
import { t } from './i18n.js';
import { $, make, onSubmit, render, showError, toast } from './ui.js';

const MAX_REFUSALS = 50;
const operations = { publish: 'publish', subscribe: 'subscribe', both: 'publish and subscribe' };
let acl = { revision: 0, rules: [] };
let edited = null; // the place of the rule in the form; null: a new one
let before = null; // where a new one goes; null: behind all

const button = (text, label, run, className = 'flat') => {
  const element = make('button', { type: 'button', className, textContent: text, ariaLabel: label, title: label });
  element.addEventListener('click', () => run().catch((error) => toast(error.message)));
  return element;
};

const who = (rule) => ({ everybody: t('Everybody'), anonymous: t('Clients without a user name') }[rule.who] ?? rule.user);

const sentence = (rule) => t(rule.allow ? '{who} may {operation}' : '{who} may not {operation}',
  { who: who(rule), operation: t(operations[rule.operation]) });

async function save(rules) {
  await api.saveAcl({ revision: acl.revision, rules });
  await refreshAccess();
}

function moved(from, to) {
  const rules = [...acl.rules];
  rules.splice(to, 0, ...rules.splice(from, 1));
  return rules;
}

function edit(place) {
  const form = $('#rule-form');
  const rule = acl.rules[place];
  edited = place;
  form.elements.who.value = rule.who;
  form.elements.user.value = rule.user ?? '';
  form.elements.operation.value = rule.operation;
  form.elements.allow.value = String(rule.allow);
  form.elements.filter.value = rule.filter;
  showForm();
  form.elements.filter.focus();
}

function showForm() {
  const form = $('#rule-form');
  form.elements.user.parentElement.hidden = form.elements.who.value !== 'user';
  form.elements.user.required = form.elements.who.value === 'user';
  $('#rule-title').textContent = edited === null ? t('Add a Rule') : t('Change Rule {number}', { number: edited + 1 });
  $('#rule-save').textContent = edited === null ? t('Add Rule') : t('Save Rule');
  $('#rule-cancel').hidden = edited === null;
}

function resetForm() {
  edited = null;
  before = null;
  $('#rule-form').reset();
  showForm();
}

function ruleRow(rule, place) {
  const number = place + 1;
  const last = acl.rules.length - 1;
  const up = button('↑', t('Move rule {number} up', { number }), () => save(moved(place, place - 1)));
  const down = button('↓', t('Move rule {number} down', { number }), () => save(moved(place, place + 1)));
  up.disabled = place === 0;
  down.disabled = place === last;
  return make('li', { className: rule.allow ? 'allow' : 'deny' },
    make('span', {}, make('b', { textContent: `${number}  ` }), `${sentence(rule)}  `, make('code', { textContent: rule.filter })),
    up, down,
    button(t('Edit'), t('Edit rule {number}', { number }), async () => edit(place)),
    button(t('Remove'), t('Remove rule {number}', { number }), () => save(acl.rules.filter((_, i) => i !== place)), 'flat danger'));
}

function showRules() {
  const empty = t('No rules: everybody may publish and subscribe to everything.');
  const hint = t('The first rule that matches decides. What no rule matches is denied.');
  $('#rule-hint').textContent = acl.rules.length ? hint : empty;
  render($('#rule-list'), [acl, t('Edit')], () => acl.rules.map(ruleRow));
}

/** Puts the rule that would have let it pass into the form; it goes before the one that denied it. */
function suggest(entry) {
  const form = $('#rule-form');
  resetForm();
  before = entry.rule > 0 ? entry.rule - 1 : null;
  form.elements.who.value = entry.username ? 'user' : 'anonymous';
  form.elements.user.value = entry.username ?? '';
  form.elements.operation.value = entry.operation;
  form.elements.allow.value = 'true';
  form.elements.filter.value = entry.topic;
  showForm();
  form.elements.filter.focus();
}

function refusalRow(entry) {
  const row = make('li', {}, make('span', { textContent: entry.text }),
    make('time', { className: 'hint', textContent: new Date(entry.time * 1000).toLocaleTimeString() }));
  if (entry.topic) row.append(button(t('Allow…'), t('Allow {topic}…', { topic: entry.topic }), async () => suggest(entry)));
  return row;
}

async function showRefusals() {
  const log = await api.log(2000);
  const rows = log.filter((entry) => entry.type === 'denied' || entry.type === 'refused').slice(-MAX_REFUSALS).reverse();
  const empty = t('Nobody was refused anything yet.');
  render($('#refusal-list'), [rows, empty], () => (rows.length
    ? rows.map(refusalRow)
    : [make('li', { className: 'hint', textContent: empty })]));
}

const kinds = { client: 'Client', user: 'User', address: 'Address' };

function banRow(ban) {
  const until = ban.until === null ? t('for ever')
    : t('until {time}', { time: new Date(ban.until * 1000).toLocaleString() });
  return make('li', {}, make('span', {}, `${t(kinds[ban.kind])} `, make('code', { textContent: ban.value })),
    make('span', { className: 'hint', textContent: until }),
    button(t('Remove'), t('Remove the ban of {name}', { name: ban.value }), async () => {
      await api.removeBan(`${ban.kind}:${ban.value}`);
      await refreshAccess();
    }, 'flat danger'));
}

async function showBans() {
  const bans = await api.bans();
  const empty = t('Nobody is banned.');
  render($('#ban-list'), [bans, empty], () => (bans.length
    ? bans.map(banRow) : [make('li', { className: 'hint', textContent: empty })]));
}

export async function refreshAccess() {
  acl = await api.acl();
  showRules();
  if (edited === null) showForm();
  await Promise.all([showRefusals(), showBans()]);
}

async function importFile(input, run) {
  const [file] = input.files;
  if (!file) return;
  try {
    const answer = await run(await file.text());
    toast(answer.message);
    await refreshAccess();
    showError($('#import-form'));
  } catch (error) {
    showError($('#import-form'), error);
  }
  input.value = '';
}

async function ask(elements) {
  const answer = await api.testAcl({
    user: elements.user.value || null,
    client: elements.client.value,
    operation: elements.operation.value,
    topic: elements.topic.value,
  });
  const output = $('#question-answer');
  output.className = answer.allowed ? 'answer yes' : 'answer no';
  output.textContent = answer.matched ? `${answer.text}: ${sentence(answer.matched)} ${answer.matched.filter}` : answer.text;
}

export function startAccess() {
  const form = $('#rule-form');
  form.elements.who.addEventListener('change', showForm);
  $('#rule-cancel').addEventListener('click', resetForm);
  onSubmit(form, async (elements) => {
    const rule = { who: elements.who.value, operation: elements.operation.value, allow: elements.allow.value === 'true',
      filter: elements.filter.value };
    if (rule.who === 'user') rule.user = elements.user.value;
    const rules = [...acl.rules];
    rules.splice(edited ?? before ?? rules.length, edited === null ? 0 : 1, rule);
    await save(rules);
    resetForm();
  });
  onSubmit($('#question-form'), ask);
  onSubmit($('#ban-form'), async (elements) => {
    await api.ban({ kind: elements.kind.value, value: elements.value.value, seconds: Number(elements.seconds.value) });
    elements.value.value = '';
    await refreshAccess();
  });
  $('#import-acl').addEventListener('change', (event) => importFile(event.target, (text) => api.importAcl({ text, revision: acl.revision })));
  $('#import-users').addEventListener('change', (event) => importFile(event.target, (text) => api.importUsers({ text })));
  document.addEventListener('language', showForm);
  showForm();
}
