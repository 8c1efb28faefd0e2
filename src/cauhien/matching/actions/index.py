"""The match index: built whole, or brought up to date with what has changed."""

import time

from cauhien.core.codes import random_code
from cauhien.core.events import newest_id
from cauhien.matching import queries
from cauhien.matching.bridge import store
from cauhien.matching.bridge.building import changed_index, whole_index
from cauhien.matching.bridge.words import place_names
from cauhien.matching.models import IndexVersion

# Events that come in at once beyond this number make a whole build the quicker way.
MOST_CHANGES = 10_000
KEPT_VERSIONS = 6


def build_index(*, at, progress=None):
    """Build the index of everything, use it and return its IndexVersion."""
    with store.building():
        began = time.perf_counter()
        reach = queries.reach_of_events(newest_id())
        index, input_hash = whole_index(progress)
        return _use(index, input_hash, reach, at, began)


def update_index(*, at):
    """Bring the index up to date; return its new IndexVersion, None where nothing has changed."""
    try:
        opened = store.current()
    except store.NoIndex:
        return build_index(at=at)
    with store.building():
        began = time.perf_counter()
        opened = store.current()
        reach = queries.reach_of_events(newest_id())
        news = queries.events_between(opened.manifest["reach"], reach)
        if not news:
            return None
        if len(news) <= MOST_CHANGES:
            index, input_hash = changed_index(opened, queries.events(news))
            return _use(index, input_hash, reach, at, began, origin=opened)
    return build_index(at=at)


def _use(index, input_hash, reach, at, began, origin=None):
    """Write an index, switch to it and sweep what is old."""
    version = f"{at:%Y%m%d-%H%M%S}-{random_code(4)}"
    places = origin.manifest["place_names"] if origin else place_names()
    manifest = {"input_hash": input_hash, "reach": reach, "place_names": places}
    store.write(version, index, manifest=manifest, origin=origin)
    row = IndexVersion.objects.create(
        version=version,
        documents=len(index),
        event_id=reach["event_id"],
        is_delta=len(index.delta) > 0,
        engine_version=store.ENGINE_VERSION,
        input_hash=input_hash,
        built_at=at,
        seconds=round(time.perf_counter() - began, 3),
    )
    store.use(version)
    store.sweep(keep=queries.newest_versions(KEPT_VERSIONS))
    return row
