"""Sealing: what is written down encrypted, and read again only with a key that lies elsewhere.

Three rings of keys. The master key is a file of the state directory (or CAUHIEN_SEALING_KEY) and
is never in the database. It wraps the keys of single affairs, which lie in the database. Each
piece of data has a key of its own, wrapped by its affair's key, at the head of the sealed bytes.
So neither the database alone nor the files alone say anything. Everything is AES-256-GCM.
A context ("initiative k7d2mq9x, draft") is sealed in, so that no piece can stand for another.
"""

import base64
import contextlib
import hashlib
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK = b"CHS1"  # the form of what is sealed, in case it changes
NONCE, KEY, TAG = 12, 32, 16
WRAPPED = NONCE + KEY + TAG
MASTER_FILE = "sealing-key"
PRINT = 8  # bytes of a key's fingerprint


class CannotUnseal(Exception):
    """The key does not fit, or the sealed bytes were altered."""


@dataclass(frozen=True)
class SealingKey:
    """A key in the clear; it lives in memory only and never shows itself."""

    secret: bytes = field(repr=False)


def new_wrapped_key(context):
    """Return a new key of an affair, wrapped by the master key, as the database keeps it."""
    master = _master()
    return _print(master) + _encrypt(master, AESGCM.generate_key(256), context)


def unwrapped_key(wrapped, context):
    """Return the SealingKey of an affair."""
    wrapped, master = bytes(wrapped), _master()
    if wrapped[:PRINT] != _print(master):
        raise CannotUnseal("this was sealed under another master key: restore the file sealing-key")
    return SealingKey(_decrypt(master, wrapped[PRINT:], context))


def seal(key, data, context):
    """Return bytes sealed under a key of their own, which the given key wraps."""
    own = AESGCM.generate_key(256)
    return MARK + _encrypt(key.secret, own, context) + _encrypt(own, data, context)


def unseal(key, sealed, context):
    """Return what was sealed; CannotUnseal before the first byte if anything was altered."""
    sealed = bytes(sealed)
    if not sealed.startswith(MARK):
        raise CannotUnseal("this is not sealed, or in a form not known here")
    head = len(MARK)
    own = _decrypt(key.secret, sealed[head : head + WRAPPED], context)
    return _decrypt(own, sealed[head + WRAPPED :], context)


def _encrypt(key, data, context):
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, context.encode())


def _decrypt(key, data, context):
    try:
        return AESGCM(key).decrypt(data[:NONCE], data[NONCE:], context.encode())
    except (InvalidTag, ValueError):
        raise CannotUnseal("the key does not fit, or the bytes were altered") from None


def _master():
    """Return the master key: the environment's, else the state directory's, made when first used.

    Linked into its place whole, so that two processes that begin together take the same one.
    """
    if settings.SEALING_KEY:
        return _given(settings.SEALING_KEY)
    place = settings.STATE / MASTER_FILE
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_name(f"{MASTER_FILE}.{os.urandom(8).hex()}")
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as key:
            key.write(base64.urlsafe_b64encode(AESGCM.generate_key(256)))
            key.flush()
            os.fsync(key.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(new, place)
        new.unlink()
    return _given(place.read_text())


def _given(text):
    key = base64.urlsafe_b64decode(text.strip())
    if len(key) != KEY:
        raise CannotUnseal("the master key is not 32 bytes in base64")
    return key


def _print(key):
    return hashlib.sha256(b"master key of a seal:" + key).digest()[:PRINT]
