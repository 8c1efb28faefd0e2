"""Files of the state directory, each under its own fingerprint, written once and never changed."""

import hashlib
import os
import re
from pathlib import Path

from django.conf import settings

from cauhien.core.models import StoredFile

PIECE = 1 << 20  # bytes read at a time, so that a large file needs little memory


def store(*, stream, name, content_type, by, at):
    """Keep the bytes of a stream and return their StoredFile."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"unfinished.{os.getpid()}.{id(stream)}"
    digest, size = _copy(stream, unfinished)
    place = path_of(digest)
    place.parent.mkdir(exist_ok=True)
    unfinished.replace(place)
    return StoredFile.objects.create(
        sha256=digest,
        name=name,
        content_type=content_type,
        size=size,
        stored_at=at,
        by=by.uuid if by else None,
    )


def path_of(sha256):
    """Return where the bytes with this fingerprint lie."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError("no fingerprint: 64 hexadecimal figures wanted")
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def is_whole(stored):
    """Return whether the bytes are still those that were kept."""
    place = path_of(stored.sha256)
    if not place.is_file():
        return False
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == stored.sha256


def _copy(stream, target):
    """Write a stream to a file, down to the disk; return its fingerprint and size."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        while piece := stream.read(PIECE):
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size
