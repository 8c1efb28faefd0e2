"""Small things that only the pages of imports show."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cauhien.ingest.states import BatchState, HarvestState
from cauhien.policies.templatetags.policies import column_in_short, column_in_words
from cauhien.ui.templatetags.ui import status

register = template.Library()

TONES = {BatchState.DONE: "ok", BatchState.STAGED: "info", BatchState.FAILED: "bad"}
HARVEST_TONES = {
    HarvestState.DONE: "ok",
    HarvestState.FAILED: "bad",
    HarvestState.STOPPED: "warn",
}
PAGES = {"person": "network:person", "organisation": "organisations:detail"}


@register.simple_tag
def batch_state(batch):
    return status(batch.get_state_display(), TONES.get(batch.state, ""))


@register.simple_tag
def harvest_state(repository):
    return status(repository.get_state_display(), HARVEST_TONES.get(repository.state, ""))


@register.simple_tag
def pair_side(pair, label, code):
    """The name of one of a pair, with a link where it has a page."""
    if not code:
        return label
    return format_html('<a href="{}">{}</a>', reverse(PAGES[pair.kind], args=[code]), label)


@register.simple_tag
def conflict_url(conflict):
    return reverse("ingest:conflict", args=conflict.key)


@register.simple_tag
def disputed(conflict, assertion):
    """A value that was put right, or what a source says against it, in a line."""
    named = (assertion.subject_kind, assertion.predicate, assertion.value)
    return _shown(column_in_short(*named) or conflict.shown(assertion))


@register.simple_tag
def disputed_whole(conflict, assertion):
    """One of the two values of a conflict, whole, what differs marked."""
    other = conflict.ours if assertion is conflict.theirs else conflict.theirs
    named = (assertion.subject_kind, assertion.predicate, assertion.value)
    return _shown(column_in_words(*named, other.value) or conflict.shown(assertion))


def _shown(value):
    if value in (None, "", []):
        return format_html('<span class="muted">{}</span>', _("empty"))
    return value
