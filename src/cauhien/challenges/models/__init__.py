"""Problems, calls and what is sent to them, kept."""

from cauhien.challenges.models.call import (
    Call,
    CallVersion,
    Comparison,
    Criterion,
    EligibilityItem,
    Milestone,
)
from cauhien.challenges.models.duplicate import (
    Comparable,
    Duplicate,
    DuplicateAnswer,
    Precedent,
)
from cauhien.challenges.models.initiative import (
    Arrival,
    Attachment,
    CallKey,
    Check,
    FileAccess,
    Initiative,
    InitiativeVersion,
    Member,
    Opening,
    Reading,
    Receipt,
    Request,
)
from cauhien.challenges.models.problem import (
    Challenge,
    FrozenText,
)
from cauhien.challenges.models.procedure import CouncilRules, Procedure
from cauhien.challenges.models.public import Follower, Question, Suggestion
from cauhien.challenges.models.task import DirectAssignment, ProblemReader, TaskDefinition

__all__ = [
    "Arrival",
    "Attachment",
    "Call",
    "CallKey",
    "CallVersion",
    "Challenge",
    "Check",
    "Comparable",
    "Comparison",
    "CouncilRules",
    "Criterion",
    "DirectAssignment",
    "Duplicate",
    "DuplicateAnswer",
    "EligibilityItem",
    "FileAccess",
    "Follower",
    "FrozenText",
    "Initiative",
    "InitiativeVersion",
    "Member",
    "Milestone",
    "Opening",
    "Precedent",
    "ProblemReader",
    "Procedure",
    "Question",
    "Reading",
    "Receipt",
    "Request",
    "Suggestion",
    "TaskDefinition",
]
