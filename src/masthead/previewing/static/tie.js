/** Ties two galleys: the one that a person moves leads, the other follows to the same part of the same page. */

/** @typedef {import("./galley.js").Galley} Galley */

const HANDS = ["wheel", "pointerdown", "keydown", "focusin", "touchstart"];

export class Tie {
  /** @type {Galley} */
  leader;

  /** @param {Galley[]} galleys */
  constructor(galleys) {
    this.galleys = galleys;
    this.leader = galleys[0];
    for (const galley of galleys) {
      for (const hand of HANDS) {
        galley.section.addEventListener(hand, () => (this.leader = galley), { passive: true });
      }
    }
  }

  /** Let the others follow, where it was the leader that moved. @param {Galley} galley */
  moved(galley) {
    if (galley !== this.leader) return;
    const place = galley.place();
    for (const other of this.galleys) {
      if (other !== galley && other.address) other.go(place);
    }
  }
}
