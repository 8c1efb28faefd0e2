"""The sheet of what may meet the needs of tenants: problems, technologies, laboratories."""

from django.utils.translation import gettext as _

from cauhien.park.actions.needs import code_of_link, link, may_be_linked
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.actions.rows.projects import resolved
from cauhien.park.models import Need

ABOUT = {"code", "project", "project_name", "title"}


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said = cells.said
    need, project = known.need_of(cells)
    for name in ("kind", "subject_code", "reason"):
        cells.need(name, _("This cell must say something."))
    if (
        need is None
        and not cells.faults
        and (known.key_of(project), said.get("title")) not in known.asked
    ):
        cells.fault("title", _("There is no such need of this project."))
    if cells.faults:
        return None
    kind, code = said["kind"], code_of_link(said["subject_code"])
    if need and any((one.kind, one.subject_code) == (kind, code) for one in need.links.all()):
        return None  # why it fits is not rewritten
    key = known.key_of(project)
    known.once(cells, "subject_code", ("link", key, need.pk if need else said["title"], kind, code))
    if not may_be_linked(kind, code, known.by):
        cells.fault("subject_code", _("There is nothing of this kind under this code."))

    def act(by, at, made):
        found = need or _made(resolved(project, made), said["title"])
        link(need=found, kind=kind, code=code, reason=said["reason"], by=by, at=at)

    return cells.change(need.title if need else said["title"], None, act, ABOUT)


def _made(project, title):
    found = Need.objects.filter(project=project, title=title).first()
    if found is None:
        raise CannotWrite(_("The need itself was not taken over."))
    return found
