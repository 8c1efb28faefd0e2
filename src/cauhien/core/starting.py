"""What a process loads as soon as it serves, so that nobody's first question waits for it.

An app above adds to it in its `apps.py`; the web server and the worker begin it beside their work.
"""

import gc
import logging
from threading import Thread

from django.db import connections

_loads = []


def at_start(load):
    """Have a function without arguments called once when a process begins to serve."""
    if load not in _loads:
        _loads.append(load)


def begin():
    """Start loading beside everything else and return the thread.

    What is there by then stays for good, and the collector of garbage no longer looks through it.
    """
    thread = Thread(target=_load_all, name="loading", daemon=True)
    thread.start()
    return thread


def _load_all():
    for load in _loads:
        try:
            load()
        except Exception:  # whoever asks first will load it, or see the error
            logging.getLogger(__name__).exception("not loaded at the start: %s", load)
    connections.close_all()
    gc.collect()
    gc.freeze()  # else a full collection looks through all libraries: 140 ms in the midst of a page
