"""Files to read in, written small, and one line that reads them."""

import csv
import gzip
import io
import json

import pytest

from cauhien.ingest.actions import batches
from cauhien.ingest.readers import registry
from tests.factories import NOW


@pytest.fixture
def written(tmp_path):
    """Return a function that writes records as JSON lines (packed if the name says so)."""

    def written(name, *records):
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        content = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
        path = tmp_path / name
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return written


@pytest.fixture
def take_in(db):
    """Return a function that reads a file in to the end and gives its batch."""

    def take_in(word, path, at=NOW):
        batch = staged(word, path, at)
        batches.reconcile_batch(batch=batch, at=at)
        return batch

    return take_in


def staged(word, path, at=NOW):
    reader = registry.checked(word, path)
    batch = batches.open_batch(reader=reader, path=path, at=at, facts={"retrieved_at": at})
    batches.stage_batch(batch=batch, path=path)
    return batch


@pytest.fixture
def stage(db):
    """Return a function that reads a file and compares it, and takes nothing over."""
    return staged


def a_work(key="acl:2024.x-1.1", title="Flood forecasting for a city", **more):
    return {"id": key, "title": title, "publication_year": 2024, "authorships": [], **more}


def an_author(name, ident="", orcid="", affiliations=(), institutions=()):
    author = {"display_name": name, "id": ident or f"name:{name}"}
    return {
        "author": author | ({"orcid": orcid} if orcid else {}),
        "raw_affiliation_strings": list(affiliations),
        "institutions": list(institutions),
    }


def a_ror(suffix, english, vietnamese="", **more):
    names = [{"value": english, "types": ["label", "ror_display"], "lang": "en"}]
    names += [{"value": vietnamese, "types": ["label"], "lang": "vi"}] if vietnamese else []
    return {
        "id": f"https://ror.org/{suffix}",
        "status": "active",
        "types": ["education"],
        "names": names,
        "locations": [
            {"geonames_id": 1581130, "geonames_details": {"name": "Hanoi", "country_code": "VN"}}
        ],
        "relationships": [],
        **more,
    }


SUPPLY = ["source_url", "verification", "note"]


def a_table(columns, *rows):
    """Return the text of a CSV table of rows given as dicts."""
    out = io.StringIO()
    table = csv.DictWriter(out, [*columns, *SUPPLY], restval="")
    table.writeheader()
    table.writerows({"verification": "seen", **row} for row in rows)
    return out.getvalue()
