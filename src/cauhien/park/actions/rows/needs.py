"""The sheet of what tenants need: new ones, and the answers of the park."""

from django.utils.translation import gettext as _

from cauhien.park.actions.needs import advance, ask_for
from cauhien.park.actions.rows.projects import resolved
from cauhien.park.states import NEED_TRANSITIONS, NeedState

ASKED = ("title", "description")
ANSWERED = ("state", "is_public", "answer")


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said = cells.said
    need, project = known.need_of(cells)
    if need is None:
        cells.need("title", _("Say what is needed."))
        if said.get("title"):
            place = known.key_of(project), said["title"]
            known.once(cells, "title", ("need", *place))
            known.asked.add(place)
        if said.get("state") == NeedState.ASKED:
            del said["state"]  # what the park itself writes is open at once
    _check(cells, need)

    def act(by, at, made):
        found = need
        if found is None:
            asked = {"title": said["title"], "description": said.get("description", "")}
            found = ask_for(project=resolved(project, made), **asked, by=by, at=at)
        now = {name: said.get(name, getattr(found, name)) for name in ANSWERED}
        if any(now[name] != getattr(found, name) for name in ANSWERED):
            advance(need=found, to=now.pop("state"), **now, by=by, at=at)

    about = said.get("title") or (need.title if need else "")
    return cells.change(about, need, act, {"code", "project", "project_name"})


def _check(cells, need):
    said = cells.said
    changed = {label for label, _before, _after in cells.differences(need)} if need else set()
    if need:
        for name in ASKED:
            if cells.differences(need, {one for one in said if one != name}):
                cells.fault(name, _("What a tenant has asked for is not rewritten."))
    before = NeedState(need.state) if need else NeedState.OPEN
    after = said.get("state", before)
    if after != before and after not in NEED_TRANSITIONS.get(before, ()):
        cells.fault("state", _("A need does not go this way."))
    answer = said.get("answer", need.answer if need else "")
    if (changed or not need) and after in (NeedState.MET, NeedState.CLOSED) and not answer:
        cells.fault("answer", _("Say what became of it."))
