"""What is written of the use of laboratories."""

from cauhien.facilities.forms.offer import (
    CapacityForm,
    ClosedForm,
    HoursForms,
    KeeperForm,
    OutageForm,
    PeriodForm,
    QualificationForm,
    RateForm,
    RequirementForm,
    ResourceForm,
    TermsForm,
    hours_of,
    rows_of_hours,
)
from cauhien.facilities.forms.use import (
    AnswerForm,
    BookForm,
    FaultForm,
    RefusalForm,
    RequestForm,
    WaitForm,
    WordsForm,
)

__all__ = [
    "AnswerForm",
    "BookForm",
    "CapacityForm",
    "ClosedForm",
    "FaultForm",
    "HoursForms",
    "KeeperForm",
    "OutageForm",
    "PeriodForm",
    "QualificationForm",
    "RateForm",
    "RefusalForm",
    "RequestForm",
    "RequirementForm",
    "ResourceForm",
    "TermsForm",
    "WaitForm",
    "WordsForm",
    "hours_of",
    "rows_of_hours",
]
