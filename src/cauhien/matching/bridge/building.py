"""The index made of the rows there are, whole or by what has changed."""

import hashlib

from cauhien.matching.bridge import documents
from cauhien_engine.match import build

# Beyond this many changed documents, or this share of the whole, one large part is made anew.
LARGE_DELTA, LARGE_SHARE = 2000, 0.1


def whole_index(progress=None):
    """Return (Index of everything, sha256 of its documents). progress: called with each count."""
    digest = hashlib.sha256()
    read = _counted(documents.all_documents(), progress)
    return build(_hashed(read, digest)), digest.hexdigest()


def changed_index(opened, events):
    """Return (Index, sha256) of an opened index after some events.

    The hash is that of the earlier index with the changed documents and the ids gone.
    """
    digest = hashlib.sha256(opened.manifest["input_hash"].encode())
    touched = documents.touched(events)
    new = list(_hashed(documents.documents_of(touched), digest))
    ids = {documents.document_id(kind, code) for kind in touched for code in touched[kind]}
    gone = sorted(ids - {one.id for one in new})
    digest.update(repr(gone).encode())
    index = opened.index.with_changes(new, gone)
    if len(index.delta) > max(LARGE_DELTA, LARGE_SHARE * len(index.base)):
        index = index.compacted()
    return index, digest.hexdigest()


def _hashed(stream, digest):
    for one in stream:
        digest.update(repr(one).encode())
        yield one


def _counted(stream, progress):
    for number, one in enumerate(stream, start=1):
        if progress:
            progress(number)
        yield one
