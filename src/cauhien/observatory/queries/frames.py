"""What is read of frames and of what the engine made of them."""

from django.db.models import Q
from django.utils.translation import get_language

from cauhien.observatory.models import Computation, Frame, Indicator, Unit
from cauhien.observatory.queries.units import units_of
from cauhien.observatory.states import FrameKind


def frames_for(user):
    """Everybody sees all frames of indices: those that somebody forked, and replaced ones too."""
    frames = Frame.objects.filter(kind=FrameKind.INDEX)
    return frames.select_related("fork_of", "replaces", "replaced_by")


def current():
    """Return the frames that are computed when values change: all that nothing has replaced."""
    return frames_for(None).filter(replaced_by=None)


def editions(frame):
    """Return the years of which a frame is computed, the newest first."""
    years = frame.computations.values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def newest(frame, year=None):
    """Return the newest Computation of a frame (of a year), None without one."""
    found = frame.computations.order_by("-year", "-at", "-id")
    return (found.filter(year=year) if year else found).first()


def computed_as(frame, key):
    """Return the Computation of a frame that has a key, None without one."""
    return frame.computations.filter(key=key).first()


def without_variants():
    """Return the computations whose variants are still to be computed, or lack what a release
    before this one did not compute; pages leave that out until then.
    """
    whole = Q(variants__has_keys=["all", "base", "pillars", "sensitivity"])
    return Computation.objects.exclude(whole).order_by("-year", "id")


def names_of(codes):
    """Return {code: Unit} of some units."""
    return {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}


def indicators_of(codes):
    """Return {code: Indicator} of some indicators."""
    return {one.code: one for one in Indicator.objects.filter(code__in=codes)}


def name_of(node):
    """Return the name of a line of a frame in the language of the page."""
    return node["iName"] if get_language() == "en" else node.get("iName_vi") or node["iName"]


def comparable(frame, computation):
    """Return the computations that one of a frame is compared with, each with its frame.

    For an edited fork first what it replaced, for any fork what it was forked from; then other
    editions, then forks as they are now.
    """
    near = Q(pk__in=[frame.pk, frame.fork_of_id, frame.replaces_id])
    near |= Q(fork_of=frame, replaced_by=None)
    found = (
        Computation.objects.filter(frame__in=Frame.objects.filter(near))
        .exclude(pk=computation.pk)
        .select_related("frame")
        .order_by("frame", "year", "-at", "-id")
        .distinct("frame", "year")
    )
    order = {frame.replaces_id: 0, frame.fork_of_id: 1, frame.pk: 2}
    return sorted(found, key=lambda one: (order.get(one.frame_id, 3), -one.year))


def published():
    """Return the frames whose method is the published one."""
    return frames_for(None).filter(locked=True).order_by("id")


def published_of(unit):
    """Return the published frame in which a unit is ranked, None without one."""
    return published().filter(group__in=unit.groups).first()


def ranked_units():
    """Return the units of all published frames."""
    groups = published().values_list("group", flat=True)
    return list({unit.pk: unit for group in groups for unit in units_of(group)}.values())


def newest_editions(frame):
    """Return the newest computation with variants of each edition, the first edition first."""
    found = frame.computations.filter(variants__isnull=False)
    return list(found.order_by("year", "-at", "-id").distinct("year"))
