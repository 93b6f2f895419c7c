// SPDX-FileCopyrightText: 2026 The Soliton authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page's words. English is the key; a language is a table from it.
import { zh } from './i18n-zh.js';

const tables = { en: {}, zh };
let language = localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export const getLanguage = () => language;

/** The words for `key`, with `{name}` replaced from `values`. */
export function t(key, values = {}) {
  const text = tables[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Puts the words of the language in force into every element that names its key. */
export function translate(root = document) {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const element of root.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(element.dataset.label));
  for (const element of root.querySelectorAll('[data-placeholder]')) {
    element.placeholder = t(element.dataset.placeholder);
    element.setAttribute('aria-label', element.placeholder);
  }
}

export function setLanguage(code) {
  language = code;
  localStorage.setItem('language', code);
  translate();
  document.dispatchEvent(new Event('language'));
}
