"""Libraries that few questions need, loaded by the first of them and not by every process."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def late(name: str) -> ModuleType:
    """Return a module that is loaded as soon as something of it is asked for.

    OR-Tools brings pandas along: a quarter of a second for each process that starts.
    Raises ModuleNotFoundError at once where there is none of that name.

    >>> late("colorsys").rgb_to_hsv(0, 0, 0)
    (0.0, 0.0, 0)
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = LazyLoader(spec.loader)
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
