"""The works of an institution, pulled from OpenAlex into a file that is read in as any other.

A pull that had used up the allowance of a day goes on where it was. The one after it takes what
changed since, where the plan of the key allows that, and else everything again.
"""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from cauhien.core.identifiers import is_ror
from cauhien.ingest.readers import openalex, values
from cauhien.ingest.readers.asking import patiently, seconds_asked
from cauhien.ingest.readers.resuming import Progress, Taking

FIRST = "*"  # the cursor before the first page
PER_PAGE = 100  # the most that OpenAlex gives
# What the reader reads; the rest of a work is many times as long.
FIELDS = (
    "id,ids,doi,title,display_name,language,type,publication_year,publication_date,authorships,"
    "is_authors_truncated,primary_location,topics,abstract_inverted_index,is_retracted,updated_date"
)
OVERLAP = timedelta(days=1)  # what changed while the last pull began may show a little later
NOT_FOUND, BAD_REQUEST = 404, 400
SPENT = 429
# How a plan refuses a filter: by these, and since 2026 by the status of what is spent, in words.
BEYOND, BEYOND_IN_WORDS = {402, 403}, "Plan upgrade required"


class CannotPull(Exception):
    """OpenAlex refuses, or answers something else than works. status: of HTTP, 0 for none."""

    def __init__(self, sentence, status=0):
        super().__init__(sentence)
        self.status = status


class BeyondThePlan(CannotPull):
    """The plan of the key does not hold what was asked for."""


class AllowanceSpent(CannotPull):
    """The allowance of the day is used up. seconds: after which there is a new one."""

    def __init__(self, seconds):
        super().__init__(
            _("the allowance is used up, there is a new one in {minutes} minutes").format(
                minutes=-(-seconds // 60)
            ),
            SPENT,
        )


class Pull(Taking):
    """The pull of the works of one institution.

    client: an httpx.Client at the base address, with the key. institution: an id of ROR or of
    OpenAlex. folder: where file and progress lie. wait: how to sleep.
    """

    def __init__(self, client, institution, folder, wait=time.sleep):
        self.client, self.wait = client, wait
        found = self._institution(asked_as(institution))
        self.institution = openalex.short_id(found.get("id"))
        self.title = values.text(found.get("display_name"))
        super().__init__(Path(folder) / self.institution, f"openalex-{self.institution}")

    def _begun_again(self, refusal):
        """Begin anew where the filter by date is refused, or a cursor was kept too long."""
        is_start = not self.progress.token
        if is_start and self.progress.since and isinstance(refusal, BeyondThePlan):
            return Progress()
        if not is_start and getattr(refusal, "status", None) == BAD_REQUEST:
            return Progress(since=self.progress.since)
        return None

    def _part(self, out):
        progress = self.progress
        progress.begun = progress.begun or f"{datetime.now(UTC) - OVERLAP:%Y-%m-%dT%H:%M:%S}"
        self.answer = self._ask("works", self._arguments())
        said = _object(self.answer)
        works = values.objects(said.get("results"))
        for work in works:
            self._write(self._whole(work), out)
        following = values.inside(said, "meta", "next_cursor") or ""
        if works and following == progress.token:
            raise CannotPull(_("the list does not go on"))
        progress.token, progress.is_done = following, not (works and following)

    def _whole(self, work):
        """Return a work with all its authors: a list has the first hundred, asking costs nothing.

        The people of the institution, for whom it stands in the list, may come behind these.
        """
        if work.get("is_authors_truncated") is not True:
            return work
        path = f"works/{openalex.short_id(work.get('id'))}"
        try:
            return _object(self._ask(path, {"select": FIELDS}))
        except CannotPull as refusal:
            if refusal.status != NOT_FOUND:
                raise
            return work  # it was merged meanwhile

    def _go_on(self):
        _check_allowance(self.answer)

    def _arguments(self):
        wanted = [f"authorships.institutions.lineage:{self.institution}"]
        if self.progress.since:
            wanted.append(f"from_updated_date:{self.progress.since}")
        chosen = {"filter": ",".join(wanted), "select": FIELDS}
        return {**chosen, "per_page": PER_PAGE, "cursor": self.progress.token or FIRST}

    def _institution(self, asked):
        try:
            return _object(self._ask(f"institutions/{asked}", {"select": "id,display_name"}))
        except CannotPull as refusal:
            if refusal.status != NOT_FOUND:
                raise
            raise CannotPull(_("OpenAlex does not know this institution")) from None

    def _ask(self, path, arguments):
        answer = patiently(lambda: self._asked_once(path, arguments), self.wait)
        if answer.status_code == SPENT:
            raise AllowanceSpent(_number(answer, "X-RateLimit-Reset") or seconds_asked(answer))
        if answer.is_error:
            raise CannotPull(_refusal(answer), answer.status_code)
        return answer

    def _asked_once(self, path, arguments):
        answer = self.client.get(path, params=arguments)
        if answer.status_code in BEYOND or _said(answer, "error") == BEYOND_IN_WORDS:
            raise BeyondThePlan(_refusal(answer), answer.status_code)
        return answer


def asked_as(written):
    """Return an id as the address of an institution holds it, for what a person writes.

    >>> asked_as("https://ror.org/02jmfj006"), asked_as("https://openalex.org/i31512782")
    ('ror:02jmfj006', 'I31512782')
    """
    short = written.strip().rstrip("/").rsplit("/", 1)[-1].lower()
    if is_ror(short):
        return f"ror:{short}"
    if re.fullmatch(r"i\d+", short):
        return short.upper()
    raise CannotPull(_("this is neither an id of ROR with right check digits nor one of OpenAlex"))


def _check_allowance(answer):
    """Stop before a page that can no longer be paid, so that no request is wasted."""
    left, bought, price = (
        _number(answer, f"X-RateLimit-{name}")
        for name in ("Remaining", "Onetime-Remaining", "Credits-Used")
    )
    if left is not None and max(left, bought or 0) < (price or 1):
        raise AllowanceSpent(_number(answer, "X-RateLimit-Reset") or 0)


def _number(answer, name):
    written = answer.headers.get(name, "")
    return int(written) if written.isdigit() else None


def _object(answer):
    try:
        said = answer.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise CannotPull(_("the answer is not JSON"))
    return said


def _refusal(answer):
    return f"HTTP {answer.status_code} {_said(answer, 'message')}"


def _said(answer, name):
    """Return a text of a refusal, "" where it is none or no JSON."""
    try:
        return values.clipped(values.inside(answer.json(), name), 300) if answer.is_error else ""
    except ValueError:
        return ""
