"""A repository harvested by OAI-PMH into a file of JSON lines, which is read in as any other."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
from lxml import etree

from cauhien.ingest.readers import resuming, values
from cauhien.ingest.readers.asking import BUSY, patiently
from cauhien.ingest.readers.outside import InnerHost

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what some repositories let through


# A refusal of the protocol, or a status of HTTP → the fault that it is.
_REFUSALS = {
    "badResumptionToken": "token",
    "cannotDisseminateFormat": "no_dublin_core",
    "noSetHierarchy": "no_sets",
    "badArgument": "argument",
}
_STATUSES = {401: "not_let_in", 403: "not_let_in", 404: "not_there", 410: "not_there"}
_PAGE = re.compile(rb"\s*(<!doctype html|<html)", re.IGNORECASE)
LONGEST_SAID = 300  # of the words of others


class CannotHarvest(Exception):
    """The repository cannot be reached, refuses, or answers something else than OAI-PMH.

    fault: a word of states.HarvestFault. said: what stands in its sentence.
    """

    def __init__(self, fault, **said):
        super().__init__(fault, said)
        self.fault = fault
        self.said = {name: values.clipped(value, LONGEST_SAID) for name, value in said.items()}


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
        if getattr(refusal, "fault", "") != "token":
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
        try:
            said = patiently(lambda: self.client.get(self.address, params=arguments), self.wait)
        except httpx.HTTPError as error:
            raise _unanswered(error, httpx.URL(self.address).host) from error
        if said.is_error:
            busy = "busy" if said.status_code in BUSY else "http"
            fault = _STATUSES.get(said.status_code, busy)
            raise CannotHarvest(fault, host=said.url.host, status=said.status_code)
        answer = _parsed(said.content)
        refusal = answer.find("{*}error")
        if refusal is not None and refusal.get("code") != "noRecordsMatch":
            code = refusal.get("code", "")
            fault = _REFUSALS.get(code, "refused")
            raise CannotHarvest(fault, code=code, words=refusal.text or code)
        return answer


def _unanswered(error, host):
    """Return the CannotHarvest of a request that nothing answered."""
    match error:
        case InnerHost(address=""):
            return CannotHarvest("no_host", host=error.host)
        case InnerHost():
            return CannotHarvest("inner", host=error.host, address=error.address)
        case httpx.TimeoutException():
            return CannotHarvest("too_slow", host=host)
        case httpx.ConnectError() if "certificate" in str(error).lower():
            return CannotHarvest("certificate", host=host, words=str(error))
        case httpx.ConnectError():
            return CannotHarvest("unreachable", host=host)
        case _:
            return CannotHarvest("broken_off", host=host, words=str(error))


def _parsed(content):
    if _PAGE.match(content):
        raise CannotHarvest("page")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        answer = etree.fromstring(_UNREADABLE.sub(b"", content), parser)
    except etree.XMLSyntaxError as error:
        raise CannotHarvest("not_xml", words=str(error)) from None
    if etree.QName(answer).localname != "OAI-PMH":
        raise CannotHarvest("not_oai")
    return answer
