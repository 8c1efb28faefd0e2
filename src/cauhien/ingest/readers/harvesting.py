"""A repository harvested by OAI-PMH into a file of JSON lines, which is then read in as any other.

What was taken is on disk part by part, with the token of the next one, so that a harvest that was
broken off goes on where it was. A finished one leaves the moment from which the next takes what
changed; its file bears that moment in its name.
"""

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from cauhien.ingest.readers.asking import keep, patiently

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what some repositories let through


class CannotHarvest(Exception):
    """The repository refuses, or answers something else than OAI-PMH."""

    def __init__(self, sentence, code=""):
        super().__init__(sentence)
        self.code = code


@dataclass
class Progress:
    """How far a harvest is. since: what it takes from; begun: from when the next one takes.

    size: bytes of the file that belong to finished parts. withdrawn: identifiers. title: what the
    repository calls itself.
    """

    since: str = ""
    begun: str = ""
    token: str = ""
    size: int = 0
    records: int = 0
    withdrawn: tuple[str, ...] = ()
    is_done: bool = False
    title: str = ""


class Harvest:
    """The harvest of one set of one repository.

    client: an httpx.Client. folder: where file and progress lie. wait: how to sleep.
    """

    def __init__(self, client, address, folder, set_spec="", wait=time.sleep):
        self.client, self.address, self.set_spec, self.wait = client, address, set_spec, wait
        # A host may bear many journals, each with an address of its own.
        told = address.partition("://")[2].strip("/")
        self.name = re.sub(r"[^\w.-]+", "-", f"{told}-{set_spec}" if set_spec else told)
        self.folder = Path(folder) / self.name
        self.kept = self.folder / "progress.json"
        self.progress = self._known()

    @property
    def file(self):
        since = re.sub(r"[^\d]", "", self.progress.since) or "beginning"
        return self.folder / f"{self.name}-from-{since}.jsonl"

    def run(self, tell=None, *, is_anew=False):
        """Take what is new; return the Progress. tell: called with how many records so far.

        is_anew: take everything, whatever was taken before.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if is_anew:
            self.progress = Progress()
        elif self.progress.is_done:
            self.progress = Progress(since=self.progress.begun)
        try:
            self._take(tell)
        except CannotHarvest as refusal:
            if refusal.code != "badResumptionToken":
                raise
            self.progress = Progress(since=self.progress.since)  # it was kept too long
            self._take(tell)
        return self.progress

    def _take(self, tell):
        mode = "r+b" if self.file.exists() else "w+b"
        with self.file.open(mode) as out:
            out.truncate(self.progress.size)
            out.seek(self.progress.size)
            while not self.progress.is_done:
                self._part(out)
                if tell:
                    tell(self.progress.records)

    def _part(self, out):
        answer = self._ask(self._arguments())
        progress = self.progress
        if not progress.begun:
            self._begin(answer.findtext("{*}responseDate"))
        for record in answer.iterfind("{*}ListRecords/{*}record"):
            self._write(record, out)
        out.flush()
        progress.size = out.tell()
        progress.token = (answer.findtext("{*}ListRecords/{*}resumptionToken") or "").strip()
        progress.is_done = not progress.token
        keep(progress, self.kept)

    def _write(self, record, out):
        header = record.find("{*}header")
        identifier = header.findtext("{*}identifier", "").strip()
        if header.get("status") == "deleted":
            self.progress.withdrawn += (identifier,)
            return
        said: dict[str, list] = {}
        for element in record.iterfind("{*}metadata/{*}dc/*"):
            value = {"value": element.text or "", "lang": element.get(LANGUAGE, "")}
            said.setdefault(etree.QName(element).localname, []).append(value)
        line = {
            "identifier": identifier,
            "datestamp": header.findtext("{*}datestamp", "").strip(),
            "sets": [one.text for one in header.iterfind("{*}setSpec")],
            "dc": said,
        }
        out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self.progress.records += 1

    def _arguments(self):
        if self.progress.token:
            return {"verb": "ListRecords", "resumptionToken": self.progress.token}
        chosen = {"set": self.set_spec, "from": self.progress.since}
        wanted = {name: value for name, value in chosen.items() if value}
        return {"verb": "ListRecords", "metadataPrefix": "oai_dc", **wanted}

    def _begin(self, moment):
        """Note who answers, and from when the next harvest takes: some know days alone."""
        identity = self._ask({"verb": "Identify"})
        is_day = identity.findtext(".//{*}granularity", "").strip() == "YYYY-MM-DD"
        self.progress.begun = moment[:10] if is_day else moment
        self.progress.title = identity.findtext(".//{*}repositoryName", "").strip()

    def _ask(self, arguments):
        """Return the root of an answer, which may say that nothing matches."""
        said = patiently(lambda: self.client.get(self.address, params=arguments), self.wait)
        if said.is_error:
            raise CannotHarvest(f"HTTP {said.status_code}")
        answer = _parsed(said.content)
        fault = answer.find("{*}error")
        if fault is not None and fault.get("code") != "noRecordsMatch":
            raise CannotHarvest(fault.text or "", fault.get("code", ""))
        return answer

    def _known(self):
        if not self.kept.exists():
            return Progress()
        said = json.loads(self.kept.read_text("utf-8"))
        return Progress(**said | {"withdrawn": tuple(said["withdrawn"])})


def _parsed(content):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        answer = etree.fromstring(_UNREADABLE.sub(b"", content), parser)
    except etree.XMLSyntaxError as error:
        raise CannotHarvest(f"The answer is not XML: {error}") from None
    if etree.QName(answer).localname != "OAI-PMH":
        raise CannotHarvest("The answer is not OAI-PMH.")
    return answer
