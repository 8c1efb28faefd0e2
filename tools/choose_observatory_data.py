"""Make the shipped data of the observatory from the full collections: `--from DIR --to data`.

DIR holds the folders `hanoi` and `observatory`. Values are copied byte for byte, the large tables
packed without a time, so that the same input gives the same bytes. The registers of units,
indicators and mergers are written from what the tables say of themselves; what they do not say
(collection, kind, Vietnamese unit of measure) stands below. `breaks.csv`, `definitions.csv` and
`sources.csv` are kept by hand.
"""

import argparse
import csv
import gzip
import re
import shutil
import unicodedata
from pathlib import Path

PUBLISHED = {
    "capital.csv": "hanoi/indicators.csv",
    "cities.csv": "observatory/cities.csv",
    "countries.csv": "observatory/countries-published.csv",
}
TABLES = PUBLISHED | {
    "frame-sti-asia.csv": "observatory/frame-sti-asia.csv",
}
LARGE = {
    "provinces.csv.gz": "observatory/provinces.csv",
    "world.csv.gz": "observatory/indicators.csv.gz",
}
MEASURES = {
    "rank (1 = best)": "thứ hạng (1 là tốt nhất)",
    "rank of 63 (1 = best)": "thứ hạng trong 63 (1 là tốt nhất)",
    "rank band": "nhóm hạng",
    "count": "",
    "score": "điểm",
    "score 0-100": "điểm 0-100",
    "score 0-1000": "điểm 0-1000",
    "score 0-60": "điểm 0-60",
    "0-100": "điểm 0-100",
    "0-1": "điểm 0-1",
    "1-10": "điểm 1-10",
    "0.33-3.33": "điểm 0,33-3,33",
    "share": "phần đóng góp",
    "%": "%",
    "% per year": "%/năm",
    "billion VND": "tỷ đồng",
    "billion VND per year": "tỷ đồng/năm",
    "million VND per worker": "triệu đồng/lao động",
    "million VND per person, current prices": "triệu đồng/người, giá hiện hành",
    "million USD": "triệu USD",
    "billion USD": "tỷ USD",
    "USD": "USD",
    "thousand people": "nghìn người",
    "km2": "km²",
    "people per km2": "người/km²",
    "students": "sinh viên",
    "teachers": "giảng viên",
    "% of employed 15+": "% lao động từ 15 tuổi",
    "% of population": "% dân số",
    "thousand VND per month": "nghìn đồng/tháng",
    "Ha Noi = 100": "Hà Nội = 100",
    "% of 15+": "% dân số từ 15 tuổi",
    "per 1,000 people": "trên 1.000 dân",
    "previous year = 100": "năm trước = 100",
    "projects in force, 31 Dec": "dự án còn hiệu lực, 31/12",
    "million US$ registered, 31 Dec": "triệu USD đăng ký, 31/12",
    "rank": "thứ hạng",
    "rank in the country": "thứ hạng trong nước",
    "% of GRDP": "% GRDP",
    "% of GDP": "% GDP",
    "per 10,000": "trên 10.000 dân",
    "index": "chỉ số",
    "undefined threshold": "chưa định ngưỡng",
    "milestone": "mốc",
    "tasks": "nhiệm vụ",
    "projects": "dự án",
    "indicators": "chỉ tiêu",
}
# By the beginning of the code: (collection, whose figures).
FAMILIES = {
    "GII_CLUSTER": ("GII", "city"),
    "GII": ("GII", "country"),
    "PII_REGION": ("PII", "region"),
    "PII": ("PII", "province"),
    "PCI": ("PCI", "province"),
    "PAPI": ("PAPI", "province"),
    "DTI": ("DTI", "province"),
    "EGOV": ("DTI", "province"),
    "GSO": ("GSO", "province"),
    "SB_COUNTRY": ("SB", "country"),
    "SB": ("SB", "city"),
    "SG_EMERGING": ("SG", "city"),
    "SG_GLOBAL": ("SG", "city"),
    "HHTP": ("PARK", "area"),
}
RANKINGS = ("GFCI", "GIHI", "GPCI", "ICI", "IMD", "JLL", "KEARNEY", "NI", "QS")
# How a merged province follows from its parts: the rule, and what a mean is weighted by. Population
# by area, weighted by area, is their sum by the sum of the areas.
MERGING = {
    "sum": ("sum", ""),
    "mean weighted by population": ("mean", "GSO_POP"),
    "mean weighted by labour force": ("mean", "GSO_LAB_FORCE"),
    "derive (population / area)": ("mean", "GSO_AREA"),
    # As the ministry did for 2024, and told the result. Its tables before are public for the first
    # provinces alone, so no merged one has all parts.
    "simple mean": ("never", ""),
    "not aggregable": ("never", ""),
}
DIRECTIONS = {"+": "1", "-": "-1", "context": "0"}
# Targets of the country whose indicator bears another code here.
TARGETED = {("HDI", "Việt Nam"): "UNDP_HDI", ("RD_SHARE", "Việt Nam"): "GB_XPD_RSDV_GD_ZS"}
COLUMNS = [
    *("code", "source_code", "name_vi", "name_en", "measure_vi", "measure_en", "kind"),
    *("direction", "level", "family", "pillar", "denominator", "merging", "weight"),
    *("producer", "note"),
]
UNITS = [
    *("code", "kind", "is_city", "official_code", "country", "name_vi", "name_en", "region"),
    *("valid_from", "valid_to", "groups", "aliases"),
]
# Names whose Vietnamese words the collected tables leave in English or cut short.
NAMES = {
    "NI_CITY_SHARE": "Phần đóng góp (Share) theo Nature Index",
    "STARTUPS_SHARE": "Tỷ trọng doanh nghiệp khởi nghiệp sáng tạo so với cả nước",
    "STARTUP_FUNDING": "Vốn doanh nghiệp khởi nghiệp sáng tạo huy động, lũy kế từ 2016",
    "ST_BUDGET_MAX": "Chi ngân sách thành phố cho khoa học, công nghệ và chuyển đổi số, cận trên",
    "ST_BUDGET_MIN": "Chi ngân sách thành phố cho khoa học, công nghệ và chuyển đổi số, cận dưới",
}
MERGED_ON, LAST_DAY = "2025-07-01", "2025-06-30"
REGIONS = {
    "Đồng bằng sông Hồng": "Red River Delta",
    "Trung du và miền núi phía Bắc": "Northern midlands and mountains",
    "Bắc Trung Bộ và duyên hải miền Trung": "North Central and Central Coast",
    "Tây Nguyên": "Central Highlands",
    "Đông Nam Bộ": "South East",
    "Đồng bằng sông Cửu Long": "Mekong Delta",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="DIR")
    parser.add_argument("--to", type=Path, default=Path("data"), metavar="DIR")
    options = parser.parse_args()
    source, target = options.source, options.to / "observatory"
    target.mkdir(parents=True, exist_ok=True)
    for name, path in TABLES.items():
        shutil.copyfile(source / path, target / name)
    for name, path in LARGE.items():
        pack(target / name, bytes_of(source / path))
    known = indicators(source)
    write(target / "indicators.csv", COLUMNS, known)
    goals = targets(source, {row["code"] for row in known})
    write(target / "targets.csv", list(goals[0]), goals)
    units, mergers = all_units(source)
    write(target / "units.csv", UNITS, units)
    write(target / "mergers.csv", ["old", "new", "on"], mergers)


