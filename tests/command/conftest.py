"""State directories that a PostgreSQL can live in."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest

from cauhien.core.postgres import Cluster


@contextlib.contextmanager
def empty_state():
    """Yield an empty state directory with a short path that PostgreSQL's user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="cauhien-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        Cluster(folder).stop(force=True)
        shutil.rmtree(folder)


@pytest.fixture
def state():
    with empty_state() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared_cluster():
    """Yield a running PostgreSQL that tests read and do not break."""
    with empty_state() as folder:
        cluster = Cluster(folder, safe=False)
        cluster.start()
        yield cluster
