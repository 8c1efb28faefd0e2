"""What the log calls the acts of an enterprise."""

from cauhien.core.audit import name_acts
from cauhien.enterprises.states import Act

name_acts(Act)
