"""Kinds of records: by which action each is written, what follows, what people may put right."""

from collections.abc import Callable
from typing import Any, NamedTuple

from cauhien.challenges.actions import catalogue_challenges, challenge_columns
from cauhien.challenges.actions.procedures import (
    council_rules_columns,
    procedure_columns,
    take_over_council_rules,
    take_over_procedures,
)
from cauhien.challenges.models import Challenge, CouncilRules, Procedure
from cauhien.ecosystem.actions.catalogue import body_columns
from cauhien.ecosystem.models import SupportBody
from cauhien.enterprises.actions.templates import take_over_templates, template_columns
from cauhien.enterprises.models import Template
from cauhien.facilities.actions import give_host, laboratory_columns
from cauhien.facilities.actions import spread as spread_laboratories
from cauhien.facilities.models import Laboratory
from cauhien.ingest.actions.taking import (
    finish_challenges,
    finish_mechanisms,
    finish_organisations,
    finish_park_projects,
    finish_places,
    finish_procedures,
    finish_works,
    look_again,
    shown,
    spread_bodies,
    spread_challenges,
    spread_organisations,
    take_bodies,
    take_laboratories,
    take_park_projects,
    take_parks,
    take_projects,
    take_tasks,
    take_technologies,
    take_works,
)
from cauhien.network.actions.fields import field_columns, take_over_fields
from cauhien.network.actions.joining import told_as
from cauhien.network.actions.persons import bear_name
from cauhien.network.actions.persons import spread as spread_people
from cauhien.network.actions.projects import give_host as give_project_host
from cauhien.network.actions.projects import (
    give_owner,
    host_of,
    project_columns,
    spread_projects,
    spread_technologies,
    technology_columns,
)
from cauhien.network.actions.works import spread as spread_works
from cauhien.network.actions.works import work_columns
from cauhien.network.models import Person, Project, ResearchField, Technology, Work
from cauhien.organisations.actions.places import place_columns, take_over_places
from cauhien.organisations.actions.register import (
    bear_own_names,
    organisation_columns,
    take_over_organisations,
)
from cauhien.organisations.models import Organisation, Place
from cauhien.park.actions.spreading import spread_parks
from cauhien.park.actions.spreading import spread_projects as spread_park_projects
from cauhien.park.actions.takeover import park_columns, statement_columns, take_over_statements
from cauhien.park.actions.takeover import project_columns as park_project_columns
from cauhien.park.models import InvestmentProject, Park, Statement
from cauhien.policies.actions.spreading import spread as spread_mechanisms
from cauhien.policies.actions.takeover import (
    fact_columns,
    mechanism_columns,
    take_over_facts,
    take_over_mechanisms,
)
from cauhien.policies.models import Fact, Mechanism
from cauhien.resolution.actions import task_columns
from cauhien.resolution.models import Task


class Holder(NamedTuple):
    """The organisation that a thing is of. name: of that value, as in `HOLDERS`."""

    name: str
    of: Callable  # row → organisation or None
    give: Callable  # (row, organisation or None)


class Kind(NamedTuple):
    model: Any  # of Django, with source_key and record_sha256
    columns: Any = None  # record → {column: value}, for the difference
    write: Any = None  # ([(record, sha256)], TakeOver) → Taken; None: no file is of this kind
    spread: Callable | None = None  # (rows, at): tells the search and the apps above of a change
    finish: Callable | None = None  # (records, TakeOver), once all rows of the batch are there
    by_hand: tuple[str, ...] = ()  # the columns that a data steward may put right
    by_page: tuple[str, ...] = ()  # the columns that a page of the thing's own app writes
    rename: Callable | None = None  # (row), whose name was put right
    told_as: Callable | None = None  # records → {key: row of ours that the record will be}
    holder: Holder | None = None  # which a data steward may put right as well

    @property
    def correctable(self):
        return {*self.by_hand, *([self.holder.name] if self.holder else [])}


