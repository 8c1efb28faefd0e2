"""Procedures in words: sizes, quorum, periods, whether a text is in force."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.challenges.states.procedure import Clock, Purpose, Validity
from cauhien.ui import words as written
from cauhien.ui.templatetags import ui

register = template.Library()

TONES = {Validity.IN_FORCE: "ok", Validity.SUPERSEDED: "bad", Validity.EXPIRED: "bad"}
MUST_ATTEND = {
    "chair": gettext_lazy("the chair"),
    "both_reviewers": gettext_lazy("both reviewing members"),
    "scientific_secretary": gettext_lazy("the scientific secretary of the council"),
}


@register.simple_tag
def council_size(procedure):
    """The size of a council, as "7 to 9 members, 2 of them reviewing members"."""
    return _size(procedure.council_min, procedure.council_max, procedure.reviewers)


@register.simple_tag
def quorum(procedure):
    """What must be present, as "two thirds of the members, the chair among them"."""
    return _present(procedure.quorum)


@register.filter
def defining(procedure):
    """Return [(what, in words)] of the council that defines the task, [] where there is none."""
    said = procedure.definition
    if not said:
        return []
    size = _size(said["council_min"], said["council_max"], said["reviewers"])
    carried = _("more than %(share)s of those present are for it") % {"share": said["carried"]}
    return [
        (_("Task-defining council"), size),
        (_("It meets with"), _present(said["quorum"])),
        (_("The task is carried out if"), carried),
    ]


@register.filter
def points(value):
    """70.00 as "70": no decimals but those that say something."""
    return written.number(Decimal(f"{value.normalize():f}"))


@register.simple_tag
def seats(rules):
    """The size that a legal text gives a council."""
    return _members(rules.size_min, rules.size_max)


@register.filter
def in_words(clocks):
    """Return [(what is counted, days in words, basis)] of clocks, in the order of `Clock`."""
    return [
        (clock.label, _in_words(clocks[clock]), clocks[clock].get("basis", ""))
        for clock in Clock
        if clock in clocks
    ]


@register.simple_tag
def validity(rules):
    """Whether a legal text is in force, as a word on a ground."""
    return ui.status(rules.get_validity_display(), TONES.get(rules.validity, "warn"))


@register.filter
def purposes(rules):
    """What a council is for, in words."""
    words = rules.used_for.split(", ")
    return ", ".join(str(Purpose(one).label) if one in Purpose else one for one in words)


def _in_words(clock):
    days = clock["days"]
    if clock["working"]:
        said = ngettext("%(days)s working day", "%(days)s working days", days)
    else:
        said = ngettext("%(days)s day", "%(days)s days", days)
    return said % {"days": days}


def _members(least, most):
    if most == least:
        return ngettext("%(count)s member", "%(count)s members", least) % {"count": least}
    if most is None:
        return _("at least %(least)s members") % {"least": least}
    return _("%(least)s to %(most)s members") % {"least": least, "most": most}


def _size(least, most, reviewers):
    seats = _members(least, most)
    if not reviewers:
        return seats
    reviewing = ngettext(
        "%(count)s of them a reviewing member", "%(count)s of them reviewing members", reviewers
    )
    return f"{seats}, {reviewing % {'count': reviewers}}"


def _present(rule):
    known = [str(MUST_ATTEND.get(one, one)) for one in rule["must_include"]]
    present = _("%(share)s of the members") % {"share": rule["share"]}
    if not known:
        return present
    return _("%(present)s, among them %(who)s") % {"present": present, "who": ", ".join(known)}
