"""The works of an institution, pulled from OpenAlex into a file that is read in as any other.

What was pulled is on disk page by page, with the cursor of the next one, so that a pull that was
broken off, or had used up the allowance of a day, goes on where it was. The one after it takes
what changed since, where the plan of the key allows that, and else everything again.
"""

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from cauhien.core.identifiers import is_ror
from cauhien.ingest.readers import openalex, values
from cauhien.ingest.readers.asking import keep, patiently, seconds_asked

FIRST = "*"  # the cursor before the first page
PER_PAGE = 100  # the most that OpenAlex gives
# What the reader reads; the rest of a work is many times as long.
FIELDS = (
    "id,ids,doi,title,display_name,language,type,publication_year,publication_date,authorships,"
    "primary_location,topics,abstract_inverted_index,is_retracted,updated_date"
)
OVERLAP = timedelta(days=1)  # what changed while the last pull began may show a little later
NOT_FOUND, BAD_REQUEST = 404, 400
BEYOND_THE_PLAN = {401, 402, 403}
SPENT = 429


class CannotPull(Exception):
    """OpenAlex refuses, or answers something else than works. status: of HTTP, 0 for none."""

    def __init__(self, sentence, status=0):
        super().__init__(sentence)
        self.status = status


class AllowanceSpent(CannotPull):
    """The allowance of the day is used up. seconds: after which there is a new one."""

    def __init__(self, seconds):
        super().__init__(
            _("the allowance is used up, there is a new one in {minutes} minutes").format(
                minutes=-(-seconds // 60)
            ),
            SPENT,
        )


@dataclass
class Progress:
    """How far a pull is. since: what it takes from; begun: from when the next one takes.

    size: bytes of the file that belong to finished pages.
    """

    since: str = ""
    begun: str = ""
    cursor: str = FIRST
    size: int = 0
    works: int = 0
    is_done: bool = False


class Pull:
    """The pull of the works of one institution.

    client: an httpx.Client at the base address, with the key. institution: an id of ROR or of
    OpenAlex. folder: where file and progress lie. wait: how to sleep.
    """

    def __init__(self, client, institution, folder, wait=time.sleep):
        self.client, self.wait = client, wait
        found = self._institution(asked_as(institution))
        self.institution = openalex.short_id(found.get("id"))
        self.name = values.text(found.get("display_name"))
        self.folder = Path(folder) / self.institution
        self.kept = self.folder / "progress.json"
        self.progress = Progress()
        if self.kept.exists():
            self.progress = Progress(**json.loads(self.kept.read_text("utf-8")))

    @property
    def file(self):
        since = re.sub(r"[^\d]", "", self.progress.since) or "beginning"
        return self.folder / f"openalex-{self.institution}-from-{since}.jsonl"

    def run(self, tell=None):
        """Pull everything new; return the Progress. tell: called with how many works so far."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.progress.is_done:
            self.progress = Progress(since=self.progress.begun)
        try:
            self._take(tell)
        except CannotPull as refusal:
            if not self._begins_again(refusal.status):
                raise
            self._take(tell)
        return self.progress

    def _begins_again(self, status):
        """Return whether the start overcomes a refusal: of the filter by date, or of a cursor."""
        is_start = self.progress.cursor == FIRST
        if is_start and self.progress.since and status in BEYOND_THE_PLAN:
            self.progress = Progress()
            return True
        if not is_start and status == BAD_REQUEST:  # a cursor that was kept too long
            self.progress = Progress(since=self.progress.since)
            return True
        return False

    def _take(self, tell):
        mode = "r+b" if self.file.exists() else "w+b"
        with self.file.open(mode) as out:
            out.truncate(self.progress.size)
            out.seek(self.progress.size)
            while not self.progress.is_done:
                answer = self._page(out)
                if tell:
                    tell(self.progress.works)
                if not self.progress.is_done:
                    _check_allowance(answer)

    def _page(self, out):
        progress = self.progress
        progress.begun = progress.begun or f"{datetime.now(UTC) - OVERLAP:%Y-%m-%dT%H:%M:%S}"
        answer = self._ask("works", self._arguments())
        said = _object(answer)
        works = values.objects(said.get("results"))
        for work in works:
            out.write(json.dumps(work, ensure_ascii=False).encode() + b"\n")
        out.flush()
        following = values.inside(said, "meta", "next_cursor") or ""
        if works and following == progress.cursor:
            raise CannotPull(_("the list does not go on"))
        progress.size, progress.works = out.tell(), progress.works + len(works)
        progress.cursor, progress.is_done = following, not (works and following)
        keep(progress, self.kept)
        return answer

    def _arguments(self):
        wanted = [f"authorships.institutions.lineage:{self.institution}"]
        if self.progress.since:
            wanted.append(f"from_updated_date:{self.progress.since}")
        cursor = self.progress.cursor
        chosen = {"filter": ",".join(wanted), "select": FIELDS}
        return {**chosen, "per_page": PER_PAGE, "cursor": cursor}

    def _institution(self, asked):
        try:
            return _object(self._ask(f"institutions/{asked}", {"select": "id,display_name"}))
        except CannotPull as refusal:
            if refusal.status != NOT_FOUND:
                raise
            raise CannotPull(_("OpenAlex does not know this institution")) from None

    def _ask(self, path, arguments):
        answer = patiently(lambda: self.client.get(path, params=arguments), self.wait)
        if answer.status_code == SPENT:
            raise AllowanceSpent(_number(answer, "X-RateLimit-Reset") or seconds_asked(answer))
        if answer.is_error:
            raise CannotPull(f"HTTP {answer.status_code} {_reason(answer)}", answer.status_code)
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
    left, price = (_number(answer, f"X-RateLimit-{name}") for name in ("Remaining", "Credits-Used"))
    if left is not None and left < (price or 1):
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


def _reason(answer):
    try:
        return values.clipped(values.inside(answer.json(), "message"), 300)
    except ValueError:
        return ""
