"""The Matterhorn Protocol 1.1: its failure conditions, and the page of the documentation that lists all our checks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.conformance.clause import Standard
from masthead.conformance.rules import every_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead.conformance.clause import Clause
    from masthead.conformance.rules import Rule

DATA = Path(__file__).with_name("matterhorn.yaml")
TEXT = Path(__file__).with_name("conformance.md")


@dataclass(frozen=True)
class Condition:
    """A failure condition."""

    number: str
    """As ``13-004``."""
    fails: str
    """What fails, in our own words."""
    who: str
    """Who judges it: machine, person or nobody."""
    without: str = ""
    """Why no check of ours stands beside it, where a machine could judge."""


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint, with its conditions."""

    number: str
    title: str
    conditions: tuple[Condition, ...]


def checkpoints() -> tuple[Checkpoint, ...]:
    """Return the checkpoints of the protocol, 31 of them with 137 conditions."""
    import yaml  # noqa: PLC0415 (no check needs it)

    return tuple(
        Checkpoint(
            each["checkpoint"],
            each["title"],
            tuple(
                Condition(number, condition["fails"], condition["who"], condition.get("not", ""))
                for number, condition in each["conditions"].items()
            ),
        )
        for each in yaml.safe_load(DATA.read_text(encoding="utf-8"))
    )


def listing() -> str:
    """Return the page ``docs/conformance.md``: its text, and a table for each standard."""
    parts = {
        "archive": _table(Standard.ARCHIVE),
        "access": _table(Standard.ACCESS),
        "print": _table(Standard.PRINT),
        "pdf": _table(Standard.PDF),
        "matterhorn": "\n".join(_protocol()),
        "counts": _counts(),
    }
    text = TEXT.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def _of(standard: Standard) -> Iterator[tuple[Clause, Rule]]:
    found = [(clause, rule) for rule in every_rule() for clause in rule.clauses if clause.standard is standard]
    return iter(sorted(found, key=lambda pair: _in_order(pair[0].number)))


def _in_order(number: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in number.split("."))


def _table(standard: Standard) -> str:
    lines = ["| clause | what must hold | check |", "|---|---|---|"]
    for clause, rule in _of(standard):
        level = f" (level {', '.join(clause.levels)})" if clause.levels else ""
        lines.append(f"| {clause.number}{level} | {rule.title} | `{rule.name}` |")
    return "\n".join(lines)


def _protocol() -> Iterator[str]:
    ours: dict[str, list[str]] = {}
    for clause, rule in _of(Standard.MATTERHORN):
        ours.setdefault(clause.number, []).append(f"`{rule.name}`")
    for checkpoint in checkpoints():
        yield f"\n### {checkpoint.number} {checkpoint.title}\n\n| condition | what fails | who judges | our check |"
        yield "|---|---|---|---|"
        for each in checkpoint.conditions:
            check = ", ".join(ours.get(each.number, [])) or each.without or ("a person" if each.who == "person" else "")
            yield f"| {each.number} | {each.fails} | {each.who} | {check} |"


def _counts() -> str:
    conditions = [condition for checkpoint in checkpoints() for condition in checkpoint.conditions]
    ours = {clause.number for clause, _ in _of(Standard.MATTERHORN)}
    machine = [condition for condition in conditions if condition.who == "machine"]
    people = sum(condition.who == "person" for condition in conditions)
    return (
        f"Of its {len(conditions)} conditions a machine can judge {len(machine)}: {len(ours)} of these have a check "
        f"here, {len(machine) - len(ours)} do not, for the reason that stands beside them. "
        f"{people} only a person can judge."
    )


if __name__ == "__main__":
    print(listing(), end="")  # noqa: T201 (what it is run for)