def bytes_of(path):
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return file.read()


def pack(path, data):
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def indicators(source):
    """Return one row for each indicator, by code."""
    found = {}
    for row in published(source):
        found.setdefault(row["code"], row)
    for row in [*provincial(source), *international(source)]:
        known = found.setdefault(row["code"], row)
        known |= {name: row[name] for name in ("source_code", "producer", "merging", "weight")}
    rows = [found[code] for code in sorted(found)]
    return [row | {"name_vi": NAMES.get(row["code"], row["name_vi"])} for row in rows]


def published(source):
    for path in PUBLISHED.values():
        for row in rows_of(source / path):
            code, measure = row["indicator_code"], row["unit_of_measure"]
            family, level = family_of(code)
            kind = kind_of(measure)
            yield blank() | {
                "code": code,
                "name_vi": row["indicator_vi"],
                "name_en": row["indicator_en"],
                "measure_vi": MEASURES[measure],
                "measure_en": measure if MEASURES[measure] else "",
                "kind": kind,
                "direction": direction_of(code, kind),
                "level": level,
                "family": family,
                "merging": "never",
            }


def provincial(source):
    for row in rows_of(source / "observatory/provinces-meta.csv"):
        code = row["indicator"].replace(".", "_")
        family, level = family_of(code)
        merging, weight = merging_of(row["aggregate_over_merger"])
        yield blank() | {
            "code": code,
            "source_code": row["indicator"],
            "name_vi": row["name_vi"],
            "name_en": row["name_en"],
            "measure_vi": MEASURES[row["unit"]],
            "measure_en": row["unit"],
            "kind": "rank" if code.endswith("_RANK") else kind_of(row["unit"]),
            "direction": DIRECTIONS[row["direction"]],
            "level": level,
            "family": family,
            "merging": merging,
            "weight": weight,
            "producer": row["producer"],
        }


