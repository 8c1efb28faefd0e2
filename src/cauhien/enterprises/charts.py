"""The pictures of a self-assessment beside its peers, and of how far deals come."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.enterprises.queries.wording import plain
from cauhien.enterprises.states import LEVELS
from cauhien.ui.charts import LAKE, MUTED, SON, WIDE, Chart, beside
from cauhien.ui.words import day, number


def profile(groups, peers=None, before=None):
    """Return the Chart of groups. groups: [Group]. peers: Peers or None.

    before: {key: points} of the assessment before this one, None for a first one.
    """
    columns: list[dict] = [{"label": _("Group")}]
    columns += [{"label": name, "number": True} for name in (_("Points"), _("At most"), "%")]
    if before:
        columns.append({"label": _("Points last time"), "number": True})
    if peers:
        columns.append({"label": _("Middle half of others, %")})
        columns.append({"label": _("Median of others, %"), "number": True})
    rows = [_row(group, peers, before) for group in groups]
    return Chart(_("Profile by group"), _sentence(groups), columns, rows, _bars(groups, peers))


def _share(group):
    return round(100 * group.points / group.most)


def _row(group, peers, before):
    row = [group.name, plain(group.points), group.most, _share(group)]
    if before:
        row.append(plain(before[group.key]))
    if peers:
        low, middle, high = peers.groups[group.key]
        row += [f"{low}–{high}", middle]
    return row


def _sentence(groups):
    ordered = sorted(groups, key=lambda one: one.points / one.most)
    weakest, strongest = ordered[0], ordered[-1]
    if _share(weakest) == _share(strongest):
        return _("Every group: %(share)s %%.") % {"share": number(_share(weakest))}
    return _("Weakest: %(weak)s, %(low)s %%. Strongest: %(strong)s, %(high)s %%.") % {
        "weak": weakest.name,
        "low": number(_share(weakest)),
        "strong": strongest.name,
        "high": number(_share(strongest)),
    }


def _bars(groups, peers):
    """Return the function of a width that draws one bar for each group, and the peers' ranges."""
    values: list[dict] = [{"name": one.name, "share": _share(one) / 100} for one in groups]
    for value, group in zip(values, groups if peers else [], strict=False):
        edges = zip(("low", "middle", "high"), peers.groups[group.key], strict=True)
        value |= {name: edge / 100 for name, edge in edges}
    title = _("share of the points that can be reached")

    def spec(width):
        axis, row = beside([one.name for one in groups], width)
        names = {
            "field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis,
        }  # fmt: skip
        along = {
            "field": "share", "type": "quantitative", "title": title,
            "scale": {"domain": [0, 1]}, "axis": {"format": ".0%", "tickCount": 5},
        }  # fmt: skip
        layers = [
            {"mark": {"type": "bar", "color": SON, "height": 12}, "encoding": {"x": along}}
        ]  # fmt: skip
        if peers:
            layers += [
                {"mark": {"type": "rule", "color": LAKE, "strokeWidth": 4, "opacity": 0.6,
                          "yOffset": 11},
                 "encoding": {"x": along | {"field": "low"}, "x2": {"field": "high"}}},
                {"mark": {"type": "tick", "color": MUTED, "thickness": 3, "height": 12,
                          "yOffset": 11},
                 "encoding": {"x": along | {"field": "middle"}}},
            ]  # fmt: skip
        return {
            "data": {"values": values},
            "height": {"step": row},
            "encoding": {"y": names},
            "layer": layers,
        }

    return spec


def deals_chart(figures):
    """Return the Chart of how many deals came so far as each stage. figures: queries.Figures."""
    first, last = figures.reached[0][1], figures.reached[-1][1]
    sentence = _("Of %(deals)s deals, %(contracts)s came to a contract.") % {
        "deals": number(first),
        "contracts": number(last),
    }
    columns = [{"label": _("Came as far as")}, {"label": _("Deals"), "number": True}]
    rows = [[capfirst(str(stage.label)), count] for stage, count in figures.reached]
    return Chart(_("How far deals come"), sentence, columns, rows, _counts(rows))


def _counts(rows):
    """Return the function of a width that draws one bar for each (name, number)."""

    def spec(width):
        axis, row = beside([name for name, _count in rows], width)
        names = {
            "field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis,
        }  # fmt: skip
        along = {"field": "count", "type": "quantitative", "title": _("Deals"),
                 "axis": {"format": "d", "tickCount": 4, "tickMinStep": 1}}  # fmt: skip
        return {
            "data": {"values": [{"name": name, "count": count} for name, count in rows]},
            "height": {"step": row},
            "mark": {"type": "bar", "color": LAKE, "height": 16},
            "encoding": {"x": along, "y": names},
        }

    return spec


def readiness(steps):
    """Return the Chart of the levels of readiness over time. steps: those of an Offer, in order."""
    first, last = steps[0], steps[-1]
    said = {"last": last["level"], "day": day(date.fromisoformat(last["on"]))}
    if len(steps) == 1:
        sentence = _("Level %(last)s was reached on %(day)s.") % said
    else:
        said |= {"first": first["level"], "begun": day(date.fromisoformat(first["on"]))}
        sentence = _("From level %(first)s on %(begun)s to level %(last)s on %(day)s.") % said
    columns = [{"label": name} for name in (_("Level (TRL)"), _("Reached on"), _("Evidence"))]
    rows = [
        [
            f"{one['level']}: {LEVELS[one['level']]}",
            day(date.fromisoformat(one["on"])),
            one["evidence"],
        ]
        for one in steps
    ]
    return Chart(_("How the technology became ready"), sentence, columns, rows, _climb(steps))


def _climb(steps):
    """Return the function of a width that draws the levels as stairs over the days."""

    def spec(width):
        along = {"field": "on", "type": "temporal", "title": None,
                 "axis": {"format": "%m/%Y", "tickCount": 6 if width >= WIDE else 3,
                          "grid": False}}  # fmt: skip
        up = {"field": "level", "type": "quantitative", "title": _("Level (TRL)"),
              "scale": {"domain": [0, 9]}, "axis": {"format": "d", "tickCount": 9}}  # fmt: skip
        return {
            "data": {"values": [{"on": one["on"], "level": one["level"]} for one in steps]},
            "height": 200,
            "encoding": {"x": along, "y": up},
            "layer": [
                {"mark": {"type": "line", "interpolate": "step-after", "color": LAKE}},
                {"mark": {"type": "point", "color": SON, "filled": True, "size": 60}},
            ],
        }

    return spec
