"""Acts of several people at the same time: real threads, each with a transaction of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(*calls, refusals):
    """Call all at the same time, each in its thread; return what they return or refuse with."""
    ready = threading.Barrier(len(calls))

    def one(call):
        ready.wait()
        return in_thread(call, refusals)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def in_thread(call, refusals):
    """Return what a call returns, or the kind of refusal it ends with."""
    try:
        return call()
    except refusals as refusal:
        return type(refusal)
    finally:
        connection.close()
