"""The pages below carry their things in schema.org, as the table of facts has them."""

from functools import partial

from cauhien.core.subjects import register_json_ld
from cauhien.exchange.mappings.ecosystem import ENTRIES, ecosystem_in_schema_org
from cauhien.exchange.mappings.figures import FIGURES, figures_in_schema_org
from cauhien.exchange.mappings.schema_org import schema_org
from cauhien.exchange.mappings.signposts import signposts
from cauhien.network.states import WorkKind


def _kind(row):
    return "dataset" if row.kind == WorkKind.DATASET else "work"


register_json_ld(
    "work",
    lambda row: schema_org(_kind(row), row),
    lambda row, said: signposts(_kind(row), row, said),
)
register_json_ld("challenge", partial(schema_org, "problem"), partial(signposts, "problem"))
for kind in ("person", "organisation", "project", "laboratory", "technology"):
    register_json_ld(kind, partial(schema_org, kind), partial(signposts, kind))
for kind in ENTRIES:
    register_json_ld(kind, partial(ecosystem_in_schema_org, kind))
for kind in FIGURES:
    register_json_ld(kind, partial(figures_in_schema_org, kind))
