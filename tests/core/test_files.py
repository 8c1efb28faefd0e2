"""Files: kept once under their own fingerprint, and never changed."""

import hashlib
from io import BytesIO

import pytest

from cauhien.core import files
from tests.factories import a_user

pytestmark = pytest.mark.django_db
TEXT = "Bài toán\n".encode()


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def keep(content, now, **fields):
    fields = {"name": "a.txt", "content_type": "text/plain", "by": None} | fields
    return files.store(stream=BytesIO(content), at=now, **fields)


def test_a_file_lies_under_its_fingerprint(now):
    kept = keep(TEXT, now, by=(user := a_user()))

    digest = hashlib.sha256(TEXT).hexdigest()
    assert (kept.sha256, kept.size, kept.by) == (digest, len(TEXT), user.uuid)
    assert files.path_of(digest).read_bytes() == TEXT


def test_the_same_bytes_lie_there_once_under_two_names(now, place):
    first, second = keep(TEXT, now), keep(TEXT, now, name="b.txt")

    assert (first.code != second.code, second.name) == (True, "b.txt")
    assert [path.name for path in place.rglob("*") if path.is_file()] == [first.sha256]


def test_an_unfinished_file_is_not_left_under_the_fingerprint(now, place):
    keep(b"x" * 3_000_000, now)

    assert [path.suffix for path in place.rglob("*") if path.is_file()] == [""]


def test_a_fingerprint_is_no_way_out_of_the_folder():
    with pytest.raises(ValueError, match="no fingerprint"):
        files.path_of("../../etc/passwd")


def test_what_lies_there_can_be_checked(now):
    kept = keep(TEXT, now)
    assert files.is_whole(kept)

    files.path_of(kept.sha256).write_bytes(b"khac")

    assert not files.is_whole(kept)
