"""The match index on disk: versioned arrays that every process maps, switched in one step.

    STATE/match/current                  the name of the version that requests read
    STATE/match/<version>/manifest.json  what it was made of, and which file holds which array
    STATE/match/<version>/<array>.npy

A version made from changes holds only the arrays that differ from its predecessor's large part;
its manifest points at the others. Nothing here is written twice under one name.
"""

import fcntl
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np
from django.conf import settings

from cauhien_engine.match import ENGINE_VERSION, Index, WrongLayout


class NoIndex(Exception):
    """There is no match index yet, or not this version of it, or another engine has built it."""


@dataclass(frozen=True, eq=False)
class Opened:
    """An index mapped from its files. held: open files that keep it from being removed."""

    version: str
    index: Index
    manifest: dict
    held: tuple = field(repr=False)


_opened: dict[str, Opened] = {}
_turn = Lock()


def folder():
    return Path(settings.STATE) / "match"


def current_version():
    """Return the name of the version in use, "" where none was built yet."""
    pointer = folder() / "current"
    return pointer.read_text().strip() if pointer.is_file() else ""


def current():
    """Return the index in use, mapped; from memory where this process has it open."""
    version = current_version()
    if not version:
        raise NoIndex("no index was built yet")
    try:
        return opened(version)
    except NoIndex:  # switched and swept between the two steps
        return opened(current_version())


def opened(version):
    """Return one version of the index, mapped; raise NoIndex where it is not there any more."""
    with _turn:
        if version not in _opened:
            one = _open(version)
            _opened.clear()  # what others still use lives on with them
            _opened[version] = one
        return _opened[version]


def forget():
    """Let go of what this process has open."""
    with _turn:
        _opened.clear()


def _open(version):
    place = folder() / version
    try:
        manifest = json.loads((place / "manifest.json").read_text())
        if manifest["engine_version"] != ENGINE_VERSION:
            raise NoIndex(version)
        homes = {version, *manifest["arrays"].values()}
        held = tuple(_hold(folder() / home) for home in sorted(homes))
        arrays = {
            name: np.load(folder() / home / f"{name}.npy", mmap_mode="r").view(np.ndarray)
            for name, home in manifest["arrays"].items()
        }
        return Opened(version, Index.from_arrays(arrays), manifest, held)
    except (FileNotFoundError, WrongLayout, KeyError) as missing:
        raise NoIndex(version) from missing


def _hold(place):
    """Return an open file that marks a version as in use until it is closed or we end."""
    mark = (place / "manifest.json").open()
    fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def write(version, index, *, manifest, origin=None):
    """Write an index under a new name without using it yet.

    manifest: further facts to keep. origin: the Opened whose large part this index shares.
    """
    place = folder() / version
    folder().mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=folder()))
    try:
        homes = {}
        known = origin.index.arrays() if origin else {}
        for name, array in index.arrays().items():
            if known.get(name) is array:
                homes[name] = origin.manifest["arrays"][name]
                continue
            np.save(unfinished / f"{name}.npy", np.ascontiguousarray(array))
            homes[name] = version
        told = {"engine_version": ENGINE_VERSION, **manifest, "arrays": homes}
        (unfinished / "manifest.json").write_text(json.dumps(told, indent=1, sort_keys=True))
        unfinished.chmod(0o755)
        unfinished.rename(place)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def use(version):
    """Make a version the one that requests read, in one step."""
    pointer = folder() / f".current-{os.getpid()}"
    pointer.write_text(version)
    pointer.replace(folder() / "current")


@contextmanager
def building():
    """Let one process at a time build or sweep."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "building").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def sweep(keep):
    """Remove versions that are not among the names to keep, needed by them, or in use anywhere.

    Returns the names removed. Call it inside `building`.
    """
    needed = {current_version(), *keep}
    for version in list(needed):
        needed |= _homes(version)
    gone = [place for place in _versions() if place.name not in needed and _is_free(place)]
    for place in gone:
        shutil.rmtree(place)
    for place in folder().glob(".new-*"):
        shutil.rmtree(place, ignore_errors=True)
    return [place.name for place in gone]


def versions():
    """Return the names of the versions that are here, the oldest first."""
    return [place.name for place in _versions()]


def _versions():
    found = folder().glob("*/manifest.json")
    return sorted((file.parent for file in found), key=lambda place: place.name)


def _homes(version):
    file = folder() / version / "manifest.json"
    if not version or not file.is_file():
        return set()
    return set(json.loads(file.read_text())["arrays"].values())


def _is_free(place):
    with (place / "manifest.json").open() as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
