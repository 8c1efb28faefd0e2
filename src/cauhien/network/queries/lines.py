"""Where works name a person among their authors: what these lines say of the person."""

from dataclasses import dataclass, field

from cauhien.network.models import Authorship
from cauhien.network.queries import rows_of


@dataclass
class Affiliation:
    """An affiliation as works print it: the words, the organisation they mean, the years."""

    printed: str
    organisation: object = None
    years: set = field(default_factory=set)
    works: int = 0

    @property
    def first(self):
        return min(self.years, default=None)

    @property
    def last(self):
        return max(self.years, default=None)


def lines_of(person):
    """Return the lines of authors where a person stands, with organisations, works and sources."""
    lines = Authorship.objects.filter(person__in=rows_of(person))
    return lines.select_related("organisation__canonical", "work__source").defer("work__abstract")


def affiliations_of(lines):
    """Return what the lines of a person print as affiliations, the latest first."""
    found = {}
    for line in lines:
        body = line.organisation and (line.organisation.canonical or line.organisation)
        printed = line.raw_affiliations or ([str(body)] if body else [])
        for words in printed:
            row = found.setdefault(words, Affiliation(words))
            row.works += 1
            row.years |= {line.work.year} - {None}
            # Of several affiliations in one line nobody says which is the organisation's.
            row.organisation = row.organisation or (body if len(printed) == 1 else None)
    return sorted(found.values(), key=lambda row: (-(row.last or 0), -row.works, row.printed))


def works_on(lines):
    """Return the works of lines of authors, each once, the newest first."""
    works = {line.work_id: line.work for line in lines}.values()
    return sorted(works, key=_age)


def _age(work):
    days = work.published_on.toordinal() if work.published_on else 0
    return -(work.year or 0), -days, work.title, work.pk


def sources_of(lines):
    """Return the sources of the works of a person's lines."""
    sources = {line.work.source for line in lines} - {None}
    return sorted(sources, key=lambda source: (source.name, source.pk))
