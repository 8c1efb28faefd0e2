"""What the protocol of harvesters knows: its verbs, their arguments, its refusals, our formats."""

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    IDENTIFY = "Identify"
    FORMATS = "ListMetadataFormats"
    SETS = "ListSets"
    IDENTIFIERS = "ListIdentifiers"
    RECORDS = "ListRecords"
    RECORD = "GetRecord"


SELECTING = frozenset({"from", "until", "set"})
# What a verb must be given and what it may be; a resumption token always comes alone.
ARGUMENTS = {
    Verb.IDENTIFY: (frozenset(), frozenset()),
    Verb.FORMATS: (frozenset(), frozenset({"identifier"})),
    Verb.SETS: (frozenset(), frozenset()),
    Verb.IDENTIFIERS: (frozenset({"metadataPrefix"}), SELECTING),
    Verb.RECORDS: (frozenset({"metadataPrefix"}), SELECTING),
    Verb.RECORD: (frozenset({"metadataPrefix", "identifier"}), frozenset()),
}
RESUMABLE = frozenset({Verb.SETS, Verb.IDENTIFIERS, Verb.RECORDS})


class Fault(StrEnum):
    """Why a request is refused, in the words of the protocol."""

    VERB = "badVerb"
    ARGUMENT = "badArgument"
    TOKEN = "badResumptionToken"
    FORMAT = "cannotDisseminateFormat"
    UNKNOWN = "idDoesNotExist"
    NOTHING = "noRecordsMatch"


@dataclass(frozen=True)
class Format:
    """A form in which records are given. kinds: of what, () for everything."""

    prefix: str
    schema: str
    namespace: str
    kinds: tuple[str, ...] = ()

    def gives(self, kind):
        return not self.kinds or kind in self.kinds


DUBLIN_CORE = Format(
    "oai_dc",
    "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    "http://www.openarchives.org/OAI/2.0/oai_dc/",
)
CERIF = Format(
    "oai_cerif_openaire",
    "https://www.openaire.eu/schema/cris/1.2/openaire-cerif-profile.xsd",
    "https://www.openaire.eu/cerif-profile/1.2/",
    ("work", "dataset", "person", "organisation", "project", "equipment"),
)
FORMATS = {one.prefix: one for one in (DUBLIN_CORE, CERIF)}
