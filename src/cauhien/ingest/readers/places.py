"""Wards: those of today with what they were formed from, and those before the reform."""

import re
from typing import NamedTuple

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import PlaceRecord

REFORM = "2025-07-01"  # the two-level local government began on this day
BEFORE = "2025-06-30"
KINDS = {"phuong": "ward", "xa": "commune"}
_KIND_WORDS = ("Phường", "Xã", "Thị trấn", "Thị xã")
_REST = re.compile(r"\(([^()]*(?:phần còn lại|một phần)[^()]*)\)", re.IGNORECASE)


def ward(raw):
    """Return the PlaceRecord of a row of wards.csv."""
    code = values.needed(raw.get("code"), "no_id", 20, "code")
    return PlaceRecord(
        key=f"ward:{code}@{REFORM}",
        official_code=code,
        kind=KINDS.get(values.text(raw.get("kind")), "ward"),
        name_vi=values.needed(raw.get("full_name"), "no_title", 200, "full_name"),
        name_en=values.text(raw.get("full_name_en"), 200),
        latitude=values.number(raw.get("lat")),
        longitude=values.number(raw.get("lon")),
        area_km2=values.number(raw.get("area_km2")),
        valid_from=REFORM,
        note=values.text(raw.get("formed_from")),
    )


def former_ward(raw):
    """Return the PlaceRecord of a row of wards-before-2025-07.csv."""
    code = values.needed(raw.get("code"), "no_id", 20, "code")
    name = values.needed(raw.get("full_name"), "no_title", 200, "full_name")
    return PlaceRecord(
        key=f"ward:{code}@{BEFORE}",
        official_code=code,
        kind="commune" if name.startswith("Xã") else "ward",
        name_vi=name,
        name_en=values.text(raw.get("full_name_en"), 200),
        parent_key=district_key(raw),
        valid_to=BEFORE,
    )


def district(raw):
    """Return the PlaceRecord of the district that a row of the former wards names."""
    return PlaceRecord(
        key=district_key(raw),
        official_code=values.text(raw.get("district_code")),
        kind="district",
        name_vi=values.text(raw.get("district"), 200),
        name_en=values.text(raw.get("district_en"), 200),
        valid_to=BEFORE,
    )


def district_key(raw):
    return f"district:{values.needed(raw.get('district_code'), 'no_id', 20, 'district_code')}"


class Former(NamedTuple):
    name: str
    partial: bool


def formed_from(note):
    """Return the former units in the words of a resolution, each with whether only a part went.

    >>> formed_from("Phường Kim Mã, Phường Cửa Đông (phần còn lại sau khi sáp nhập vào phường A)")
    (Former(name='Phường Kim Mã', partial=False), Former(name='Phường Cửa Đông', partial=True))
    """
    parts = re.split(r",\s*(?![^()]*\))", note)
    found = []
    for part in filter(None, map(str.strip, parts)):
        name = re.sub(r"\s*\([^()]*\)", "", part).strip()
        if name.startswith(_KIND_WORDS):
            found.append(Former(name, bool(_REST.search(part))))
    return tuple(found)
