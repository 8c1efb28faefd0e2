"""A repository harvested by OAI-PMH into a file of JSON lines, which is read in as any other."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from cauhien.ingest.readers import resuming
from cauhien.ingest.readers.asking import patiently

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what some repositories let through


class CannotHarvest(Exception):
    """The repository refuses, or answers something else than OAI-PMH."""

    def __init__(self, sentence, code=""):
        super().__init__(sentence)
        self.code = code


@dataclass
class Progress(resuming.Progress):
    """How far a harvest is. withdrawn: identifiers. title: what the repository calls itself."""

    withdrawn: tuple[str, ...] = ()
    title: str = ""


class Harvest(resuming.Taking):
    """The harvest of one set of one repository.

    client: an httpx.Client. folder: where file and progress lie. wait: how to sleep.
    """

    kind_of_progress = Progress
    progress: Progress

    def __init__(self, client, address, folder, set_spec="", wait=time.sleep):
        self.client, self.address, self.set_spec, self.wait = client, address, set_spec, wait
        # A host may bear many journals, each with an address of its own.
        told = address.partition("://")[2].strip("/")
        name = re.sub(r"[^\w.-]+", "-", f"{told}-{set_spec}" if set_spec else told)
        super().__init__(Path(folder) / name, name)

    def _begun_again(self, refusal):
        if getattr(refusal, "code", "") != "badResumptionToken":
            return None
        return Progress(since=self.progress.since)  # it was kept too long

    def _part(self, out):
        answer = self._ask(self._arguments())
        progress = self.progress
        if not progress.begun:
            self._begin(answer.findtext("{*}responseDate"))
        for record in answer.iterfind("{*}ListRecords/{*}record"):
            self._take_record(record, out)
        progress.token = (answer.findtext("{*}ListRecords/{*}resumptionToken") or "").strip()
        progress.is_done = not progress.token

    def _take_record(self, record, out):
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
        self._write(line, out)

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


def _parsed(content):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        answer = etree.fromstring(_UNREADABLE.sub(b"", content), parser)
    except etree.XMLSyntaxError as error:
        raise CannotHarvest(f"The answer is not XML: {error}") from None
    if etree.QName(answer).localname != "OAI-PMH":
        raise CannotHarvest("The answer is not OAI-PMH.")
    return answer
