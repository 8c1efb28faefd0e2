"""Parks, projects and published totals as files give them, written with where they come from."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from cauhien.core.provenance import Said, take_over
from cauhien.core.text import sort_key
from cauhien.park.actions.spreading import settle_status, spread_parks, spread_projects
from cauhien.park.models import (
    CapitalEntry,
    Figure,
    InvestmentProject,
    Investor,
    Park,
    PublishedTotal,
    Statement,
    StatusChange,
)
from cauhien.park.queries.parks import KIND, PARK

STATEMENT = "statement"


class NoPark(Exception):
    """A table speaks of a park that is not known: its own table is read in first."""


def park_columns(record):
    return {
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "founded_on": _day(record.founded_on),
        "area_ha": _decimal(record.area_ha),
        "manager_printed": record.manager_printed,
    }


def project_columns(record):
    return {
        "name_vi": record.name_vi,
        "topic": record.topic,
        "sector_printed": record.sector_printed,
        "area_ha": _decimal(record.area_ha),
        "number": record.number,
        "status_printed": record.status_printed,
    }


def statement_columns(record):
    return {
        "kind": record.kind,
        "as_of": _day(record.as_of),
        "is_day_inferred": record.is_day_inferred,
    }


@transaction.atomic
def take_over_parks(rows, *, source, at):
    """Write parks; rows: [(record, sha256, managing organisation or None)]. Returns the Taken."""
    said = {
        record.key: Said(
            park_columns(record) | {"manager": manager}, sha256, record.source_url, record.note
        )
        for record, sha256, manager in rows
    }
    taken = take_over(Park, PARK, said, source=source, at=at)
    spread_parks(taken.written, at=at)
    return taken


@transaction.atomic
def take_over_projects(rows, *, source, at):
    """Write investment projects; rows: [(record, sha256, the investor's organisation or None)].

    Returns the Taken. What a person has entered or withdrawn stays. Raises NoPark.
    """
    parks = _Parks()
    investors = _investors(rows)
    said = {}
    for record, sha256, _organisation in rows:
        columns = project_columns(record) | {
            "park": parks.of(record.park_key),
            "investor": investors.get(record.investor),
        }
        said[record.key] = Said(columns, sha256, record.source_url, record.note)
    taken = take_over(InvestmentProject, KIND, said, source=source, at=at)
    written = [record for record, _, _ in rows if record.key in taken.new | taken.changed]
    for record in written:
        _write_entries(taken.rows[record.key], record, source, at)
    settle_status(taken.written)
    spread_projects(taken.written, at=at)
    return taken


@transaction.atomic
def take_over_statements(rows, *, source, at):
    """Write what was published; rows: [(record, sha256)]. Returns the Taken. Raises NoPark."""
    parks = _Parks()
    said = {
        record.key: Said(
            statement_columns(record) | {"park": parks.of(record.park_key)},
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256 in rows
    }
    taken = take_over(Statement, STATEMENT, said, source=source, at=at)
    for record, _sha256 in rows:
        if record.key in taken.new | taken.changed:
            _write_totals(taken.rows[record.key], record)
    return taken


@transaction.atomic
def put_inside(records, *, at):
    """Put projects into the ones that their rows say they are a part of, where that is sure."""
    for record in records:
        if not record.part_of:
            continue
        part = InvestmentProject.objects.get(source_key=record.key)
        around = _around(part, *record.part_of)
        if around and part.parent_id is None:
            part.parent = around
            part.save(update_fields=["parent"])


def _around(part, number, amount, currency):
    """Return the project of the same investor with this number of projects and this capital."""
    found = InvestmentProject.objects.filter(
        park=part.park_id,
        investor=part.investor_id,
        number=int(number),
        capital__amount=Decimal(amount),
        capital__currency=currency,
        parent=None,
    ).exclude(pk=part.pk)
    return found.first() if part.investor_id and found.count() == 1 else None


class _Parks:
    """The parks by their keys; a table that names none speaks of the first."""

    def __init__(self):
        self.known = {park.source_key: park for park in Park.objects.order_by("-id")}

    def of(self, key):
        found = self.known.get(key) if key else next(reversed(self.known.values()), None)
        if found is None:
            raise NoPark(key)
        return found


def _investors(rows):
    """Return {printed name: Investor}; what is known of one already is kept."""
    named = {}
    for record, _sha256, organisation in rows:
        if record.investor:
            known = named.setdefault(record.investor, [record.nationality, organisation])
            known[0] = known[0] or record.nationality
    known = {one.name: one for one in Investor.objects.filter(name__in=named)}
    for name, (nationality, organisation) in named.items():
        one = known.setdefault(name, Investor(name=name, sort_key=sort_key(name)[:300]))
        one.nationality = one.nationality or nationality
        one.organisation = one.organisation or organisation
        one.save()
    return known


def _write_entries(project, record, source, at):
    read_on = source.retrieved_at.date()
    tables = [
        (StatusChange, record.statuses, lambda one: {"status": one.word}),
        (CapitalEntry, record.capital, _money),
        (Figure, record.figures, _figure),
    ]
    for model, printed, columns in tables:
        mine = model.objects.filter(project=project)
        mine.filter(entered_by=None, withdrawn_at=None).delete()
        for one in printed:
            on = min(_day(one.on) or read_on, read_on)  # it was read: so it cannot lie ahead
            known = {"on_date": on, **columns(one)}
            if not _is_taken(model, mine, known):
                model.objects.create(
                    project=project,
                    precision=one.precision,
                    source=source,
                    source_url=record.source_url,
                    entered_at=at,
                    **known,
                )


def _is_taken(model, mine, known):
    """Return whether a person has said something for this day, or has withdrawn just this."""
    unique = {"on_date", "kind", "status"} & known.keys()
    stands = mine.filter(withdrawn_at=None, **{name: known[name] for name in unique})
    return stands.exists() or mine.filter(**known).exists()


def _money(one):
    return {
        "kind": one.word,
        "amount": Decimal(one.value),
        "currency": one.currency,
        "qualifier": one.qualifier,
    }


def _figure(one):
    return {
        "kind": one.word,
        "value": Decimal(one.value),
        "currency": one.currency,
        "qualifier": one.qualifier,
    }


def _write_totals(statement, record):
    """Write the figures of a statement; one that stays keeps its code and its explanations."""
    kept = []
    for one in record.totals:
        total, _made = PublishedTotal.objects.update_or_create(
            statement=statement,
            kind=one.word,
            currency=one.currency,
            defaults={"value": Decimal(one.value), "qualifier": one.qualifier},
        )
        kept.append(total.pk)
    statement.totals.exclude(pk__in=kept).delete()


def _day(written):
    return date.fromisoformat(written) if written else None


def _decimal(written):
    return Decimal(written) if written else None
