/** The status line: how far each text has come. */

import { byId, counted } from "./elements.js";

/**
 * @typedef {object} Proof
 * @property {string} address
 * @property {"waiting" | "setting" | "set" | "faulty" | "missing"} state
 * @property {string | null} pdf digest of the last good PDF
 * @property {number} pages
 * @property {number} seconds
 * @property {import("./problems.js").Problem[]} problems
 */

/**
 * Say how far the texts have come.
 * @param {{name: string, proof: Proof | undefined}[]} texts
 * @param {boolean} connected
 */
export function showStatus(texts, connected) {
  const line = byId("status");
  const state = connected ? gravest(texts) : "lost";
  const words = connected ? said(texts) : "Not connected: waiting for masthead preview to come back";
  line.dataset.state = state;
  if (line.textContent !== words) line.textContent = words;
}

/** @param {{name: string, proof: Proof | undefined}[]} texts */
function said(texts) {
  if (!texts.length) return "No document is open";
  if (texts.length === 1) return capital(of(texts[0].proof));
  return texts.map(({ name, proof }) => `${name}: ${of(proof)}`).join(" · ");
}

/** @param {{proof: Proof | undefined}[]} texts */
function gravest(texts) {
  /** @type {string[]} */
  const states = texts.map(({ proof }) => proof?.state ?? "waiting");
  return ["missing", "faulty", "setting", "waiting"].find((state) => states.includes(state)) ?? "set";
}

/** @param {Proof | undefined} proof */
function of(proof) {
  const problems = counted(proof?.problems.length ?? 0, "problem");
  switch (proof?.state) {
    case "set": return set(proof);
    case "faulty": return `${problems}: ${proof.pdf ? "showing the last good page" : "no page could be set yet"}`;
    case "missing": return "this text is not there";
    default: return "setting…";
  }
}

/** @param {Proof} proof */
function set({ seconds, pages, problems }) {
  const time = `set in ${seconds.toFixed(2)} s, ${counted(pages, "page")}`;
  return problems.length ? `${time}, ${counted(problems.length, "problem")}` : time;
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
