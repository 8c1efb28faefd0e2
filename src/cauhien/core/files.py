"""Files of the state directory, each under its own fingerprint, written once and never changed."""

import hashlib
import os
from pathlib import Path

from django.conf import settings

from cauhien.core.models import StoredFile


def store(*, stream, name, content_type, by, at):
    """Keep the bytes of a stream and return their StoredFile."""
    content = stream.read()
    digest = hashlib.sha256(content).hexdigest()
    place = path_of(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(content)
        unfinished.replace(place)
    return StoredFile.objects.create(
        sha256=digest,
        name=name,
        content_type=content_type,
        size=len(content),
        stored_at=at,
        by=by.uuid if by else None,
    )


def path_of(sha256):
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
