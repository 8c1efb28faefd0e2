"""Frames and panels from rows under COINr's names."""

import numpy as np
import pytest

from cauhien_engine.composite.columns import frame_of, frame_rows, panel_of, panel_rows
from cauhien_engine.composite.errors import BadFrame
from tests.cauhien_engine.composite.things import a_frame, a_panel

META = [
    {"Level": "1", "iCode": "x", "iName": "X", "Direction": "-1", "Weight": "2", "Parent": "I",
     "Type": "Indicator", "Target": "3.5", "Denominator": "gdp", "goalpost_lower": "0"},
    {"Level": "2", "iCode": "I", "iName": "I", "Direction": "1", "Weight": "1", "Parent": "",
     "Type": "Aggregate"},
    {"Level": "", "iCode": "gdp", "iName": "GDP", "Type": "Denominator"},
    {"Level": "NA", "iCode": "region", "iName": "Region", "Type": "Group"},
]  # fmt: skip
DATA = [
    {"uCode": "u", "uName": "U", "Time": "2020", "region": "n", "x": "1.5", "gdp": "10"},
    {"uCode": "v", "uName": "V", "Time": "2020", "region": "s", "x": "NA", "gdp": "20"},
]


def test_rows_of_imeta_and_idata_are_read_unchanged():
    frame = frame_of(META)
    panel = panel_of(DATA, frame)

    x = frame["x"]
    assert (x.direction, x.weight, x.target, x.denominator) == (-1, 2.0, 3.5, "gdp")
    assert dict(x.parameters) == {"goalpost_lower": 0.0}
    assert (panel.units, panel.codes, panel.years) == (("u", "v"), ("x", "gdp"), (2020,))
    assert panel.groups == {"region": ("n", "s")}
    assert np.isnan(panel.values[0, 1, 0])


def test_what_is_written_is_read_back_to_the_same_hash():
    frame, panel = a_frame(), a_panel()

    again = frame_of(frame_rows(frame), frame.version)

    assert again.codes == frame.codes
    assert panel_of(panel_rows(panel), again).key == panel.key


def test_a_value_that_is_no_number_is_refused_with_its_line_and_column():
    with pytest.raises(BadFrame, match=r"line 3, x: 'a lot' is no number"):
        panel_of([DATA[0], DATA[1] | {"x": "a lot"}], frame_of(META))


def test_a_unit_twice_in_a_year_is_refused():
    with pytest.raises(BadFrame, match="line 3: u stands twice"):
        panel_of([DATA[0], DATA[0]], frame_of(META))
