// What an answer looks like. Whatever comes from the service is set as text, never as markup.

import { moment, yen } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Letters from which on a title may not fit into a chip's two lines. */
const LONG_TITLE = 28;

/** A shape per status, for who cannot tell the colours apart. */
const SHAPES = {
  in_stock: 'M3 8.500l3.200 3.200L13 4.500',
  low_stock: 'M8 2.500L14 13H2zM8 6.500v3M8 11v.6',
  out_of_stock: 'M3.500 3.500l9 9M12.500 3.500l-9 9',
  pre_order: 'M8 2a6 6 0 1 0 .01 0M8 4.800V8l2.400 1.600',
  unknown: 'M5.500 6a2.500 2.500 0 1 1 3.600 2.200C8.300 8.700 8 9 8 10M8 12.600v.6',
};

/** An element with its attributes and children; a string is text. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') {
      element.className = value;
    } else if (value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function shape(status) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[status]);
  svg.append(path);
  return svg;
}

/** The status of an item; one that this page does not know is unknown. */
export function statusOf(item) {
  return Object.hasOwn(SHAPES, item.stock_status) ? item.stock_status : 'unknown';
}

export function question(text, about, words) {
  return el(
    'div',
    { class: 'question' },
    el('span', { class: 'hidden' }, `${words.you}: `),
    about ? el('span', { class: 'about', lang: langOf(about) }, about) : null,
    el('p', {}, text),
  );
}

/** The items of a card, as a list. */
export function items(card, words, copied) {
  return el('ul', { class: 'items' }, ...(card.items ?? []).map((item) => el('li', {}, itemCard(item, words, copied))));
}

function itemCard(item, words, copied) {
  const status = statusOf(item);
  const when = moment(item.as_of, words);
  return el(
    'article',
    { class: 'item', 'data-status': status },
    cover(item),
    el(
      'div',
      { class: 'item-body' },
      el('h3', { lang: langOf(item.title) }, item.title ?? ''),
      byline(item, words),
      badge(status, words),
      el(
        'dl',
        { class: 'facts' },
        ...fact(words.stock, known(item.quantity) ? words.copies(item.quantity) : words.unknown, !known(item.quantity)),
        ...fact(words.price, known(item.price_jpy) ? yen(item.price_jpy) : words.unknown, !known(item.price_jpy)),
        ...(known(item.restock_eta_days) ? fact(words.eta, words.days(item.restock_eta_days), false) : []),
      ),
      item.stale ? el('p', { class: 'stale' }, shape('low_stock'), el('span', {}, words.stale(when))) : null,
      el(
        'p',
        { class: 'small' },
        asOf(item, when, words),
        el('span', {}, words.sources[item.source] ?? item.source ?? ''),
        isbn(item.isbn, words, copied),
      ),
    ),
  );
}

/** A book without a picture: there are no covers in the catalogue. */
function cover(item) {
  return el('div', { class: 'cover', 'aria-hidden': 'true' }, el('span', { class: 'cover-volume', lang: 'ja' }, item.volume ?? '本'), el('span', { class: 'obi' }));
}

function byline(item, words) {
  const parts = [];
  if (item.volume) {
    parts.push(el('span', {}, words.volume(item.volume)));
  }
  for (const text of [item.author, item.genre]) {
    if (text) {
      parts.push(el('span', { lang: langOf(text) }, text));
    }
  }
  return parts.length > 0 ? el('p', { class: 'byline' }, ...parts) : null;
}

export function badge(status, words) {
  return el('p', { class: 'badge', 'data-status': status }, shape(status), el('span', {}, words.status[status]));
}

function fact(name, value, unknown) {
  return [el('div', unknown ? { class: 'unknown' } : {}, el('dt', {}, name), el('dd', {}, value))];
}

function asOf(item, when, words) {
  const full = new Date(item.as_of);
  const title = Number.isNaN(full.getTime()) ? null : full.toLocaleString(words.tag, { dateStyle: 'full', timeStyle: 'long' });
  return el('time', { datetime: item.as_of, title }, words.asOf(when));
}

function isbn(value, words, copied) {
  const button = el('button', { type: 'button', class: 'isbn', 'aria-label': words.copy(value) }, el('span', {}, `ISBN ${value}`));
  button.addEventListener('click', async () => {
    if (await copy(value)) {
      copied(button);
    }
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without TLS: the number stands there to be selected.
    return false;
  }
}

/** Related volumes as chips; a chip asks for its volume. */
export function related(card, words, ask) {
  if (!card.related?.length) {
    return null;
  }
  const chips = card.related.map((item) => {
    const status = statusOf(item);
    const chip = el(
      'button',
      { type: 'button', class: 'chip', 'data-status': status, title: item.title, 'aria-label': words.askLabel(item, words.status[status]) },
      shape(status),
      el('span', { lang: langOf(item.title) }, item.title ?? item.isbn),
      // A long title is cut, and its volume with it.
      item.volume && item.title?.length > LONG_TITLE ? el('b', {}, words.volume(item.volume)) : null,
    );
    chip.addEventListener('click', () => ask(words.askFor(item), item.title));
    return el('li', {}, chip);
  });
  return el('div', { class: 'related' }, el('h4', {}, words.related), el('ul', { class: 'chips' }, ...chips));
}

export function notices(card) {
  return card.notices?.length ? el('ul', { class: 'notices', lang: card.language }, ...card.notices.map((notice) => el('li', {}, notice))) : null;
}

export function typing(text) {
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  return el('p', { class: 'typing' }, el('span', {}, text), dots);
}

export function done(frame, words) {
  const seconds = (frame.ms / 1000).toFixed(1);
  const parts = [words.done[frame.status], frame.cached ? words.cached : null, known(frame.ms) ? words.took(seconds) : null];
  return el('p', { class: 'done', 'data-status': frame.status }, ...parts.filter((part) => part).map((part) => el('span', {}, part)));
}

/** A problem in words, with what the service said of it, and a way to ask again where that may help. */
export function trouble(text, said, words, again) {
  const box = el('div', { class: 'trouble' }, shape('low_stock'), el('p', {}, text, said ? el('span', { class: 'said', lang: langOf(said) ?? 'en' }, said) : null));
  if (again) {
    const button = el('button', { type: 'button', class: 'tool' }, words.again);
    button.addEventListener('click', again);
    box.append(button);
  }
  return box;
}

function known(value) {
  return value !== null && value !== undefined;
}

/** Japanese letters get Japanese glyphs and a Japanese voice also on the English page. */
function langOf(text) {
  return /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]/.test(text ?? '') ? 'ja' : null;
}
