"""The registers, values, frames and targets that the product ships with, read in once.

A file that was read in already is left alone; one that has changed is read in anew, and what it
says of a unit, an indicator or a target counts from then on. Values are never overwritten.
"""

import csv
import hashlib
import io
import json
import re
from datetime import UTC, date, datetime, time

from django.db import transaction

from cauhien.core import search
from cauhien.core.jobs import defer
from cauhien.core.models import Source
from cauhien.core.text import fold, sort_key
from cauhien.observatory.actions.sheets.naming import Names
from cauhien.observatory.actions.taking import take_shipped
from cauhien.observatory.models import (
    Break,
    Definition,
    Frame,
    Indicator,
    Load,
    Target,
    Unit,
    UnitMerger,
    Value,
)
from cauhien.observatory.queries.frames import without_variants
from cauhien.observatory.queries.values import KIND
from cauhien.observatory.states import DATA_SET, FrameKind, LoadState, UnitKind

SHEETS = ("world.csv.gz", "provinces.csv.gz", "countries.csv", "cities.csv", "capital.csv")
REFERRING = ("denominator", "weight")  # columns that name another indicator
OPERATORS = {"=": "eq", ">=": "ge", "<=": "le", ">": "gt", "<": "lt"}
RANGE = re.compile(r"range ([\d,.]+)-([\d,.]+)")


def load_all(folder, *, at, tell):
    """Read in all files of a folder in their order; tell: called with a line for each new one."""
    load_registers(folder, at=at, tell=tell)
    for name in SHEETS:
        if load := take_shipped(name=name, data=(folder / name).read_bytes(), at=at):
            said = ", ".join(f"{outcome} {count}" for outcome, count in load.counts.items())
            tell(f"  {name}: {said}")
    _once(folder / "frame-sti-asia.csv", _frame, at, tell)
    _once(folder / "targets.csv", _targets, at, tell)
    say_in_vietnamese(folder / "texts.csv")
    if without_variants().exists():
        defer("observatory.compute", once="observatory.compute")


def load_registers(folder, *, at, tell):
    """Read in units, mergers, indicators with breaks and definitions, and editions of data sets."""
    _once(folder / "units.csv", _units, at, tell)
    _once(folder / "mergers.csv", _mergers, at, tell)
    _once(folder / "indicators.csv", _indicators, at, tell)
    _once(folder / "breaks.csv", _breaks, at, tell)
    _once(folder / "definitions.csv", _definitions, at, tell)
    _once(folder / "sources.csv", _data_sets, at, tell)


@transaction.atomic
def say_in_vietnamese(path):
    """Write beside what is English in the data its Vietnamese words: notes, producers, sources."""
    with path.open(encoding="utf-8", newline="") as file:
        texts = {row["en"]: row["vi"] for row in csv.DictReader(file)}
    columns = ((Indicator, "note"), (Indicator, "producer"), (Value, "note"), (Source, "name"))
    for model, name in columns:
        said = model.objects.exclude(**{name: ""}).order_by().values_list(name, f"{name}_vi")
        for text, known in said.distinct():
            if texts.get(text, known) != known:
                rows = model.objects.filter(**{name: text, f"{name}_vi": known})
                rows.update(**{f"{name}_vi": texts[text]})


@transaction.atomic
def _once(path, write, at, tell):
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    done = {"sha256": sha256, "file_name": path.name, "state": LoadState.DONE}
    if Load.objects.filter(**done).exists():
        return
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    write(rows, at, path)
    Load.objects.create(**done, counts={"rows": len(rows)}, at=at, taken_at=at)
    tell(f"  {path.name}: {len(rows)}")


def _upsert(model, rows, key):
    """Write rows of a model, those that are known by their key anew."""
    names = {f.name for f in model._meta.concrete_fields} - {"id", *key}
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=key, update_fields=sorted(names)
    )


def _units(rows, at, path):
    _upsert(Unit, [_unit(row) for row in rows], ["code"])
    ids = dict(Unit.objects.values_list("code", "id"))
    inside = [(row["code"], ids[row["country"]]) for row in rows if row["country"] in ids]
    for country in {country for _code, country in inside}:
        codes = [code for code, of in inside if of == country]
        Unit.objects.filter(code__in=codes).update(country=country)


