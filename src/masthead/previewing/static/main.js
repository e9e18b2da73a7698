/** The proofing desk in the browser: brings the parts together. */

import { documentOf, hashOf, opened } from "./address.js";
import { Beside } from "./beside.js";
import { Catalogue } from "./catalogue.js";
import { Connection } from "./connection.js";
import { byId } from "./elements.js";
import { Galley } from "./galley.js";
import { help, keys } from "./keys.js";
import { find, fold, menu } from "./menu.js";
import { Places } from "./place.js";
import { showProblems } from "./problems.js";
import { showStatus } from "./status.js";
import { theme } from "./theme.js";
import { Tie } from "./tie.js";
import { Zoom } from "./zoom.js";

/** @typedef {import("./status.js").Proof} Proof */

class Desk {
  /** @type {Map<string, Proof>} */
  proofs = new Map();
  /** @type {import("./problems.js").Problem[]} */
  folderProblems = [];
  connected = true;
  places = new Places();

  constructor() {
    const listener = { moved: this.moved.bind(this), scaled: () => this.zoom?.tell() };
    this.galleys = [new Galley("first", listener), new Galley("second", listener)];
    this.tie = new Tie(this.galleys);
    this.zoom = new Zoom(this.galleys);
    this.catalogue = new Catalogue();
    this.beside = new Beside((address) => this.putBeside(address));
    this.connection = new Connection({
      catalogue: this.listed.bind(this),
      marks: (/** @type {Record<string, number>} */ marks) => this.catalogue.mark(marks),
      proof: this.proved.bind(this),
      connected: this.connection_.bind(this),
    });
    addEventListener("hashchange", () => this.open());
    this.open();
  }

  /** Open the texts that the address of the page names. */
  open() {
    if (location.hash && !location.hash.startsWith("#/")) return; // a skip link
    const addresses = opened();
    this.galleys.forEach((galley, index) => this.take(galley, addresses[index] ?? ""));
    byId("second").hidden = addresses.length < 2;
    byId("desk").classList.toggle("two", addresses.length > 1);
    for (const address of this.proofs.keys()) if (!addresses.includes(address)) this.proofs.delete(address);
    fold();
    this.connection.listen(addresses);
    this.tell();
  }

  /** @param {Galley} galley @param {string} address */
  take(galley, address) {
    if (galley.address !== address) galley.take(address);
  }

  /** @param {string} address the text to stand beside; empty for none */
  putBeside(address) {
    const [first] = opened();
    if (first) location.hash = hashOf(address ? [first, address] : [first]);
  }

  /** @param {{documents: import("./catalogue.js").Document[], problems: any[]}} news */
  listed({ documents, problems }) {
    this.catalogue.show(documents);
    this.folderProblems = problems;
    const first = this.catalogue.documents[0]?.texts[0];
    if (!opened().length && first) location.replace(hashOf([first.address]));
    this.tell();
  }

  /** @param {Proof} proof */
  proved(proof) {
    this.proofs.set(proof.address, proof);
    this.tell();
    for (const galley of this.galleys) {
      if (galley.address === proof.address && proof.pdf && proof.pdf !== galley.digest) this.fetch(galley, proof.address);
    }
  }

  /** @param {Galley} galley @param {string} address */
  async fetch(galley, address) {
    const answer = await fetch(`/pdf/${address}`).catch(() => null); // a server that went is told of elsewhere
    const digest = answer?.headers.get("etag")?.replaceAll('"', "") ?? "";
    const data = await answer?.arrayBuffer().catch(() => null);
    const wanted = this.proofs.get(address)?.pdf === digest; // else a later one is on its way
    if (!answer?.ok || !data || !wanted || galley.address !== address) return;
    await galley.show(digest, data, this.places.get(documentOf(address)));
  }

  /** @param {Galley} galley */
  moved(galley) {
    if (galley === this.tie?.leader && galley.digest) this.places.set(documentOf(galley.address), galley.place());
    this.tie?.moved(galley);
  }

  /** @param {boolean} yes */
  connection_(yes) {
    this.connected = yes;
    this.tell();
  }

  /** Say in every place how things stand. */
  tell() {
    const addresses = opened();
    const texts = addresses.map((address) => ({
      name: this.catalogue.nameOf(address),
      proof: this.proofs.get(address),
    }));
    const [first, second] = addresses;
    this.galleys.forEach((galley) => galley.name(this.catalogue.nameOf(galley.address)));
    this.catalogue.open(first ?? "");
    this.beside.offer(this.catalogue.documentOf(first)?.texts ?? [], first, second ?? "");
    const groups = texts.map(({ name, proof }) => ({ name, problems: proof?.problems ?? [] }));
    const folders = this.folderProblems.length ? [{ name: "Folders", problems: this.folderProblems }] : [];
    showProblems([...folders, ...groups]);
    showStatus(texts, this.connected);
    document.title = [texts[0]?.name, "Masthead preview"].filter(Boolean).join(" · ");
  }
}

for (const skip of document.querySelectorAll(".skip")) {
  skip.addEventListener("click", (event) => {
    event.preventDefault(); // the address of the page says which texts are open
    const target = byId(/** @type {HTMLAnchorElement} */ (skip).hash.slice(1));
    if (target.id === "filter") find();
    else (/** @type {HTMLElement | null} */ (target.querySelector(".scroller")) ?? target).focus();
  });
}

theme();
menu();
const desk = new Desk();
keys({
  j: () => desk.tie.leader.turn(1),
  k: () => desk.tie.leader.turn(-1),
  "+": () => desk.zoom.by(1),
  "=": () => desk.zoom.by(1),
  "-": () => desk.zoom.by(-1),
  0: () => desk.zoom.set(null),
  b: () => desk.beside.next(),
  "/": find,
  "?": help,
});
