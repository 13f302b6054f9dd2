// What the page remembers: choices for good, the session and the token as long as the tab. A browser may refuse to store; then as long as the page.

const here = new Map();

export function kept(key) {
  return here.get(key) ?? read(key);
}

export function keep(key, value) {
  here.set(key, value);
  write(() => localStorage, key, value);
}

export function keepInTab(key, value) {
  here.set(key, value);
  write(() => sessionStorage, key, value);
}

function read(key) {
  try {
    return sessionStorage.getItem(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(where, key, value) {
  try {
    if (value === null) {
      where().removeItem(key);
    } else {
      where().setItem(key, value);
    }
  } catch {
    // Full, or forbidden.
  }
}
