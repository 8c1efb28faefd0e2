"""What the log calls the acts of an enterprise."""

from cauhien.core.audit import name_acts
from cauhien.enterprises.states import Act, AssessmentAct

name_acts(Act)
name_acts(AssessmentAct)
