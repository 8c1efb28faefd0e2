"""What changed between two versions of a call, in words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.models import Call
from cauhien.challenges.states import FROZEN_OF_CALL, Award
from cauhien.ui import words

ROWS: dict[str, str | Promise] = {
    "criteria": gettext_lazy("Criteria"),
    "milestones": gettext_lazy("Milestones"),
    "checklist": gettext_lazy("Checklist of eligibility"),
}


@dataclass(frozen=True)
class Change:
    """One thing that a version says otherwise than the one before it."""

    label: str
    before: str
    now: str


def changes_between(before, now):
    """Return the Changes of two frozen contents, in the order of the call's page."""
    said = [Change(_label(name), *_texts(name, before, now)) for name in FROZEN_OF_CALL]
    said += [one for name in ROWS for one in _of_rows(name, before, now)]
    return [one for one in said if one.before != one.now]


def left_in_english(before, now):
    """Return the labels of English texts that stay as they were while the Vietnamese changes."""
    pairs = [(name, f"{name[:-2]}en") for name in FROZEN_OF_CALL if name.endswith("_vi")]
    return [
        _label(english)
        for vietnamese, english in pairs
        if before.get(vietnamese) != now.get(vietnamese)
        and now.get(english)
        and before.get(english) == now.get(english)
    ]


def _texts(name, *contents):
    return [_shown(name, content.get(name, "")) for content in contents]


def _of_rows(name, *contents):
    rows = [[_row(name, row) for row in content.get(name, [])] for content in contents]
    return [
        Change(f"{ROWS[name]}, {number}", *pair)
        for number, pair in enumerate(zip_longest(*rows, fillvalue=""), start=1)
    ]


def _shown(name, value):
    if name in ("opens_at", "closes_at"):
        return words.moment(datetime.fromisoformat(value)) if value else ""
    if name == "budget":
        return words.number(Decimal(value)) if value else ""
    if name == "award":
        return str(Award(value).label) if value else ""
    return value


def _row(name, row):
    if name == "criteria":
        return "\n".join([f"{row['name_vi']}: {row['weight']}", *row["anchors_vi"]])
    if name == "milestones":
        said = _("%(percent)s percent, after %(months)s months")
        return f"{row['title_vi']}: " + said % {
            "percent": row["percent"],
            "months": row["due_months"],
        }
    marks = [_("compulsory") if row["is_required"] else _("optional")]
    marks += [_("with a document attached")] if row["needs_document"] else []
    return f"{row['text_vi']} ({', '.join(marks)})"


def _label(name):
    label = next(field.verbose_name for field in Call._meta.fields if field.name == name)
    return str(capfirst(label))
