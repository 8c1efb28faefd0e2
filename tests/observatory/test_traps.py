"""The traps of docs/reference/observatory-traps.md, each by its number there."""

import pytest

from cauhien.observatory.actions.taking import difference_of
from cauhien.observatory.models import Indicator
from cauhien.observatory.states import Trap
from tests.factories import NOW
from tests.made_once import made_once
from tests.observatory.sheets import FOLDER, a_sheet, drafts, flags, taken, the_registers

pytestmark = pytest.mark.django_db
made, registers = made_once(the_registers)


@pytest.fixture(autouse=True)
def _registers(registers):
    """Every test here stands on the registers."""


def test_1_two_pages_that_exchange_a_pair_of_regional_means():
    first = ("PII_REGION_MEAN|Tây Nguyên|2023|32.72", "PII_REGION_MEAN|Đông Nam Bộ|2023|44.81")
    taken(*first)

    other = ("PII_REGION_MEAN|Tây Nguyên|2023|44.81|B", "PII_REGION_MEAN|Đông Nam Bộ|2023|32.72|B")
    found = [set(draft.value.flags) for draft in drafts(*other)]

    assert found == [{Trap.SWAPPED, Trap.CONFLICT}] * 2
    told = "PII_REGION_MEAN|Tây Nguyên|2022|32.72||a second page swaps this with its neighbour"
    assert flags(told) == {Trap.SWAPPED}


def test_2_a_rank_in_the_upper_half_beside_a_score_near_the_bottom():
    taken(
        *("PII_SCORE|Hà Nội|2024|60.76", "PII_RANK|Hà Nội|2024|1"),
        *("PII_SCORE|Cao Bằng|2024|23.95", "PII_RANK|Cao Bằng|2024|63"),
    )
    score = "PII_SCORE|Gia Lai (trước sáp nhập)|2024|26.31"

    assert Trap.RANK_SCORE in flags(score, "PII_RANK|Gia Lai (trước sáp nhập)|2024|21")
    assert Trap.RANK_SCORE in flags(f"{score}||page says rank 21 of 63")
    assert Trap.RANK_SCORE not in flags(score, "PII_RANK|Gia Lai (trước sáp nhập)|2024|61")


def test_2_a_better_rank_with_a_worse_score():
    taken("GII_RANK|Singapore|2025|5", "GII_SCORE|Singapore|2025|59.9")

    wrong = flags("GII_SCORE|Việt Nam|2025|61", "GII_RANK|Việt Nam|2025|44")
    right = flags("GII_SCORE|Việt Nam|2025|37.1", "GII_RANK|Việt Nam|2025|44")

    assert (wrong, right) == ({Trap.RANK_SCORE}, set())


def test_3_parts_that_do_not_add_up_to_the_whole():
    whole = Indicator.objects.get(code="HHTP_CAPITAL_USD")
    Indicator.objects.filter(code__in=["HHTP_CAPITAL", "HHTP_REVENUE"]).update(whole=whole)
    park = "Khu CNC Hòa Lạc|2025"
    parts = (f"HHTP_CAPITAL|{park}|5", f"HHTP_REVENUE|{park}|9.32")

    assert flags(*parts, f"HHTP_CAPITAL_USD|{park}|13.75") == {Trap.PARTS}
    assert flags(*parts, f"HHTP_CAPITAL_USD|{park}|14.32") == set()
    told = "figures of park and zones (5 + 9.32) do not add to its total (13.75 bn)"
    assert flags(f"HHTP_CAPITAL_USD|{park}|5000||{told}") == {Trap.PARTS}


def test_4_improved_to_87th_from_86th():
    row = "SB_CITY_RANK|Manila|2021|87||"

    assert Trap.DIRECTION in flags(row + "page text: 'improved to 87th from 86th'")
    assert Trap.DIRECTION in flags("SB_CITY_SCORE|Manila|2021|87||fell to 87 from 86")
    assert Trap.DIRECTION not in flags(row + "improved to 87th from 96th")


def test_5_bands_and_not_listed_among_ranks():
    assert flags("SG_EMERGING_BAND|Manila|2025|61-70") == {Trap.BAND}
    assert flags("SG_EMERGING_BAND|Hà Nội|2023|not listed") == {Trap.BAND}
    assert flags("SG_EMERGING_BAND|Jakarta|2021|3") == set()


def test_6_a_period_among_years():
    assert flags("TFP_SHARE|Hà Nội|2021-2025|53") == {Trap.PERIOD}