def _unit(row):
    return Unit(
        code=row["code"],
        kind=row["kind"],
        is_city=row["is_city"] == "1",
        official_code=row["official_code"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        region=row["region"],
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        groups=_several(row["groups"]),
        aliases=_several(row["aliases"]),
        sort_key=sort_key(row["name_vi"]),
    )


def _several(cell):
    return [one for one in cell.split("; ") if one]


def _mergers(rows, at, path):
    ids = dict(Unit.objects.values_list("code", "id"))
    UnitMerger.objects.bulk_create(
        [UnitMerger(old_id=ids[row["old"]], new_id=ids[row["new"]], on=row["on"]) for row in rows],
        ignore_conflicts=True,
    )


def _indicators(rows, at, path):
    said = [
        Indicator(
            **{name: row[name] for name in row if name not in {*REFERRING, "direction"}},
            direction=int(row["direction"]),
            sort_key=sort_key(row["name_vi"]),
        )
        for row in rows
    ]
    _upsert(Indicator, said, ["code"])
    ids = dict(Indicator.objects.values_list("code", "id"))
    for name in REFERRING:
        for other in {row[name] for row in rows if row[name]}:
            codes = [row["code"] for row in rows if row[name] == other]
            Indicator.objects.filter(code__in=codes).update(**{name: ids[other]})
    search.index_many([_thing(one) for one in Indicator.objects.all()], at=at)


def _thing(indicator):
    return search.Thing(
        kind=KIND,
        code=indicator.code,
        title=(indicator.name_vi, indicator.name_en),
        summary=(indicator.measure_vi, indicator.measure_en),
        text=f"{indicator.source_code} {indicator.producer} {indicator.get_family_display()}",
        sort_key=indicator.sort_key,
    )


def _breaks(rows, at, path):
    ids = dict(Indicator.objects.values_list("code", "id"))
    said = [
        Break(indicator_id=ids[row.pop("indicator")], year=int(row.pop("year")), **row)
        for row in map(dict, rows)
    ]
    _upsert(Break, said, ["indicator", "year"])


def _definitions(rows, at, path):
    ids = dict(Indicator.objects.values_list("code", "id"))
    said = [Definition(indicator_id=ids[row.pop("indicator")], **row) for row in map(dict, rows)]
    _upsert(Definition, said, ["indicator", "code"])


def _data_sets(rows, at, path):
    for row in rows:
        code = row["code"].replace(".", "-")
        facts = {n: row[n] for n in ("name", "version", "licence", "attribution", "url")}
        Source.objects.update_or_create(
            code=code,
            defaults=facts
            | {
                "kind": DATA_SET,
                "raw_sha256": hashlib.sha256(code.encode()).hexdigest(),
                "retrieved_at": _moment(row["retrieved"]),
            },
        )


def _moment(text):
    return datetime.combine(date.fromisoformat(text), time(), UTC)


def _frame(rows, at, path):
    plan = json.loads((path.parent / "plan-sti-asia.json").read_text("utf-8"))
    top = next(row for row in rows if row["Type"] == "Aggregate" and not row["Parent"])
    Frame.objects.update_or_create(
        code="sti-asia",
        defaults={
            "name_vi": top["iName_vi"].removesuffix(" (đề xuất)"),
            "name_en": top["iName"].removesuffix(" (proposal)"),
            "version": hashlib.sha256(json.dumps([rows, plan]).encode()).hexdigest()[:8],
            "nodes": rows,
            "plan": plan,
            "group": "asia",
            "base_group": "asean",
            "first_year": 2018,
            "last_year": 2025,
            "locked": True,
            "at": at,
        },
    )
    defer("observatory.compute", once="observatory.compute")


def _targets(rows, at, path):
    names = Names(at=at)
    frame, _made = Frame.objects.update_or_create(
        code="goals",
        defaults={
            "kind": FrameKind.GOALS,
            "name_vi": "Mục tiêu của Thủ đô",
            "name_en": "Goals of the Capital",
            "version": "1",
            "locked": True,
            "at": at,
        },
    )
    said = [_target(row, names, frame) for row in rows]
    Source.objects.bulk_create(names.new_sources)
    for one in said:
        one.source_id = one.source.id
    _upsert(Target, said, ["code"])


def _target(row, names, frame):
    indicator = names.indicators.get(fold(row["indicator"])) if row["indicator"] else None
    level = indicator.level if indicator else UnitKind.PROVINCE
    unit, _is_doubtful = names.unit_of(row["unit_name"], level, None)
    number = _number(row["value"])
    ends = RANGE.search(row["note"])
    return Target(
        code=row["code"],
        key=row["target_code"],
        frame=frame,
        indicator=indicator,
        unit=unit,
        name_vi=row["target_vi"],
        name_en=row["target_en"],
        year=int(row["target_year"]) if row["target_year"] else None,
        operator=OPERATORS.get(row["operator"], row["operator"]),
        number=number,
        high=float(ends[2].replace(",", "")) if ends else None,
        text="" if number is not None else row["value"],
        measure_vi=row["measure_vi"],
        measure_en=row["measure_en"],
        document=row["document"],
        source=names.source({"title": row["document"], "url": row["source_url"]}),
        note=row["note"],
    )


def _number(text):
    try:
        return float(text)
    except ValueError:
        return None
