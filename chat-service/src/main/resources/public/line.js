// The line to the service: a WebSocket, and where none can be opened one POST per question, whose answer comes as server-sent events.
// Both carry the same frames. One question is under way at a time.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** An answer is there within three seconds; who is silent for so long has gone without saying so. */
const SILENCE_MS = 10_000;
/** A socket that is neither open nor refused for so long is given up: something between holds it. */
const CONNECT_MS = 6_000;
/** So often the socket fails while HTTP answers, until HTTP is taken. */
const REFUSALS = 2;
/** So long HTTP is taken before the socket gets another chance. */
const HTTP_FOR_MS = 60_000;
/** The code by which the service closes the socket of a token whose time is over. */
const TOKEN_ENDED = 4401;

export class Line {
  /**
   * @param on state(name, seconds), frame(frame), lost(): the answer under way will not be finished, refused(): the token does not do any more
   * @param token the token to show, or null
   */
  constructor(on, token) {
    this.on = on;
    this.token = token;
    this.socket = null;
    this.request = null;
    this.waits = 0;
    this.refusals = 0;
    this.httpSince = null;
    this.timer = null;
    this.silence = null;
    this.asking = null;
    /** Nothing is tried until connect() is called. */
    this.ended = true;
    addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => this.hurry());
  }

  get ready() {
    return this.httpSince !== null || this.socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.timer);
    this.ended = false;
    const address = new URL('ws', document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const token = this.token();
    const socket = new WebSocket(address, token ? ['chat.v1', `bearer.${token}`] : ['chat.v1']);
    this.socket = socket;
    let opened = false;
    const patience = setTimeout(() => socket.close(), CONNECT_MS);
    socket.onopen = () => {
      opened = true;
      clearTimeout(patience);
      this.waits = 0;
      this.refusals = 0;
      this.httpSince = null;
      this.on.state('open');
    };
    socket.onmessage = (message) => this.take(message.data);
    socket.onclose = ({ code }) => {
      clearTimeout(patience);
      if (this.socket === socket) {
        this.closed(opened, code);
      }
    };
  }

  /** Sends the question; false where there is no line. */
  ask(question) {
    if (!this.ready || this.asking) {
      return false;
    }
    this.asking = question.id;
    this.listen();
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(question));
    } else {
      this.post(question);
      this.tryTheSocketAgain();
    }
    return true;
  }

  /** Ends the answer under way. The wire knows no word for that: the service ends what nobody reads, so the line is cut and made anew. */
  stop() {
    if (!this.asking) {
      return;
    }
    this.settle();
    if (this.request) {
      this.request.abort();
      this.request = null;
    } else {
      this.renew();
    }
  }

  /** Cuts the line, until it is made anew. */
  end() {
    const old = this.socket;
    this.socket = null;
    old?.close(1000);
    clearTimeout(this.timer);
    this.httpSince = null;
    this.ended = true;
  }

  /** Cuts the line and makes it anew: with another token, or to be rid of an answer. */
  renew() {
    this.end();
    this.on.state('connecting');
    this.connect();
  }

  async closed(opened, code) {
    this.socket = null;
    if (this.httpSince !== null) {
      return;
    }
    this.giveUp();
    if (code === TOKEN_ENDED) {
      this.on.refused();
      return;
    }
    if (!opened && (await serviceAnswers())) {
      this.refusals++;
    }
    if (this.socket || this.ended) {
      return;
    }
    if (this.refusals >= REFUSALS) {
      this.httpSince = Date.now();
      this.waits = 0;
      this.on.state('http');
      return;
    }
    // Jitter, so that a service which comes back does not meet all of its customers in one moment.
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.waits++) * (0.75 + Math.random() / 2);
    this.on.state('waiting', Math.max(1, Math.round(wait / 1000)));
    this.timer = setTimeout(() => {
      // A page that nobody looks at waits until somebody does.
      if (!document.hidden) {
        this.connect();
      }
    }, wait);
  }

  hurry() {
    if (!document.hidden && !this.ended && !this.socket && this.httpSince === null) {
      this.waits = 0;
      this.connect();
    }
  }

  tryTheSocketAgain() {
    if (Date.now() - this.httpSince > HTTP_FOR_MS && !this.socket) {
      this.httpSince = Date.now();
      this.connect();
    }
  }

  async post(question) {
    const request = new AbortController();
    this.request = request;
    const token = this.token();
    try {
      const response = await fetch(new URL('api/chat', document.baseURI), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream, application/json', ...(token && { Authorization: `Bearer ${token}` }) },
        body: JSON.stringify(question),
        signal: request.signal,
      });
      if (!response.ok || !response.body) {
        this.deliver({ id: question.id, type: 'error', code: codeOf(response.status) });
        return;
      }
      for await (const data of eventsOf(response.body)) {
        this.take(data);
      }
    } catch {
      // Cut or stopped: what is still asked for is given up below.
    } finally {
      if (request === this.request) {
        this.request = null;
        this.giveUp();
      }
    }
  }

  take(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    this.deliver(frame);
  }

  deliver(frame) {
    if (this.asking === null || (frame.id !== undefined && frame.id !== this.asking)) {
      return;
    }
    this.listen();
    if (frame.type === 'done' || frame.type === 'error') {
      this.settle();
    }
    this.on.frame(frame);
  }

  listen() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.request?.abort();
      this.giveUp();
      if (this.httpSince === null) {
        this.renew();
      }
    }, SILENCE_MS);
  }

  giveUp() {
    if (this.asking) {
      this.settle();
      this.on.lost();
    }
  }

  settle() {
    this.asking = null;
    clearTimeout(this.silence);
  }
}

/** What the service tells of itself, or null where it cannot be asked. */
export async function info() {
  try {
    const response = await fetch(new URL('api/info', document.baseURI), { headers: { Accept: 'application/json' }, cache: 'no-store' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function serviceAnswers() {
  return (await info()) !== null;
}

function codeOf(status) {
  switch (status) {
    case 400:
    case 413:
      return 'bad_request';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 429:
      return 'rate_limited';
    case 503:
      return 'overloaded';
    default:
      return 'internal';
  }
}

/** The data of each event; comments and other fields mean nothing here. */
async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  let data = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    buffer += value;
    const lines = buffer.split(/\r?\n/);
    buffer = lines.pop();
    for (const line of lines) {
      if (line.startsWith('data:')) {
        data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      } else if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      }
    }
  }
}
