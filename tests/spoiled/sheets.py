"""What spoils a PDF/X-4."""

from __future__ import annotations

from functools import partial
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from spoiled.spoiling import annotate, draw, page, put, spoil, xmp

sheet = partial(spoil, print=True)


def embed(pdf: Any) -> None:
    """Embed a file."""
    file = Dictionary(Type=Name.Filespec, F=String("a"), UF=String("a"), EF=Dictionary(F=pdf.make_stream(b"a")))
    put(pdf.Root, Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file]))))


sheet("printed_colours", lambda pdf: draw(pdf, "1 0 0 rg 0 0 1 1 re f"))
sheet("print_version", xmp(">PDF/X-4<", ">PDF/X-5g<"))
sheet("print_properties", xmp("<xmpMM:VersionID>1</xmpMM:VersionID>", ""))
sheet("printing_condition", lambda pdf: put(pdf.Root.OutputIntents[0], OutputConditionIdentifier=None))
sheet("trimmed", lambda pdf: put(page(pdf), TrimBox=None))
sheet("boxes_nested", lambda pdf: put(page(pdf), BleedBox=[11, 11, 700, 889]))
sheet("trapping_told", lambda pdf: put(pdf.trailer.Info, Trapped=None))
sheet("nothing_over_the_page", lambda pdf: annotate(pdf, "Link", [40, 40, 60, 60], AP=None))
sheet("no_actions", lambda pdf: put(pdf.Root, OpenAction=Dictionary(S=Name.GoTo, D=Array([page(pdf), Name.Fit]))))
sheet("nothing_embedded", embed)
