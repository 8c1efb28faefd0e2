"""What is said of the city's problems."""

from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.facts import CITED, RIGHTS, Fact, both

PROBLEM = (
    Fact(lambda row: page_of("problem", row.code), dc="identifier", schema="url"),
    Fact(lambda row: "Problem", dc="type"),
    Fact(both("title"), dc="title", schema="name"),
    Fact(lambda row: row.office or row.suggested_owner, dc="publisher"),
    Fact(both("description"), dc="description", schema="description"),
    Fact(lambda row: row.place_text, dc="coverage", schema="areaServed"),
    Fact(lambda row: row.year, dc="date"),
    CITED,
    RIGHTS,
)
