"""Words of Spanish, Russian, Arabic and Chinese that no published document confirms (test_language has the others)."""

from __future__ import annotations

import pytest

from masthead.language import language

IN_ALL = {
    "organ.security-council.statement",
    "organ.security-council.meeting.resumed",
    "organ.economic-and-social-council.name",
    "organ.economic-and-social-council.formula",
    "organ.economic-and-social-council.session.regular",
    "organ.economic-and-social-council.adoption.other",
    "organ.economic-and-social-council.meeting.plain",
    "organ.economic-and-social-council.meeting.resumed",
    "organ.human-rights-council.meeting.resumed",
    "organ.secretariat.name",
    "distribution.limited",
    "distribution.restricted",
    "session.resumed",
    "draft",
    "vote.against",
    "vote.abstaining",
    "list.comma",
    "point.3",
    "point.4",
    "quotes.inner_opening",
    "quotes.inner_closing",
    "apostrophe",
}
OWN = {
    "es": {
        "organ.economic-and-social-council.adoption.one",
        "organ.human-rights-council.agenda.line.other",
        "organ.human-rights-council.adoption.other",
        "original.language.ar",
        "original.language.es",
        "original.language.ru",
        "original.language.zh",
        "session.special",
        "session.emergency",
        "vote.in_favour",
        "period.same_month",
        "period.same_year",
        "period.other",
        "ordinal.session.101",
        "series.letter.27",
    },
    "ru": {
        "name",
        "organ.economic-and-social-council.adoption.one",
        "organ.human-rights-council.adoption.other",
        "vote.in_favour",
        "ordinal.session.101",
        "series.letter.27",
        "spacing",
    },
    "ar": {
        "name",
        "organ.general-assembly.adoption.other",
        "organ.economic-and-social-council.adoption.one",
        "organ.human-rights-council.adoption.other",
        "session.special",
        "session.emergency",
        "agenda.line.other",
        "vote.recorded",
        "vote.in_favour",
        "recycle",
        "period.same_month",
        "period.same_year",
        "period.other",
        "ordinal.session.101",
        "series.letter.15",
        "series.small",
        "note_call_separator",
    },
    "zh": {
        "name",
        "session.special",
        "session.emergency",
        "recycle",
        "period.same_month",
        "period.same_year",
        "period.other",
        "ordinal.session.110",
        "ordinal.session.111",
        "ordinal.session.120",
        "series.letter.27",
        "series.small",
    },
}


@pytest.mark.parametrize("code", OWN)
def test_what_is_not_verified(code: str) -> None:
    """The list of doubtful words is exactly the known one, each with its text and a reason."""
    doubtful = list(language(code).unverified())
    assert sorted(item.key for item in doubtful) == sorted(IN_ALL | OWN[code])
    assert all(item.text and len(item.reason) > 20 for item in doubtful)
