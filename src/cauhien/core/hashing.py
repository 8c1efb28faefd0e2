"""The fingerprint of what was frozen."""

import hashlib
import json


def canonical_json(content):
    """Return values that JSON knows as the bytes that are hashed: sorted, without blanks."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return said.encode()


def hash_of(content):
    """Return the SHA-256 of a content as canonical JSON."""
    return hashlib.sha256(canonical_json(content)).hexdigest()
