"""Calls, read."""

from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.challenges.models import Call
from cauhien.challenges.queries.problem import challenges_for, frozen_text
from cauhien.challenges.states import NEEDED_OF_CALL, TOTAL, Award, VersionKind
from cauhien.challenges.states.procedure import Clock

ROW_COLUMNS = {
    "criteria": ("name_vi", "name_en", "weight", "anchors_vi", "anchors_en"),
    "milestones": ("title_vi", "title_en", "percent", "due_months"),
    "checklist": ("text_vi", "text_en", "is_required", "needs_document"),
}


def call_of(challenge):
    """Return the call of a problem with its procedure, None before one was begun."""
    return Call.objects.filter(challenge=challenge).select_related("procedure").first()


def rows_of(call):
    """Return {kind of row: [{column: value}]} of a call, in their order; read at once."""
    found: dict[str, list] = {name: [] for name in ROW_COLUMNS}
    kinds = [
        getattr(call, name)
        .order_by()
        .values_list(Value(name), "number", JSONObject(**{one: one for one in columns}))
        for name, columns in ROW_COLUMNS.items()
    ]
    for name, _number, row in kinds[0].union(*kinds[1:], all=True).order_by("number"):
        found[name].append({column: row[column] for column in ROW_COLUMNS[name]})
    return found


def missing_in_call(call):
    """Return {field: what is missing} of what a call must say before it is frozen."""
    missing: dict[str, str | Promise] = {
        name: say for name, say in NEEDED_OF_CALL.items() if getattr(call, name) in (None, "")
    }
    rows = rows_of(call)
    if sum(row["weight"] for row in rows["criteria"]) != TOTAL:
        missing["criteria"] = _("The weights must total 100.")
    elif call.procedure and (said := _unexplained(rows["criteria"], call.procedure.levels)):
        missing["criteria"] = said
    shares = sum(row["percent"] for row in rows["milestones"])
    if call.award == Award.CONTRACT and shares != TOTAL:
        missing["milestones"] = _("The shares of the milestones must total 100.")
    if too_short := _too_short(call):
        missing["closes_at"] = too_short
    return missing


def calls_to_copy(user, besides):
    """Return the calls of other problems that this user sees, the newest first."""
    seen = challenges_for(user).exclude(pk=besides.pk)
    found = Call.objects.filter(challenge__in=seen).select_related("challenge", "procedure")
    return found.order_by("-saved_at")


def published_versions(call):
    """Return the versions of a call from the one that was published on, the newest first.

    What was frozen and opened again before is not among them.
    """
    found = []
    for version in call.versions.order_by("-number"):
        found.append(version)
        if version.kind == VersionKind.DEFINITION:
            break
    return found


def version_in_force(call):
    """Return the frozen version of a call that counts now."""
    return call.versions.get(number=call.version)


def due_to_close(at):
    """Return the open calls whose time of closing has come."""
    return Call.objects.filter(challenge__state="open", closes_at__lte=at)


def last_comparison(challenge):
    """Return the last comparison of a problem with its text as it was frozen last, else None."""
    done = challenge.comparisons.order_by("-at").select_related("by").first()
    frozen = frozen_text(challenge)
    return None if done and frozen and done.at < frozen.frozen_at else done


def _unexplained(criteria, levels):
    """Return what to do where a criterion does not say what each level means."""
    lacking = [row["name_vi"] for row in criteria if len(row["anchors_vi"]) != levels]
    return lacking and _(
        "Say for each of the %(levels)s levels what it means, one line each: %(names)s."
    ) % {"levels": levels, "names": ", ".join(lacking)}


def _too_short(call):
    """Return what to do where a call is open for fewer days than its procedure asks."""
    clock = (call.procedure.clocks if call.procedure else {}).get(Clock.LEAST_OPEN)
    if not (clock and call.opens_at and call.closes_at):
        return ""
    if call.closes_at - call.opens_at >= timedelta(days=clock["days"]):
        return ""
    return ngettext(
        "By its procedure a call is open for at least %(days)s day.",
        "By its procedure a call is open for at least %(days)s days.",
        clock["days"],
    ) % {"days": clock["days"]}
