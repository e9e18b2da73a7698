/** Hears the server's news, and comes back when the server does. A page that nobody sees does not listen. */

/** @typedef {{catalogue: Function, marks: Function, proof: Function, connected: (yes: boolean) => void}} Listener */

/** @type {("catalogue" | "marks" | "proof")[]} */
const EVENTS = ["catalogue", "marks", "proof"];
const SOONEST = 500;
const LATEST = 5000;

export class Connection {
  /** @type {EventSource | null} */
  #source = null;
  /** @type {string[] | null} */
  #addresses = null;
  #wait = SOONEST;
  #timer = 0;

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    document.addEventListener("visibilitychange", () => this.#open());
  }

  /**
   * Ask for the news of the texts at these addresses, and of no others.
   * @param {string[]} addresses
   */
  listen(addresses) {
    this.#addresses = addresses;
    this.#open();
  }

  #open() {
    this.#close();
    if (!this.#addresses || document.hidden) return;
    const query = new URLSearchParams(this.#addresses.map((address) => ["open", address]));
    const source = new EventSource(`/events?${query}`);
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("error", () => this.#lost());
    for (const event of EVENTS) {
      source.addEventListener(event, (message) => this.listener[event](JSON.parse(message.data)));
    }
    this.#source = source;
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #opened() {
    this.#wait = SOONEST;
    this.listener.connected(true);
  }

  #lost() {
    this.#close();
    this.listener.connected(false);
    this.#timer = setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(this.#wait * 1.5, LATEST);
  }
}
