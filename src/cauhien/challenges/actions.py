"""Problems, written. Every change of state goes through `advance` and the table in `states`."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.challenges import queries, rules
from cauhien.challenges.models import Challenge, FrozenText
from cauhien.challenges.states import FROZEN, WRITTEN, Act, Guard, Proof, State, transition
from cauhien.core import search
from cauhien.core.audit import record
from cauhien.core.codes import random_code
from cauhien.core.events import announce, announce_many
from cauhien.core.jobs import defer
from cauhien.core.provenance import Said, take_over
from cauhien.core.text import sort_key
from cauhien.network.models import ResearchField
from cauhien.organisations.states import Zone

PAUSE = 15  # seconds without a new save before an unfinished draft is matched


@dataclass(frozen=True)
class OpenForm:
    """Which form saves: its token, and the revision of the draft that it began from."""

    token: str = ""
    revision: int = 0


class CannotMove(Exception):
    """The table knows no such step, or not for this person, or a guard of it does not hold."""


class CannotDraft(Exception):
    """Only the officers and the head of an office write a problem."""


class AlreadyBegun(Exception):
    """There is a problem of this code: the form was sent twice, or its code is another's."""


class CannotEdit(Exception):
    """It is not a draft, or not one of this person's office."""


class CannotSend(Exception):
    """The problem lacks what signing needs; `missing` says {field: what to do}."""

    def __init__(self, missing):
        super().__init__(_("Something is missing before it can be signed."))
        self.missing = missing


class SavedElsewhere(Exception):
    """Another form has saved this draft since this one was opened; `challenge` is how it stands."""

    def __init__(self, challenge):
        super().__init__(_("This text was saved elsewhere in the meantime."))
        self.challenge = challenge


_UNKNOWN_FORM = OpenForm()


@transaction.atomic
def draft_challenge(*, office, by, at, code=None, form=_UNKNOWN_FORM, written=None):
    """Begin a draft of an office and return it.

    code: the one that the form was opened with, so that sending twice makes one draft.
    written: {field: value} of states.WRITTEN.
    """
    if not rules.is_office_staff(by, office=office):
        raise CannotDraft(_("Only the officers and the head of an office write its problems."))
    challenge = Challenge(
        code=code or random_code(), office=office, officer=by, created_at=at, saved_at=at
    )
    _take(challenge, written or {}, form, at)
    try:
        with transaction.atomic():
            challenge.save(force_insert=True)
    except IntegrityError:
        raise AlreadyBegun(code) from None
    _take_fields(challenge, written or {})
    return _begun(challenge, Act.DRAFT, by, at)


@transaction.atomic
def save_draft(*, challenge, by, at, written, form, finished=False):
    """Keep what was typed into a draft and return it.

    Two saves of one form follow each other; a form that knows nothing of what another one has
    saved since raises SavedElsewhere.
    finished: a person pressed Save; else it is an autosave, and matching waits for a pause.
    """
    challenge = _locked(challenge)
    if not rules.may_edit(by, challenge):
        raise CannotEdit(_("This is not a draft of your office."))
    if challenge.saved_in == form.token and at < challenge.saved_at:
        return challenge  # an autosave that a later save of the same form has overtaken
    if challenge.revision != form.revision and challenge.saved_in != form.token:
        raise SavedElsewhere(challenge)
    changed = _differences(challenge, written)
    if not changed:
        if finished:
            _match(challenge, wait=0)
        return challenge
    is_first_of_form = challenge.saved_in != form.token
    _take(challenge, written, form, at)
    challenge.save()
    _take_fields(challenge, written)
    if finished or is_first_of_form:  # one line for each form, not one for each word
        record(chain=challenge.chain, act=Act.EDIT, by=by, at=at, detail={"fields": changed})
    _spread(challenge, at, wait=0 if finished else PAUSE)
    return challenge


@transaction.atomic
def adopt_challenge(*, challenge, office, by, at):
    """Make a draft of an office out of a catalogued problem, which stays as it is."""
    challenge = _locked(challenge)
    row = transition(challenge.state, State.DRAFT)
    if not (row and row.copies and rules.may_adopt(by, challenge)):
        raise CannotMove(_("Only the officers and the head of an office adopt a problem."))
    if not rules.is_office_staff(by, office=office):
        raise CannotDraft(_("Only the officers and the head of an office write its problems."))
    draft = Challenge.objects.create(
        office=office,
        officer=by,
        adopted_from=challenge,
        title_vi=challenge.title_vi,
        title_en=challenge.title_en,
        description_vi=challenge.description_vi,
        description_en=challenge.description_en,
        topic=challenge.topic,
        place=challenge.place,
        place_text=challenge.place_text,
        sort_key=challenge.sort_key,
        created_at=at,
        saved_at=at,
        revision=1,
    )
    draft.research_fields.set(challenge.research_fields.all())
    adopted = {"office": office.code, "draft": draft.code}
    record(chain=challenge.chain, act=Act.ADOPT, by=by, at=at, detail=adopted)
    return _begun(draft, Act.ADOPT, by, at, {"from": challenge.code})


@transaction.atomic
def send_for_sign_off(*, challenge, by, at):
    """Freeze a complete draft and hand it to the head of its office, who alone may sign it."""
    challenge = _locked(challenge)
    if not rules.may_send(by, challenge):
        raise CannotMove(_("Only an officer of the office that owns a draft sends it."))
    frozen = _freeze(challenge, by, at)
    return advance(
        challenge=challenge, to=State.AWAITING_SIGN_OFF, by=by, at=at, basis=frozen.sha256
    )


