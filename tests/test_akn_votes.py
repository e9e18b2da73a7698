"""Recorded votes, as files give them: in one paragraph or in several, in the words of the language or in others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from masthead import source
from masthead.akn import import_files

if TYPE_CHECKING:
    from masthead.workspace import Workspace

HEAD = "[Adopted by a recorded vote of 29 to 5, with 13 abstentions. The voting was as follows:"
LISTS = ("In favour:", "Argentina, Benin and Chile", "Against:", "China", "Abstaining:", "India]")


def imported(workspace: Workspace, conclusions: str) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Return facts, text and problems of a small file with these conclusions."""
    plain = (ROOT / "tests/suite/akn/plain.xml").read_text(encoding="utf-8")
    start, end = plain.index("<conclusions"), plain.index("</conclusions>")
    head = plain[start : plain.index(">", start) + 1]
    file = workspace.root / "vote.xml"
    file.write_text(f"{plain[:start]}{head}{conclusions}{plain[end:]}", encoding="utf-8")
    done = import_files([file], workspace=workspace)
    facts, text = (source.read(workspace, workspace.name(path)).data for path in done.written)
    assert isinstance(facts, dict)
    assert isinstance(text, dict)
    return facts, text, [problem.what for problem in done.problems]


@pytest.mark.parametrize(
    "conclusions",
    [
        f"<p><vote><outcome>{HEAD} {' '.join(LISTS)}</outcome></vote></p>",
        f"<p><vote><outcome>{HEAD}</outcome></vote></p>" + "".join(f"<p>{part}</p>" for part in LISTS),
        f"<p>{HEAD}</p><p><i>In favour</i>: {LISTS[1]}</p><p><i>Against</i>: China</p><p><i>Abstaining</i>: India]</p>",
    ],
)
def test_recorded_vote_becomes_its_count_and_lists(workspace: Workspace, conclusions: str) -> None:
    """However a file divides it, a vote in the words of the language is a count in the facts and three lists."""
    facts, text, problems = imported(workspace, conclusions)
    assert facts["vote"] == {"in_favour": "29", "against": "5", "abstaining": "13"}
    assert text["votes"] == {"in_favour": "Argentina, Benin and Chile", "against": "China", "abstaining": "India"}
    assert "vote" not in text.get("printed", {})
    assert not problems


def test_other_words_are_kept_and_told(workspace: Workspace) -> None:
    """Words behind the closing lines that are no vote are printed there, every one, and told of."""
    _, text, problems = imported(workspace, "<p>Corrected <i>on</i> 3 May.</p><p>See the annex.</p>")
    printed = text["printed"]
    assert isinstance(printed, dict)
    assert printed["vote"] == "Corrected on 3 May. See the annex."
    assert any("stands behind the closing lines" in what for what in problems)
