"""What the product ships with is read in once, and says what it should."""

import csv
import gzip
import shutil

import pytest

from cauhien.core.models import Source
from cauhien.observatory.actions.loading import SHEETS, load_all
from cauhien.observatory.models import Frame, Indicator, Target, Unit, UnitMerger, Value
from cauhien.observatory.queries.panel import cells_of
from cauhien.observatory.queries.units import cities, provinces_on, units_of
from tests.factories import NOW
from tests.observatory.sheets import FOLDER

pytestmark = pytest.mark.django_db
MOST = 400  # lines of the two long tables


@pytest.fixture
def folder(tmp_path):
    """Return a copy of what ships, its two long tables cut short."""
    copy = shutil.copytree(FOLDER, tmp_path / "observatory")
    for name in ("world.csv.gz", "provinces.csv.gz"):
        lines = gzip.decompress((copy / name).read_bytes()).splitlines(keepends=True)
        (copy / name).write_bytes(gzip.compress(b"".join(lines[:MOST])))
    return copy


def test_every_note_and_producer_that_ships_has_its_vietnamese_words():
    said, titles = set(), set()
    for name in ("indicators.csv", "sources.csv", *SHEETS):
        data = (FOLDER / name).read_bytes()
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
        if name != "world.csv.gz":  # without notes
            rows = list(csv.DictReader(text.splitlines()))
            said |= {row[one] for row in rows for one in ("note", "producer") if row.get(one)}
            titles |= {row.get(one) for row in rows for one in ("source_title", "source", "name")}
    texts = list(csv.DictReader((FOLDER / "texts.csv").read_text("utf-8").splitlines()))

    assert said | titles >= {row["en"] for row in texts} >= said
    assert all(row["vi"] for row in texts)


def test_units_indicators_values_frames_and_targets_are_read_in_once(folder):
    told = []
    load_all(folder, at=NOW, tell=told.append)
    values = Value.objects.count()

    load_all(folder, at=NOW, tell=told.append)

    assert (len(told), Value.objects.count()) == (13, values)
    assert values == 2 * (MOST - 1) + 31 + 389 + 306
    assert [len(provinces_on(day)) for day in ("2025-06-30", "2025-07-01")] == [63, 34]
    assert UnitMerger.objects.values("new").distinct().count() == 23
    assert (len(units_of("asean")), len(units_of("asia"))) == (11, 50)
    assert cities().filter(code="ha-noi").exists()
    assert Unit.objects.get(code="ha-noi").country.code == "vnm"

    frame = Frame.objects.get(code="sti-asia")
    codes = [node["iCode"] for node in frame.nodes if node["Type"] == "Indicator"]
    assert Indicator.objects.filter(code__in=codes).count() == len(codes) == 25
    assert (len(cells_of(frame).units), frame.locked) == (50, True)

    noted = Value.objects.exclude(note="")
    assert noted.filter(note_vi="").count() == 0
    assert noted.filter(note="rank within the emerging list").get().note_vi.startswith("thứ hạng")
    assert Source.objects.get(code="WDI-2026-07").name_vi.startswith("Chỉ số Phát triển Thế giới")
    assert Indicator.objects.get(code="GE_EST").producer_vi == "Ngân hàng Thế giới (WDI và WGI)"

    target = Target.objects.select_related("unit", "indicator").get(code="grdp-pc-2025")
    assert (target.unit.code, target.indicator.code) == ("ha-noi", "GRDP_PC")
    assert (target.operator, target.number, target.high) == ("ge", 8100, 8300)
    assert Target.objects.get(code="eco-asean-2035").text == "leading group"
    assert Target.objects.count() == 61
