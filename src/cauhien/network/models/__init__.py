"""People, works, projects and technologies, and what people ask about themselves."""

from cauhien.network.models.declared import Absence, Evidence, Expertise
from cauhien.network.models.own import Claim, PersonRequest
from cauhien.network.models.register import (
    Authorship,
    Contribution,
    Involvement,
    MergeEvent,
    Person,
    PersonIdentifier,
    PersonName,
    Project,
    ResearchField,
    Technology,
    Tombstone,
    Work,
)
from cauhien.network.models.told import PersonNotice, WorkJoin

__all__ = [
    "Absence",
    "Authorship",
    "Claim",
    "Contribution",
    "Evidence",
    "Expertise",
    "Involvement",
    "MergeEvent",
    "Person",
    "PersonIdentifier",
    "PersonName",
    "PersonNotice",
    "PersonRequest",
    "Project",
    "ResearchField",
    "Technology",
    "Tombstone",
    "Work",
    "WorkJoin",
]
