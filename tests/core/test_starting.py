"""What is loaded when a process begins to serve."""

import gc

import pytest

from cauhien.core import starting


@pytest.fixture(autouse=True)
def _not_frozen_before():
    gc.unfreeze()  # the run of the tests has frozen what it loaded


def test_each_load_is_done_once_beside_the_work_even_if_another_fails(monkeypatch, caplog):
    monkeypatch.setattr(starting, "_loads", [])
    loaded = []

    def works():
        loaded.append("works")

    def fails():
        raise OSError("no file")

    for load in (fails, works, works):
        starting.at_start(load)
    starting.begin().join()

    assert loaded == ["works"]
    assert "no file" in caplog.text


def test_what_was_loaded_is_not_looked_through_again_for_garbage(monkeypatch):
    monkeypatch.setattr(starting, "_loads", [])
    starting.begin().join()

    assert gc.get_freeze_count() > 0
