"""The one table of what is said of each kind of thing: Fact by Fact, in the order of CERIF."""

from cauhien.exchange.mappings.organisations import ORGANISATION
from cauhien.exchange.mappings.people import PERSON
from cauhien.exchange.mappings.problems import PROBLEM
from cauhien.exchange.mappings.supply import EQUIPMENT, LABORATORY, PROJECT, TECHNOLOGY
from cauhien.exchange.mappings.works import DATA, WORK

TABLES = {
    "work": WORK,
    "dataset": DATA,
    "person": PERSON,
    "organisation": ORGANISATION,
    "project": PROJECT,
    "equipment": EQUIPMENT,
    "laboratory": LABORATORY,
    "technology": TECHNOLOGY,
    "problem": PROBLEM,
}
