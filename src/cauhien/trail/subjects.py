"""The words of what is done with the log."""

from cauhien.core.audit import name_acts
from cauhien.trail.states import Act

name_acts(Act)
