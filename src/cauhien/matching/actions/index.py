"""The match index: built whole, or brought up to date with what has changed."""

import time

from django.db import transaction

from cauhien.core import events
from cauhien.core.codes import random_code
from cauhien.matching import queries
from cauhien.matching.bridge import store
from cauhien.matching.bridge.building import changed_index, whole_index
from cauhien.matching.bridge.words import place_names
from cauhien.matching.models import IndexVersion

READER = "matching.index"
WATCHED = tuple(
    f"{kind}.changed"
    for kind in (
        "work",
        "person",
        "expertise",
        "project",
        "technology",
        "laboratory",
        "equipment",
        "organisation",
        "challenge",
        "technology_need",
    )
)
# Events that come in at once beyond this number make a whole build the quicker way.
MOST_CHANGES = 10_000
KEPT_VERSIONS = 6


def build_index(*, at, progress=None):
    """Build the index of everything, use it and return its IndexVersion."""
    with store.building():
        return _build(at, progress)


def update_index(*, at):
    """Bring the index up to date; return its new IndexVersion, None where nothing has changed."""
    with store.building():
        origin = _origin()
        if origin is None or events.count_new(READER, kinds=WATCHED) > MOST_CHANGES:
            return _build(at)
        return _update(origin, at)


def _origin():
    """Return the index in use; None where there is none, or not the one the database knows."""
    try:
        opened = store.current()
    except store.NoIndex:
        return None
    return opened if [opened.version] == queries.newest_versions(1) else None


def _build(at, progress=None):
    began = time.perf_counter()
    known = events.newest_number()
    index, input_hash = whole_index(progress)
    with transaction.atomic():
        events.skip_to(READER, known)
        return _use(index, input_hash, at, began)


@transaction.atomic
def _update(origin, at):
    began = time.perf_counter()
    news = events.read_new(READER, kinds=WATCHED, limit=MOST_CHANGES)
    if not news:
        return None
    index, input_hash = changed_index(origin, news)
    return _use(index, input_hash, at, began, origin)


def _use(index, input_hash, at, began, origin=None):
    """Write an index, switch to it and sweep what is old."""
    version = f"{at:%Y%m%d-%H%M%S}-{random_code(4)}"
    places = origin.manifest["place_names"] if origin else place_names()
    manifest = {"input_hash": input_hash, "place_names": places}
    store.write(version, index, manifest=manifest, origin=origin)
    row = IndexVersion.objects.create(
        version=version,
        documents=len(index),
        is_delta=len(index.delta) > 0,
        engine_version=store.ENGINE_VERSION,
        input_hash=input_hash,
        built_at=at,
        seconds=round(time.perf_counter() - began, 3),
    )
    store.use(version)
    store.sweep(keep=queries.newest_versions(KEPT_VERSIONS))
    return row
