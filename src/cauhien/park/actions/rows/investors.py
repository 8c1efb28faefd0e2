"""The sheet of investors: nationality, kind, and the organisation that stands in the register."""

from django.utils.translation import gettext as _

from cauhien.park.actions.projects import write_investor
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.models import Investor

FACTS = ("nationality", "tier")


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said = cells.said
    cells.need("name", _("Name the investor."))
    name = said.get("name", "")
    if name and name not in known.investors:
        cells.fault("name", _("No project of this park names this investor."))
    found = known.investors.get(name)
    for fact in FACTS:
        if fact in said:
            known.claim(cells, fact, ("investor", name, fact), said[fact])
    one, other = said.get("organisation"), said.get("ror")
    if one and other and one != other:
        cells.fault("ror", _("This id of ROR is of another organisation than the code."))
    organisation = one or other

    def act(by, at, _made):
        investor = Investor.objects.filter(name=name).first()
        if investor is None:
            raise CannotWrite(_("The project itself was not taken over."))
        values = {fact: said[fact] for fact in FACTS if fact in said}
        if organisation:
            values["organisation"] = organisation
        write_investor(park=known.park, investor=investor, values=values, by=by, at=at)

    return cells.change(name, found, act, {"name"})
