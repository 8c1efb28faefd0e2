"""How a server is asked that may be busy."""

from email.utils import parsedate_to_datetime

PATIENCE = 5  # times that a busy server is asked again
LONGEST_WAIT = 300  # seconds; whoever asks for more is left alone
USUAL_WAIT = 30  # seconds, where a busy server names no time
BUSY = {429, 500, 502, 503, 504}  # 500: for OpenAlex a passing fault, as it says


def patiently(ask, wait):
    """Return the answer of ask(), an httpx.Response; while the server is busy it is asked again.

    wait: how to sleep. The answer is still a busy one where patience ends or the time is too long.
    """
    for _ in range(PATIENCE):
        said = ask()
        if said.status_code not in BUSY or seconds_asked(said) > LONGEST_WAIT:
            break
        wait(seconds_asked(said))
    return said


def seconds_asked(answer):
    """Return the seconds that Retry-After asks for, be it a number or a moment (RFC 9110).

    A moment is one of the server's clock, which Date tells.
    """
    written = answer.headers.get("Retry-After", "")
    if written.isdecimal():
        return int(written)
    try:
        begun, until = map(parsedate_to_datetime, (answer.headers.get("Date", ""), written))
        return max((until - begun).total_seconds(), 0)
    except (ValueError, TypeError):  # TypeError: one of the two names no zone ("-0000")
        return USUAL_WAIT
