"""Problems of published lists and public sources, taken into the catalogue."""

from django.db import transaction

from cauhien.challenges import queries
from cauhien.challenges.actions.spreading import index_in_search
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import Act, State
from cauhien.core import search
from cauhien.core.audit import record
from cauhien.core.events import announce_many
from cauhien.core.provenance import Said, take_over
from cauhien.core.text import sort_key
from cauhien.network.models import ResearchField


def challenge_columns(record):
    """Return what a record of a catalogued problem says, by column."""
    return {
        "origin": record.origin,
        "title_vi": record.title_vi,
        "title_en": record.title_en,
        "description_vi": record.description_vi,
        "description_en": record.description_en,
        "topic": record.topic,
        "suggested_owner": record.suggested_owner,
        "suggested_owner_basis": record.suggested_owner_basis,
        "listed_in": record.listed_in,
        "list_number": record.list_number,
        "list_group_vi": record.list_group_vi,
        "list_group_en": record.list_group_en,
        "results_required_vi": record.results_required_vi,
        "results_required_en": record.results_required_en,
        "questions_vi": record.questions_vi,
        "questions_en": record.questions_en,
        "year": record.year,
        "sort_key": sort_key(record.title_vi)[:300],
    }


@transaction.atomic
def catalogue_challenges(rows, *, source, at):
    """Take problems of a published list or of public sources into the catalogue.

    rows: [(record, sha256)]. No office has taken them on by that. Returns the Taken.
    """
    moment = {"is_public": True, "state": State.CATALOGUED, "created_at": at, "saved_at": at}
    said = {
        record.key: Said(challenge_columns(record) | moment, sha256, record.source_url, record.note)
        for record, sha256 in rows
    }
    known = Challenge.objects.filter(source_key__in=said)
    for key, made in known.values_list("source_key", "created_at"):
        said[key].columns["created_at"] = made
    taken = take_over(Challenge, queries.KIND, said, source=source, at=at)
    for listed, _sha256 in rows:
        challenge = taken.rows[listed.key]
        if challenge in taken.written:
            codes = listed.research_field_codes
            challenge.research_fields.set(ResearchField.objects.filter(code__in=codes))
            _log_catalogued(challenge, listed.key in taken.new, source, at)
            if challenge.same_as:
                _show_once(challenge.same_as, challenge)
    _spread_catalogued([*taken.written, *(c.same_as for c in taken.written if c.same_as)], at)
    return taken


def _log_catalogued(challenge, is_new, source, at):
    record(
        chain=challenge.chain,
        act=Act.CATALOGUE if is_new else Act.CATALOGUE_AGAIN,
        by=None,
        at=at,
        detail={"source": source.code, "sha256": challenge.record_sha256},
        public=True,
    )


@transaction.atomic
def link_catalogued(records, *, at):
    """Relate problems to each other, and show once what two lists say of the same problem.

    The entry of the published list is shown. It takes over the field of work, the research
    fields, the suggested owner and the fuller description of the other one, which is hidden.
    """
    for said in records:
        shown = Challenge.objects.filter(source_key=said.key).first()
        same = Challenge.objects.filter(source_key__in=said.same_keys)
        if shown is None:
            continue
        others = Challenge.objects.filter(source_key__in=said.related_keys)
        shown.related.set(others.exclude(pk__in=same))
        for hidden in same:
            _show_once(shown, hidden)
        topics = set(others.values_list("topic", flat=True))
        if not shown.topic and len(topics) == 1:
            shown.topic = topics.pop()
            shown.save(update_fields=["topic"])
    keys = {key for said in records for key in [said.key, *said.same_keys]}
    _spread_catalogued(Challenge.objects.filter(source_key__in=keys), at)


def _show_once(shown, hidden):
    hidden.same_as = shown
    hidden.save(update_fields=["same_as"])
    for column in ("topic", "suggested_owner", "suggested_owner_basis"):
        setattr(shown, column, getattr(shown, column) or getattr(hidden, column))
    for column in ("description_vi", "description_en"):
        first = getattr(shown, column).split("\n\n")[0]
        setattr(shown, column, f"{first}\n\n{getattr(hidden, column)}".strip())
    shown.save()
    shown.research_fields.set(hidden.research_fields.all())


def _spread_catalogued(challenges, at):
    index_in_search(challenges, at=at)
    search.forget(queries.KIND, [c.code for c in challenges if c.same_as_id])
    codes = [challenge.code for challenge in challenges]
    announce_many(kind="challenge.changed", subject_kind=queries.KIND, subject_codes=codes, at=at)