def plainly(take_over):
    """Return the writer of a kind of which the action needs to be told nothing else."""
    return lambda rows, batch: take_over(rows, **batch.stamp)


KINDS = {
    "organisation": Kind(
        Organisation,
        organisation_columns,
        plainly(take_over_organisations),
        spread_organisations,
        finish_organisations,
        by_hand=(
            *("name_vi", "name_en", "kind", "topic", "description_vi", "description_en"),
            *("zone", "address", "website", "established", "active", "ror"),
        ),
        rename=bear_own_names,
    ),
    "place": Kind(Place, place_columns, plainly(take_over_places), finish=finish_places),
    "research_field": Kind(ResearchField, field_columns, plainly(take_over_fields)),
    "work": Kind(Work, work_columns, take_works, spread_works, finish_works, told_as=told_as),
    "person": Kind(Person, spread=spread_people, by_hand=("name", "zone"), rename=bear_name),
    "project": Kind(
        Project,
        project_columns,
        take_projects,
        spread_projects,
        look_again,
        by_hand=(
            *("title_vi", "title_en", "topic", "summary_vi", "summary_en"),
            *("programme", "year_start", "year_end"),
        ),
        holder=Holder("host", host_of, give_project_host),
    ),
    "technology": Kind(
        Technology,
        technology_columns,
        take_technologies,
        spread_technologies,
        look_again,
        by_hand=(
            *("name_vi", "name_en", "kind", "topic", "summary_vi", "summary_en"),
            *("readiness", "intellectual_property"),
        ),
        holder=Holder("owner", lambda row: shown(row.owner), give_owner),
    ),
    "laboratory": Kind(
        Laboratory,
        laboratory_columns,
        take_laboratories,
        spread_laboratories,
        look_again,
        by_hand=(
            *("name_vi", "name_en", "kind", "topic", "capabilities_vi", "capabilities_en"),
            *("accreditation", "address"),
        ),
        holder=Holder("host", lambda row: shown(row.host), give_host),
    ),
    "supportbody": Kind(
        SupportBody,
        body_columns,
        take_bodies,
        spread_bodies,
        by_hand=("name_vi", "name_en", "about_vi", "about_en", "kind", "since", "website"),
    ),
    "park": Kind(
        Park,
        park_columns,
        take_parks,
        spread_parks,
        by_hand=("name_vi", "name_en", "founded_on", "area_ha"),
    ),
    "investmentproject": Kind(
        InvestmentProject,
        park_project_columns,
        take_park_projects,
        spread_park_projects,
        finish_park_projects,
    ),
    "statement": Kind(Statement, statement_columns, plainly(take_over_statements)),
    "council_rules": Kind(
        CouncilRules,
        council_rules_columns,
        plainly(take_over_council_rules),
        finish=finish_procedures,
    ),
    "procedure": Kind(
        Procedure, procedure_columns, plainly(take_over_procedures), finish=finish_procedures
    ),
    "task": Kind(Task, task_columns, take_tasks),
    "fact": Kind(
        Fact,
        fact_columns,
        plainly(take_over_facts),
        finish=finish_mechanisms,
        by_page=("group", "place", "content"),
    ),
    "mechanism": Kind(
        Mechanism,
        mechanism_columns,
        plainly(take_over_mechanisms),
        spread_mechanisms,
        finish_mechanisms,
        by_page=(
            *("rule", "not_computable", "benefits", "audience", "summary_vi", "summary_en"),
            *("valid_from", "valid_to"),
        ),
    ),
    "capability_template": Kind(Template, template_columns, plainly(take_over_templates)),
    "challenge": Kind(
        Challenge,
        challenge_columns,
        plainly(catalogue_challenges),
        spread_challenges,
        finish_challenges,
    ),
}
CORRECTABLE = frozenset(word for word, kind in KINDS.items() if kind.by_hand)


def models():
    """Return {word of a kind: its model}."""
    return {word: kind.model for word, kind in KINDS.items()}
