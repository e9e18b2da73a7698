"""The copy desk: the typed texts of one file are read and set here, and what is wrong with them is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead import markup
from masthead.citation import linked
from masthead.markup import Run
from masthead.problem import MOST, MastheadError, Problem, quoted
from masthead.typography import set_type

if TYPE_CHECKING:
    from masthead.language import Language
    from masthead.markup import Inline
    from masthead.source import Path, Source
    from masthead.workspace import Workspace


@dataclass
class Desk:
    """The desk of one text: its file, its language, and the problems that were found so far."""

    workspace: Workspace
    source: Source
    language: Language
    problems: list[Problem] = field(default_factory=list)

    def tell(self, path: Path, what: str, todo: str, *, snippet: str = "", nth: int = 0) -> None:
        """Note a problem at the value at *path*, or at the *nth* place of *snippet* in it.

        Raises:
            MastheadError: there are so many that looking for more helps nobody.
        """
        self._add(Problem(self.source.place(path, snippet, nth), what, todo))

    def tell_key(self, path: Path, what: str, todo: str) -> None:
        """Note a problem at the key that *path* ends with; raise as :meth:`tell` does."""
        self._add(Problem(self.source.key_place(path), what, todo))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST:
            raise MastheadError(self.problems)

    def inline(self, text: str, path: Path) -> Inline:
        """Return *text* as it is printed, the document symbols in it as links."""
        return linked(self._set(text, path), self.language.code)

    def line(self, text: str, path: Path) -> tuple[Run, ...]:
        """Return *text* as a line that is printed outside the text column, where no note can be called."""
        inline = self._set(text, path)
        for key in markup.calls(inline):
            todo = "call it in the title or in a paragraph"
            self.tell(path, "a footnote is called in a line of the masthead or page head", todo, snippet=f"[^{key}]")
        return tuple(part for part in inline if isinstance(part, Run))

    def _set(self, text: str, path: Path) -> Inline:
        try:
            inline = set_type(markup.parse(text), self.language.typography)
        except markup.AddressError as error:
            todo = "a printed document links to http, https and mailto addresses only"
            for at, address in enumerate(error.addresses):
                nth = error.addresses[:at].count(address)
                self.tell(path, f"link to {quoted(address)}", todo, snippet=f"]({address}", nth=nth)
            return (Run(text),)
        if text and not inline:
            self.tell(path, "this text prints nothing", "write it or delete it")
        return inline
