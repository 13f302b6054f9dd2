// The page: what is asked, what is under way, and what it looks like. line.js carries, view.js draws, words.js speaks.

import { keep, keepInTab, kept } from './kept.js';
import { Line, info } from './line.js';
import * as view from './view.js';
import { wordsIn } from './words.js';

const NEAR_THE_END_PX = 160;

const at = (id) => document.getElementById(id);
const form = at('form');
const field = at('question');
const log = at('log');
const dialog = at('token-dialog');
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const page = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
let words = wordsIn(kept('language') ?? (navigator.language.startsWith('ja') ? 'ja' : 'en'));
let about = null;
let lineState = ['connecting'];
let answers = [];
/** The answer under way; it may still wait for a line. */
let current = null;
let count = 0;

const line = new Line({ state: showLine, frame: take, lost: () => end({ trouble: 'lost' }), refused: askForToken }, token);

start();

async function start() {
  speak();
  showTheme();
  about = await info();
  showAbout();
  if (about?.auth === 'jwt' && !token()) {
    askForToken();
    return;
  }
  line.connect();
}

// --- asking ---

function ask(text, topic = null) {
  const asked = text.trim();
  if (!asked || current) {
    return;
  }
  const answer = { id: `${page}-${++count}`, asked, topic, card: null, prose: '', end: null, seq: 0 };
  answer.questionNode = view.question(asked, topic, words);
  answer.node = view.el('div', { class: 'answer', 'aria-busy': 'true' });
  answer.cardNode = view.el('div', { class: 'card' });
  answer.proseNode = view.el('p', { class: 'prose' });
  answer.endNode = view.el('div', { class: 'end' });
  answer.node.append(view.el('span', { class: 'hidden' }, `${words.shop}: `), answer.cardNode, answer.proseNode, answer.endNode);
  answers.push(answer);
  current = answer;
  at('welcome').hidden = true;
  log.append(view.el('div', { class: 'turn' }, answer.questionNode, answer.node));
  draw(answer);
  showBusy();
  scrollToEnd();
  send();
}

function send() {
  if (current && lineState[0] === 'token') {
    showDialog();
  } else if (current && line.ready) {
    line.ask({ id: current.id, session: session(), text: current.asked });
  }
}

function take(frame) {
  const answer = current;
  if (!answer || (frame.seq !== undefined && frame.seq <= answer.seq)) {
    return;
  }
  answer.seq = frame.seq ?? answer.seq;
  const follow = nearTheEnd();
  switch (frame.type) {
    case 'card':
      answer.card = frame;
      draw(answer);
      break;
    case 'prose':
      answer.prose = frame.replace ? frame.delta : answer.prose + frame.delta;
      draw(answer, false);
      break;
    case 'done':
      end({ done: frame });
      break;
    case 'error':
      end({ error: frame });
      break;
  }
  if (follow) {
    scrollToEnd();
  }
}

function end(how) {
  const answer = current;
  if (!answer) {
    return;
  }
  current = null;
  answer.end = how;
  draw(answer, false);
  answer.node.removeAttribute('aria-busy');
  showBusy();
  if (how.error?.code === 'unauthorized') {
    askForToken();
  }
}

function stop() {
  if (current) {
    line.stop();
    end({ trouble: 'stopped' });
    field.focus();
  }
}

function startAnew() {
  stop();
  answers = [];
  log.replaceChildren();
  at('welcome').hidden = false;
  newSession();
  field.focus();
}

// --- drawing ---

function draw(answer, withCard = true) {
  if (withCard && answer.card) {
    const { card } = answer;
    answer.cardNode.replaceChildren(
      ...[card.items?.length ? view.items(card, words, copied) : null, view.notices(card), view.related(card, words, askAndFocus)].filter((node) => node),
    );
    answer.proseNode.lang = card.language ?? '';
  }
  answer.proseNode.textContent = answer.prose;
  answer.endNode.replaceChildren(...endOf(answer));
}

function endOf(answer) {
  const again = () => askAndFocus(answer.asked, answer.topic);
  const { end: how } = answer;
  if (!how) {
    return [view.typing(answer.card ? words.writing : words.lookingUp)];
  }
  if (how.done) {
    return [view.done(how.done, words)];
  }
  if (how.error) {
    const { code, message } = how.error;
    const final = ['bad_request', 'forbidden'].includes(code);
    return [view.trouble(words.errors[code] ?? words.errors.internal, message, words, final ? null : again)];
  }
  return [view.trouble(words[how.trouble], null, words, again)];
}

