"""What can be found: a text of one of the kinds, and who holds it."""

from dataclasses import dataclass

KINDS = (
    "work", "project", "technology", "laboratory", "enterprise", "organisation", "problem",
    "expertise", "need",
)  # fmt: skip
HOLDERS = ("person", "organisation")
FIELDS = ("title_vi", "text_vi", "title_en", "text_en")


class BadDocument(ValueError):
    """A document or holder of an unknown kind, without an id, or an id given twice."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or organisation that a document speaks for.

    kind: one of HOLDERS. id: the caller's id, stable over time. position: place in the order of
    the authors, 0 the first; kept for display, it does not weigh.
    """

    kind: str
    id: str
    position: int = 0

    def __post_init__(self):
        if self.kind not in HOLDERS or not self.id:
            raise BadDocument(f"no holder: {self.kind!r} {self.id!r}")


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be found, in Vietnamese, in English or in both.

    id: the caller's id, one for all kinds. kind: one of KINDS. year: of publication or start.
    zone: a code of the caller's for where its holder sits; it comes back with the candidate.

    >>> Document("p1", "project", title_vi="Chống ngập").languages
    ('vi',)
    """

    id: str
    kind: str
    title_vi: str = ""
    text_vi: str = ""
    title_en: str = ""
    text_en: str = ""
    year: int | None = None
    zone: str = ""
    holders: tuple[Holder, ...] = ()

    def __post_init__(self):
        if self.kind not in KINDS or not self.id:
            raise BadDocument(f"no document: {self.kind!r} {self.id!r}")

    @property
    def languages(self):
        """The languages in which the document says something, a tuple of "vi" and "en"."""
        said = {"vi": self.title_vi or self.text_vi, "en": self.title_en or self.text_en}
        return tuple(lang for lang, text in said.items() if text)
