"""What an official document says, apart from how it looks. All texts are plain text."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from cauhien.documents.states import Authority, Kind


@dataclass(frozen=True)
class Issuer:
    """The body that issues: its parent, its name, and its own abbreviation ("SXD")."""

    name: str
    abbreviation: str
    parent: str = ""


@dataclass(frozen=True)
class Signature:
    """One who signs. title: of the body or head signed for; own_title: of the one who signs."""

    title: str
    name: str = ""
    own_title: str = ""
    authority: Authority = Authority.OWN


@dataclass(frozen=True)
class Envelope:
    """What is around the text of every document.

    number: None until the office's register gives one. on: the date, None where it is not known.
    archive: who keeps it, after "Lưu:". is_draft, is_illustration: it bears a mark that it is one.
    """

    issuer: Issuer
    place: str
    on: date | None = None
    number: int | None = None
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    language: str = "vi"
    is_draft: bool = False
    is_illustration: bool = False


@dataclass(frozen=True)
class Section:
    title: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; lead: a few words in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Items:
    """A list. marks: "-", "1." or "a)", the latter in the order of the Vietnamese alphabet."""

    items: tuple[str, ...]
    marks: str = "-"


@dataclass(frozen=True)
class Facts:
    """Pairs of name and value; what has no value is left out."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Article:
    """An article ("Điều"), numbered by its place; clauses are numbered within it."""

    text: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table. shares: relative widths of the columns; figures: columns set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()
    figures: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as wide as the text. svg: for the PDF; png: for the DOCX, as base64; alt: in words
    what it shows, which also stands under it.
    """

    svg: str
    png: str
    alt: str


_ALL = Section, Paragraph, Items, Facts, Article, Table, Picture
Block = Section | Paragraph | Items | Facts | Article | Table | Picture
BLOCKS = {one.__name__: one for one in _ALL}


@dataclass(frozen=True)
class DocumentText:
    """A whole document in one language.

    abstract: what stands under the title. to: whom it addresses ("Kính gửi"). authority: the
    line of a decision that names who decides. bases: legal bases. order: the word before the
    articles of a decision. legal_note: a line at the very end, where the kind needs one.
    """

    kind: Kind
    envelope: Envelope
    abstract: str
    blocks: tuple[Block, ...] = ()
    to: tuple[str, ...] = ()
    authority: str = ""
    bases: tuple[str, ...] = ()
    order: str = ""
    legal_note: str = ""


def illustrated(text):
    """Return the document with the mark that what it is about was invented."""
    return replace(text, envelope=replace(text.envelope, is_illustration=True))


def as_json(text):
    """Return a document as values that JSON knows."""
    said = asdict(text)
    said["blocks"] = [{"block": type(one).__name__, **asdict(one)} for one in text.blocks]
    on = text.envelope.on
    said["envelope"]["on"] = on.isoformat() if on else None
    return _listed(said)


def of_json(said):
    """Return the document that `as_json` has written down."""
    given = _tupled(said)
    envelope = dict(given["envelope"])
    issuer = Issuer(**envelope.pop("issuer"))
    signatures = tuple(Signature(**one) for one in envelope.pop("signatures"))
    on = date.fromisoformat(envelope.pop("on")) if envelope["on"] else envelope.pop("on")
    blocks = tuple(
        BLOCKS[one["block"]](**{name: value for name, value in one.items() if name != "block"})
        for one in given["blocks"]
    )
    whole = Envelope(issuer=issuer, signatures=signatures, on=on, **envelope)
    return DocumentText(**given | {"envelope": whole, "blocks": blocks})


def _listed(value):
    if isinstance(value, dict):
        return {name: _listed(one) for name, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, tuple | list) else value


def _tupled(value):
    if isinstance(value, dict):
        return {name: _tupled(one) for name, one in value.items()}
    return tuple(_tupled(one) for one in value) if isinstance(value, list) else value