def international(source):
    for row in rows_of(source / "observatory/indicators-meta.csv"):
        first = row["code"].split(".")[0]
        yield blank() | {
            "code": row["code"].replace(".", "_"),
            "source_code": row["code"],
            "name_vi": row["name_vi"],
            "name_en": row["name_en"],
            "measure_vi": row["unit_vi"],
            "measure_en": row["unit_en"],
            "kind": "share" if row["unit_en"].startswith("%") else "number",
            "direction": "0" if row["pillar"] == "DENOM" else row["direction"],
            "level": "country",
            "family": first if first in {"PWT", "UNDP", "WIPO"} else "WDI",
            "pillar": row["pillar"],
            "denominator": row["denominator"].replace(".", "_"),
            "merging": "never",
            "producer": row["source"].split(",")[0].split(" as ")[0].split(" (")[0],
            "note": row["note"],
        }


def targets(source, known):
    """Return the targets, each with a code of its own and the indicator by which it is measured."""
    found = {}
    for row in rows_of(source / "hanoi/targets.csv"):
        key, unit_name = row["target_code"], row["unit_name"]
        code = first = f"{slug(key.replace('_', '-'))}-{row['target_year'] or 'nd'}"
        while code in found:
            code = f"{first}-{len(found)}"
        measured = TARGETED.get((key, unit_name), key)
        found[code] = {
            "code": code,
            "indicator": measured if measured in known else "",
            "measure_vi": MEASURES[row["unit_of_measure"]],
            "measure_en": row["unit_of_measure"] if MEASURES[row["unit_of_measure"]] else "",
        } | row
    return list(found.values())


def merging_of(text):
    return next(found for words, found in MERGING.items() if text.startswith(words))


def blank():
    return dict.fromkeys(COLUMNS, "")


def family_of(code):
    if code.startswith(RANKINGS):
        return "CITY", "city"
    begins = sorted((one for one in FAMILIES if code.startswith(one)), key=len)
    return FAMILIES[begins[-1]] if begins else ("CAP", "province")


def kind_of(measure):
    words = (("rank band", "band"), ("rank", "rank"), ("%", "share"), ("score", "score"))
    ranges = re.fullmatch(r"[\d.]+-[\d.]+", measure)
    return next(
        (kind for word, kind in words if measure.startswith(word)), "score" if ranges else "number"
    )


def direction_of(code, kind):
    if code.endswith("_N"):
        return "0"
    return "-1" if kind in {"rank", "band"} else "1"