@transaction.atomic
def sign_off(*, challenge, by, at, sha256):
    """Sign the frozen text; sha256: the hash of what the head has read."""
    challenge = _locked(challenge)
    moved = advance(challenge=challenge, to=State.TRIAGE, by=by, at=at, basis=sha256)
    frozen = queries.frozen_text(challenge)
    frozen.signed_at, frozen.signed_by = at, by
    frozen.save(update_fields=["signed_at", "signed_by"])
    return moved


def return_challenge(*, challenge, by, at, reason):
    """Give a problem back to its office as a draft, with the reason."""
    return advance(challenge=challenge, to=State.DRAFT, by=by, at=at, reason=reason)


@transaction.atomic
def advance(*, challenge, to, by, at, basis="", reason=""):
    """Move a problem to another state, if the table has such a row and all it asks for holds.

    basis: the hash of what the act rests on, where the row wants a proof. Returns the problem.
    """
    challenge = _locked(challenge)
    row = transition(challenge.state, to)
    if row is None or row.copies or not rules.may_move(by, challenge, to):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    for guard in row.guards:
        GUARDS[guard](challenge, by, reason.strip())
    if row.proof:
        PROOFS[row.proof](challenge, basis)
    detail = {"from": challenge.state, "to": to, "basis": basis, "reason": reason.strip()}
    challenge.state = to
    challenge.save(update_fields=["state"])
    record(
        chain=challenge.chain,
        act=row.act,
        by=by,
        at=at,
        detail={name: value for name, value in detail.items() if value},
        public=row.public,
    )
    _announce(challenge, at)
    return challenge


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
    moment = {"state": State.CATALOGUED, "created_at": at, "saved_at": at}
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


def index_in_search(challenges, *, at):
    """Write the search entries of problems; an entry that is the same as another has none."""
    search.index_many(
        [_thing(challenge) for challenge in challenges if not challenge.same_as_id], at=at
    )


def _is_complete(challenge, by, reason):
    if missing := challenge.missing_for_sign_off():
        raise CannotSend(missing)


def _is_other_person(challenge, by, reason):
    if queries.frozen_text(challenge).frozen_by_id == by.pk:
        raise CannotMove(_("You sent this text yourself; somebody else must sign it."))


def _has_reason(challenge, by, reason):
    if not reason:
        raise CannotMove(_("Say why you return it."))


def _is_frozen_text(challenge, basis):
    frozen = queries.frozen_text(challenge)
    if not frozen or frozen.sha256 != basis:
        raise CannotMove(_("The text has changed since you opened it. Read it again."))


GUARDS = {
    Guard.COMPLETE: _is_complete,
    Guard.OTHER_PERSON: _is_other_person,
    Guard.REASON: _has_reason,
}
PROOFS = {Proof.FROZEN_TEXT: _is_frozen_text}


def _locked(challenge):
    return (
        Challenge.objects.select_for_update(of=("self",))
        .select_related("office__organisation", "officer", "place", "adopted_from")
        .get(pk=challenge.pk)
    )


def _begun(challenge, act, by, at, detail=None):
    record(chain=challenge.chain, act=act, by=by, at=at, detail=detail)
    _spread(challenge, at, wait=0)
    return challenge


def _take(challenge, written, form, at):
    """Put what was typed into the row (its research fields: `_take_fields`, once it is saved)."""
    for name in WRITTEN:
        if name in written and name != "research_fields":
            setattr(challenge, name, written[name])
    challenge.sort_key = sort_key(challenge.title_vi)[:300]
    challenge.saved_at, challenge.saved_in = at, form.token
    challenge.revision += 1


def _take_fields(challenge, written):
    if "research_fields" in written:
        challenge.research_fields.set(written["research_fields"])


def _differences(challenge, written):
    """Return the names of the fields in which what was typed differs from what is kept."""
    plain = [name for name in WRITTEN if name in written and name != "research_fields"]
    changed = [name for name in plain if getattr(challenge, name) != written[name]]
    if "research_fields" in written:
        kept = set(challenge.research_fields.values_list("pk", flat=True))
        if kept != {field.pk for field in written["research_fields"]}:
            changed.append("research_fields")
    return changed


def _freeze(challenge, by, at):
    content = {name: _as_text(getattr(challenge, name)) for name in FROZEN}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return FrozenText.objects.create(
        challenge=challenge,
        content=content,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        frozen_at=at,
        frozen_by=by,
    )


def _as_text(value):
    """Return a value as it is hashed: 18 and 18.0000 are the same number."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _spread(challenge, at, wait):
    """Tell the search, the apps above and the match engine that a text has changed."""
    _announce(challenge, at)
    _match(challenge, wait)


def _match(challenge, wait):
    word = f"match:{challenge.code}:{'soon' if wait else 'now'}"
    defer("matching.run", once=word, wait=wait, challenge=challenge.code)


def _announce(challenge, at):
    index_in_search([challenge], at=at)
    announce(kind="challenge.changed", subject_kind="challenge", subject_code=challenge.code, at=at)


def _thing(challenge):
    return search.Thing(
        kind=queries.KIND,
        code=challenge.code,
        title=(challenge.title_vi, challenge.title_en),
        summary=(challenge.description_vi[:300], challenge.description_en[:300]),
        text="\n\n".join(
            [
                challenge.description_vi,
                challenge.description_en,
                challenge.place_text,
                challenge.tried,
            ]
        ),
        sort_key=challenge.sort_key,
        place=Zone.CITY,
        topic=challenge.topic,
        year=challenge.year,
        public=challenge.state == State.CATALOGUED,
    )
