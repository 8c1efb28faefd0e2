"""Sealing: three rings of keys, and nothing readable where one of them is missing."""

import base64
import os

import pytest

from cauhien.core import sealing

SECRET = "Bí quyết: nung ở 1.180 °C trong sáu giờ".encode()


@pytest.fixture(autouse=True)
def state(settings, tmp_path):
    settings.STATE, settings.SEALING_KEY = tmp_path, ""
    return tmp_path


def a_key(context="call a"):
    return sealing.unwrapped_key(sealing.new_wrapped_key(context), context)


def test_what_was_sealed_is_read_with_its_key_and_holds_nothing_readable():
    key = a_key()

    sealed = sealing.seal(key, SECRET, "file 1")

    assert sealing.unseal(key, sealed, "file 1") == SECRET
    assert not any(SECRET[i : i + 6] in sealed for i in range(len(SECRET) - 6))
    assert sealing.seal(key, SECRET, "file 1") != sealed


def test_it_opens_with_no_other_key_and_in_no_other_place():
    key = a_key()
    sealed = sealing.seal(key, SECRET, "file 1")

    for other, context in [(a_key(), "file 1"), (key, "file 2")]:
        with pytest.raises(sealing.CannotUnseal):
            sealing.unseal(other, sealed, context)


@pytest.mark.parametrize("at", [0, 5, 40, 70, -1])
def test_one_altered_byte_is_noticed(at):
    key = a_key()
    sealed = bytearray(sealing.seal(key, SECRET, "file 1"))
    sealed[at] ^= 1

    with pytest.raises(sealing.CannotUnseal):
        sealing.unseal(key, bytes(sealed), "file 1")


@pytest.mark.parametrize("sealed", [b"", b"CHS1", b"CHS1" + b"x" * 30, SECRET])
def test_what_is_not_sealed_is_refused(sealed):
    with pytest.raises(sealing.CannotUnseal):
        sealing.unseal(a_key(), sealed, "file 1")


def test_the_database_without_the_state_directory_opens_nothing(state):
    wrapped = sealing.new_wrapped_key("call a")
    (state / sealing.MASTER_FILE).unlink()

    with pytest.raises(sealing.CannotUnseal, match="master key"):
        sealing.unwrapped_key(wrapped, "call a")


def test_the_key_of_one_affair_does_not_stand_for_another():
    with pytest.raises(sealing.CannotUnseal):
        sealing.unwrapped_key(sealing.new_wrapped_key("call a"), "call b")


def test_the_master_key_is_for_its_owner_alone_and_made_once(state):
    wrapped = sealing.new_wrapped_key("call a")
    place = state / sealing.MASTER_FILE
    made = place.read_text()

    sealing.unwrapped_key(wrapped, "call a")

    assert (place.stat().st_mode & 0o777, place.read_text()) == (0o600, made)
    assert [path.name for path in state.iterdir()] == [sealing.MASTER_FILE]


def test_the_environment_may_hold_the_master_key(settings, state):
    settings.SEALING_KEY = base64.urlsafe_b64encode(os.urandom(32)).decode()

    wrapped = sealing.new_wrapped_key("call a")

    assert sealing.unwrapped_key(wrapped, "call a")
    assert not (state / sealing.MASTER_FILE).exists()


def test_a_key_does_not_show_itself():
    assert repr(a_key()) == "SealingKey()"