function askAndFocus(text, topic) {
  ask(text, topic);
  field.focus();
}

function copied(button) {
  const said = view.el('span', { class: 'copied', role: 'status' });
  button.after(said);
  said.textContent = words.copied;
  setTimeout(() => said.remove(), 2_000);
}

function showBusy() {
  // The focus must not fall off the page with the button that it was on.
  const focused = [at('send'), at('stop')].includes(document.activeElement);
  at('send').hidden = current !== null;
  at('stop').hidden = current === null;
  if (focused) {
    field.focus();
  }
  at('hint').textContent = words.hint;
}

function showLine(name, seconds) {
  lineState = [name, seconds];
  const said = words.line[name];
  at('line').dataset.state = name;
  at('line-words').textContent = typeof said === 'function' ? said(seconds) : said;
  if (name === 'open' || name === 'http') {
    send();
  }
}

function showAbout() {
  at('stand-in').hidden = about?.stand_in !== true;
  at('stand-in').textContent = words.standIn;
  const examples = Array.isArray(about?.examples?.[words.tag]) ? about.examples[words.tag] : words.exampleQuestions;
  field.placeholder = about?.examples?.[words.tag]?.[0] ?? words.placeholder;
  at('examples').replaceChildren(
    ...examples.map((text) => {
      const button = view.el('button', { type: 'button', class: 'example' }, text);
      button.addEventListener('click', () => askAndFocus(text));
      return view.el('li', {}, button);
    }),
  );
}

// --- language and look ---

function speak() {
  document.documentElement.lang = words.tag;
  document.title = words.name;
  for (const node of document.querySelectorAll('[data-words]')) {
    node.textContent = words[node.dataset.words];
  }
  for (const node of document.querySelectorAll('[data-words-label]')) {
    node.setAttribute('aria-label', words[node.dataset.wordsLabel]);
  }
  at('language').textContent = words.other;
  at('language').lang = words.otherTag;
  showAbout();
  showLine(...lineState);
  answers.forEach((answer) => draw(answer));
}

at('language').addEventListener('click', () => {
  words = wordsIn(words.otherTag);
  keep('language', words.tag);
  speak();
});

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : systemIsDark.matches;
}

function showTheme() {
  at('theme').setAttribute('aria-pressed', String(isDark()));
}

systemIsDark.addEventListener('change', showTheme);
at('theme').addEventListener('click', () => {
  const chosen = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen;
  keep('theme', chosen);
  showTheme();
});

// --- keyboard ---

field.addEventListener('keydown', (event) => {
  // Enter also ends a conversion of kana; Safari tells that by the code 229 only.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) {
    return;
  }
  event.preventDefault();
  submit();
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing && !dialog.open) {
    stop();
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});

function submit() {
  if (current) {
    at('hint').textContent = words.busy;
    return;
  }
  const text = field.value;
  if (text.trim()) {
    field.value = '';
    ask(text);
  }
  field.focus();
}

at('stop').addEventListener('click', stop);
at('anew').addEventListener('click', startAnew);

// --- scrolling: the end is followed by who is there, nobody is dragged away from what he reads ---

function nearTheEnd() {
  const root = document.documentElement;
  return root.scrollHeight - root.clientHeight - root.scrollTop < NEAR_THE_END_PX;
}

function scrollToEnd() {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
}

function showLatest() {
  at('latest').hidden = nearTheEnd() || answers.length === 0;
}

addEventListener('scroll', showLatest, { passive: true });
addEventListener('resize', showLatest);
at('latest').addEventListener('click', () => {
  scrollToEnd();
  field.focus();
});

// --- token and session ---

function token() {
  return globalThis.CATALOG_CHAT_TOKEN ?? kept('token');
}

function askForToken() {
  keepInTab('token', null);
  line.end();
  showLine('token');
  showDialog();
}

function showDialog() {
  at('token').value = '';
  if (!dialog.open) {
    dialog.showModal();
  }
}

at('token-form').addEventListener('submit', () => {
  keepInTab('token', at('token').value.trim());
  line.renew();
});
at('token-cancel').addEventListener('click', () => dialog.close());

function session() {
  return kept('session') ?? newSession();
}

function newSession() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  keepInTab('session', name);
  return name;
}
