"""Progress in a terminal: what is being done, and how long it took."""

import contextlib
import time


@contextlib.contextmanager
def step(what):
    start = time.monotonic()
    print(f"  {what} ", end="… ", flush=True)
    yield
    print(f"{time.monotonic() - start:.1f} s", flush=True)
