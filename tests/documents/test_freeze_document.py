"""A document is made for good: content, files and fingerprints stay."""

import hashlib
import json

import pytest

from cauhien.core.audit import verify
from cauhien.core.files import is_whole, path_of
from cauhien.core.models import AuditLine
from cauhien.documents import actions, queries
from cauhien.documents.documents import of_json
from cauhien.documents.models import Document
from cauhien.documents.states import Audience, Kind
from tests.documents.examples import a_text
from tests.factories import a_challenge, a_user

pytestmark = pytest.mark.django_db


def a_filing(challenge, **said):
    return actions.Filing(
        **{"kind": "challenge", "code": challenge.code, "audience": Audience.PUBLIC} | said
    )


def frozen(challenge, now, *, kind=Kind.SUBMISSION, replaces=None, texts=None, **said):
    return actions.freeze_document(
        texts=texts or [a_text(kind), a_text(kind, language="en")],
        filing=a_filing(challenge, **said),
        by=challenge.officer,
        at=now,
        replaces=replaces,
    )


def test_a_frozen_document_holds_its_content_and_four_whole_files(now):
    challenge = a_challenge()

    document = frozen(challenge, now)

    assert [of_json(one) for one in document.content] == [a_text(), a_text(language="en")]
    said = json.dumps(document.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert document.sha256 == hashlib.sha256(said.encode()).hexdigest()
    found = [(one.language, one.format) for one in queries.renditions_of(document)]
    assert found == [("vi", "docx"), ("vi", "pdf"), ("en", "docx"), ("en", "pdf")]
    assert all(is_whole(one.file) for one in queries.renditions_of(document))


def test_it_is_written_in_the_log_of_its_subject_with_its_fingerprint(now):
    challenge = a_challenge()

    document = frozen(challenge, now)

    line = AuditLine.objects.get(chain=challenge.chain, act="document_freeze")
    assert line.detail == {
        "document": document.code,
        "kind": "submission",
        "sha256": document.sha256,
    }
    assert verify(challenge.chain) == 1


def test_a_new_version_replaces_the_old_one_which_stays_as_it_was(now):
    challenge = a_challenge()
    old = frozen(challenge, now)
    files = [path_of(one.file.sha256).read_bytes() for one in queries.renditions_of(old)]

    new = frozen(challenge, now, texts=[a_text(number=7)], replaces=old)

    old = Document.objects.get(pk=old.pk)
    assert (old.is_replaced, old.replaced_by, new.is_replaced) == (True, new, False)
    assert [path_of(one.file.sha256).read_bytes() for one in queries.renditions_of(old)] == files
    assert (
        queries.newest(kind=Kind.SUBMISSION, subject_kind="challenge", subject_code=challenge.code)
        == new
    )


def test_nothing_replaces_twice_nor_another_kind(now):
    challenge = a_challenge()
    old = frozen(challenge, now)
    frozen(challenge, now, replaces=old)

    with pytest.raises(actions.CannotFreeze):
        frozen(challenge, now, replaces=old)
    with pytest.raises(actions.CannotFreeze):
        frozen(challenge, now, kind=Kind.DECISION, replaces=old)
    with pytest.raises(actions.CannotFreeze):
        frozen(a_challenge(), now, replaces=old)


def test_a_document_has_one_text_in_each_language(now):
    with pytest.raises(actions.CannotFreeze):
        frozen(a_challenge(), now, texts=[a_text(), a_text()])
    assert not Document.objects.exists()


def test_a_name_of_a_file_holds_no_path(now):
    challenge = a_challenge()
    text = a_text()
    text = type(text)(**{**text.__dict__, "abstract": "../../a\\b:c*" + "x" * 400})

    document = frozen(challenge, now, texts=[text], readers=(a_user(),))

    names = [one.file.name for one in queries.renditions_of(document)]
    assert all(len(name) <= 200 and not set(name) & set('/\\:*"') for name in names)