def all_units(source):
    """Return (rows of units, rows of mergers)."""
    countries, cities = country_units(source), city_units(source)
    provinces, mergers = province_units(source)
    taken = {row["code"] for row in [*countries, *provinces]}
    for row in cities:
        row["code"] += "-city" if row["code"] in taken else ""
    regions = [unit(slug(en), "region", vi, en, country="vnm") for vi, en in REGIONS.items()]
    park = unit(
        "hoa-lac-hi-tech-park", "area", "Khu CNC Hòa Lạc", "Hoa Lac Hi-Tech Park", country="vnm",
        aliases="Khu Công nghệ cao Hòa Lạc",
    )  # fmt: skip
    rows = [*countries, *provinces, *cities, *regions, park]
    known = {name for row in rows for name in names_of(row)}
    others = {row["unit_name"] for path in PUBLISHED.values() for row in rows_of(source / path)}
    rows += [unit(slug(name), "city", name, name) for name in sorted(others - known)]
    return rows, mergers


def names_of(row):
    return {row["name_vi"], row["name_en"], *row["aliases"].split("; ")}


def unit(code, kind, name_vi, name_en, **more):
    said = {"code": code, "kind": kind, "name_vi": name_vi, "name_en": name_en}
    return dict.fromkeys(UNITS, "") | said | more


def country_units(source):
    renamed = {"VNM": "Vietnam", "KOR": "South Korea", "LAO": "Laos"}
    return [
        unit(
            row["iso3"].lower(),
            "country",
            row["name_vi"],
            row["name_en"],
            official_code=row["iso3"],
            region=row["subregion"],
            groups="; ".join(one for one in ("asean", "asia", "oecd") if row[one] == "1"),
            aliases=renamed.get(row["iso3"], ""),
        )
        for row in rows_of(source / "observatory/units.csv")
    ]


def province_units(source):
    """Return the provinces of today, those that ended, and what became of these."""
    rows = list(rows_of(source / "observatory/provinces-units.csv"))
    merged = {row["code_new"] for row in rows if row["merged"] == "1"}
    new = {row["code_new"]: row for row in rows}
    found = {}
    for code, row in new.items():
        found[slug(row["name_vi_new"])] = unit(
            slug(row["name_vi_new"]),
            "province",
            row["name_vi_new"],
            row["name_en_new"],
            official_code=code,
            country="vnm",
            region=row["region_vi_old"] if code not in merged else "",
            is_city="1"
            if row["full_name_vi_new"].startswith("Thành phố") and code not in merged
            else "",
            valid_from=MERGED_ON if code in merged else "",
            aliases=full_names(row["full_name_vi_new"]),
        )
    mergers = []
    for row in rows:
        if row["code_new"] not in merged:
            continue
        code = slug(row["name_vi_old"])
        code += "-before-2025" if code in found else ""
        found[code] = unit(
            code,
            "province",
            row["name_vi_old"],
            row["name_en_old"],
            official_code=row["code_old"],
            country="vnm",
            region=row["region_vi_old"],
            valid_to=LAST_DAY,
            aliases=f"{full_names(row['full_name_vi_old'])}; {row['name_vi_old']} (trước sáp nhập)",
        )
        mergers.append({"old": code, "new": slug(row["name_vi_new"]), "on": MERGED_ON})
    return list(found.values()), mergers


def full_names(name):
    short = name.replace("Thành phố ", "TP. ")
    return name if short == name else f"{name}; {short}"


def city_units(source):
    found = []
    for row in rows_of(source / "observatory/cities-units.csv"):
        if row["name_en"] == "Hanoi":  # the province, which did not merge
            continue
        code = "hcmc" if row["name_en"] == "Ho Chi Minh City" else slug(row["unit_name"])
        kinds = {"cluster", "agglomeration", "GBA"}
        alias = "" if row["aliases_or_kind"] in kinds else row["aliases_or_kind"]
        countries = row["country_iso3"].split()
        found.append(
            unit(
                code,
                "city",
                row["name_vi"],
                row["name_en"],
                country=countries[0].lower() if len(countries) == 1 else "",
                groups="asean" if row["asean"] == "1" else "",
                aliases="; ".join(filter(None, [row["unit_name"], alias])),
            )
        )
    return found


def slug(text):
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = "".join(one for one in plain if not unicodedata.combining(one)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


if __name__ == "__main__":
    main()
