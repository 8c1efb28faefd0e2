"""What people enter about councils."""

from cauhien.review.forms.asking import AskForm, PlaceForm, ReasonForm, RemoveForm
from cauhien.review.forms.assigning import AssignForm
from cauhien.review.forms.defining import DefinitionForm, TaskVoteForm
from cauhien.review.forms.experts import ExpertForm
from cauhien.review.forms.inviting import AnswerForm, DeclareForm, InviteForm
from cauhien.review.forms.meeting import (
    AttendanceForm,
    CallForm,
    MinutesForm,
    NoteForm,
    ProposalForm,
    VoteForm,
)
from cauhien.review.forms.outside import OutsideForm
from cauhien.review.forms.scores import ReviewForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "AssignForm",
    "AttendanceForm",
    "CallForm",
    "DeclareForm",
    "DefinitionForm",
    "ExpertForm",
    "InviteForm",
    "MinutesForm",
    "NoteForm",
    "OutsideForm",
    "PlaceForm",
    "ProposalForm",
    "ReasonForm",
    "RemoveForm",
    "ReviewForm",
    "TaskVoteForm",
    "VoteForm",
]
