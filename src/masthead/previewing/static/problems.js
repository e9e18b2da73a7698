/** The problems under the pages: of the folders, then of each text that is open. */

import { byId, counted, element } from "./elements.js";

/** @typedef {{severity: "error" | "warning", place: string, what: string, todo: string}} Problem */

const WORDS = { error: "Error", warning: "Warning" };

/**
 * Show the problems of these groups; with more than one group, each under its name.
 * @param {{name: string, problems: Problem[]}[]} groups
 */
export function showProblems(groups) {
  const full = groups.filter((group) => group.problems.length);
  const count = full.reduce((sum, group) => sum + group.problems.length, 0);
  byId("problems-title").textContent = count ? counted(count, "problem") : "No problems";
  byId("problems").classList.toggle("none", !count);
  const named = groups.length > 1;
  const key = JSON.stringify([named, full]);
  const list = byId("problems-list");
  if (list.dataset.key === key) return; // a screen reader would tell them again
  list.dataset.key = key;
  list.replaceChildren(...full.flatMap((group) => shown(group, named)));
}

/** @param {{name: string, problems: Problem[]}} group @param {boolean} named */
function shown({ name, problems }, named) {
  const items = problems.map((problem) =>
    element(
      "li",
      { class: `problem ${problem.severity}` },
      element("span", { class: "severity" }, WORDS[problem.severity]),
      " ",
      element("code", { class: "where" }, problem.place),
      element("span", { class: "what" }, problem.what),
      element("span", { class: "todo" }, problem.todo),
    ),
  );
  const list = element("ol", { class: "problem-list" }, ...items);
  return named ? [element("h3", { class: "group" }, name), list] : [list];
}