def test_7_a_value_without_a_year():
    assert flags("HHTP_PROJECTS|Khu CNC Hòa Lạc|n.d.|90") == {Trap.UNDATED}


def test_8_a_name_that_a_province_bears_before_and_after_the_merger():
    rows = [f"GRDP_GROWTH|Gia Lai|{year}|7" for year in (2024, 2025, "n.d.")]

    found = [(one.value.unit.code, Trap.MERGED in one.value.flags) for one in drafts(*rows)]

    old, new = "gia-lai-before-2025", "gia-lai"
    assert found == [(old, False), (new, True), (new, True)]
    assert Trap.MERGED in flags("GRDP_GROWTH|Bình Dương|2025|7")  # it had ended


def test_9_one_share_under_three_definitions():
    rows = drafts(
        "DIGECO_SHARE|Hà Nội|2022|17.15||Annual Digital Economy Report 2022",
        "DIGECO_SHARE|Hà Nội|2022|14||statistics office estimate",
        "DIGECO_SHARE|Hà Nội|2022|23|||city",
    )

    assert [row.value.definition for row in rows] == ["report-2022", "statistics", "city"]
    assert [set(row.value.flags) for row in rows] == [{Trap.DEFINITION}] * 3
    assert {row.outcome for row in rows} == {"new"}  # they do not contradict each other


def test_10_a_value_that_a_later_edition_revises_and_11_an_old_vintage():
    old = "GB.XPD.RSDV.GD.ZS|VNM|2017|0.527||||WDI-2021-09"
    new = "GB.XPD.RSDV.GD.ZS|VNM|2017|0.419||||WDI-2026-07"
    taken(old)

    (revised,) = drafts(new)

    assert (revised.outcome, revised.value.flags) == ("changed", [Trap.REVISED])
    taken(new)
    assert flags(old.replace("2017", "2015")) == {Trap.VINTAGE}


def test_12_a_break_in_a_dimension_of_papi():
    assert flags("PAPI.D3|Hà Nội|2020|5.1") == set()
    assert flags("PAPI.D3|Hà Nội|2021|4.3") == {Trap.BREAK}


def test_13_another_source_that_says_otherwise_and_14_a_page_that_is_doubtful():
    taken("HHTP_PROJECTS|Khu CNC Hòa Lạc|2020|90|A|more than")

    assert flags("HHTP_PROJECTS|Khu CNC Hòa Lạc|2020|94|B") == {Trap.CONFLICT}
    assert flags("IMD_SCI_RANK|Hà Nội|2024|97||weak source (spam-like site)") == {Trap.WEAK}


def test_15_a_score_outside_its_scale_and_16_a_figure_in_another_unit():
    assert flags("PCI_SCORE|Hà Nội|2021|685.4") == {Trap.SCALE}
    assert flags("PCI_SCORE|Hà Nội|2021|68.54") == set()
    series = [f"GRDP_PC|Hà Nội|{year}|{5000 + year}" for year in (2021, 2022, 2023)]
    assert flags(*series, "GRDP_PC|Hà Nội|2024|7.2") == {Trap.JUMP}
    assert flags(*series, "GRDP_PC|Hà Nội|2024|7200") == set()
    assert flags(*series, "GRDP_PC|Hà Nội|2014|72") == set()  # of another time
    ranks = [f"PCI_RANK|Hà Nội|{year}|2" for year in (2019, 2020, 2021)]
    assert flags(*ranks, "PCI_RANK|Hà Nội|2022|20") == set()  # a rank may leap


def test_the_sheet_of_the_capital_as_it_was_collected_shows_its_traps():
    taken(*["GII_RANK|Singapore|2025|5"])

    difference = difference_of((FOLDER / "capital.csv").read_bytes(), at=NOW)

    assert difference.faults == []
    found = {trap: number for trap, number in difference.traps.items() if trap != Trap.BREAK}
    assert found == {
        Trap.SWAPPED: 4, Trap.RANK_SCORE: 1, Trap.PARTS: 1, Trap.DIRECTION: 2, Trap.BAND: 17,
        Trap.PERIOD: 15, Trap.UNDATED: 5, Trap.MERGED: 8, Trap.DEFINITION: 20, Trap.CONFLICT: 4,
        Trap.WEAK: 5,
    }  # fmt: skip


def test_a_plain_row_is_no_trap():
    assert flags("GRDP_PC|Hà Nội|2025|7200") == set()
    assert difference_of(a_sheet("GRDP_PC|Hà Nội|2025|7200"), at=NOW).counts == {"new": 1}
