"""What is loaded when a process begins to serve."""

from cauhien.core import starting


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
