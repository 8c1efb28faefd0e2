"""How often somebody may ask, over pages and the API alike."""

import math
from threading import local

from ninja.throttling import UserRateThrottle


class Limit(UserRateThrottle, local):
    """So many requests of one person, or of one address where nobody is signed in.

    Limit("match", "30/m"): what is counted, and how many of it in a minute. All processes share
    the count. The API takes a limit as `throttle`, a page asks `seconds_to_wait`.

    A throttle keeps what it knows of a request on itself: hence each thread has its own.
    """

    def __init__(self, scope, rate):
        self.scope = scope
        super().__init__(rate)

    def seconds_to_wait(self, request):
        """Count this request and return 0; or how long to wait where it is one too many."""
        return 0 if self.allow_request(request) else math.ceil(self.wait() or 60)
