"""What somebody needs, and which sentences of a long statement say so."""

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+")
# Without marks "cần" is also "căn" and "cán": the words after it tell them apart.
_SAYS_NEED = re.compile(
    r"\bcan (?!(ho|bo|thiep|thiet|cu|cuoc|bang|benh|nang|tho)\b)\w"
    r"|\b(bai toan dat|loi giai|mong muon)\b"
    r"|\b(needs?|needed|calls? for|useful answer|looking for|we want)\b"
)


@dataclass(frozen=True, slots=True)
class Need:
    """A problem in somebody's words. lang: "vi", "en" or None to have it guessed.

    >>> Need("Chống ngập").text
    ''
    """

    title: str
    text: str = ""
    lang: str | None = None


def sentences(text):
    """Return the sentences of a text, blank ones left out.

    >>> sentences("Sông bẩn. Cần bản đồ nguồn xả; dự báo.")
    ['Sông bẩn.', 'Cần bản đồ nguồn xả;', 'dự báo.']
    """
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def says_need(folded):
    """Return whether a folded sentence says what is needed rather than how things stand.

    >>> says_need("can ban do nguon xa"), says_need("song ban")
    (True, False)
    """
    return bool(_SAYS_NEED.search(folded))
