"""Mechanisms, obstacles and trials, read. Every list begins at a query that takes the user."""

from django.db.models import (
    DateField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    Prefetch,
    Q,
    TextField,
)
from django.db.models.functions import Cast, Coalesce

from cauhien.accounts.models import User
from cauhien.accounts.rules import OFFICE_STAFF, holds_role, office_ids
from cauhien.accounts.states import Role
from cauhien.core import search
from cauhien.core.audit import act_in_words
from cauhien.core.models import AuditLine
from cauhien.organisations.models import Office
from cauhien.policies import rules
from cauhien.policies.models import Fact, Mechanism, Obstacle, Trial, Watch
from cauhien.policies.states import (
    UNANSWERED,
    CommentState,
    MechanismKind,
    MechanismState,
    TrialState,
    Validity,
)

MECHANISM, OBSTACLE, TRIAL = "mechanism", "obstacle", "trial"  # the kinds of subjects
FACT = "fact"  # the kind of what the path asks


def mechanisms_for(user):
    rows = Mechanism.objects.filter(rules.visible_mechanisms(user))
    return rows.select_related("source", "office__organisation")


def mechanisms_listed(user, question=""):
    """Return the mechanisms that hold all words of a question, those in force first."""
    rows = search.narrowed(mechanisms_for(user), question, user=user, kind=MECHANISM)
    return rows.order_by("validity_order", "sort_key", "id")


def versions_of(mechanism, user):
    """Return the other versions of a mechanism, the newest first."""
    rows = mechanisms_for(user).filter(series=mechanism.series).exclude(pk=mechanism.pk)
    return rows.order_by("-valid_from", "-id")


def versions_between(mechanism, since, until):
    """Return the other versions that are in force on some day of a time; until: None, open."""
    rows = Mechanism.objects.filter(series=mechanism.series).exclude(pk=mechanism.pk)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=since), valid_from__isnull=False)
    return rows.filter(valid_from__lte=until) if until else rows


def facts():
    return Fact.objects.all()


def ruled():
    """Return the mechanisms whose rule can be read, in all their versions."""
    return Mechanism.objects.filter(rule__isnull=False, fault="").order_by("sort_key", "id")


def asking(name):
    """Return the mechanisms whose rule asks for a fact."""
    said = f'"fact": "{name}"'
    rows = ruled().annotate(written=Cast("rule", TextField()))
    return rows.filter(written__contains=said)


def computable_on(day):
    """Return the mechanisms that can be computed and are in force on a day."""
    begun = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    rows = Mechanism.objects.filter(begun, is_public=True, rule__isnull=False, fault="")
    return rows.select_related("source").order_by("sort_key", "id")


def looked_for(mechanisms, kinds):
    """Return the mechanisms of some kinds; none named: of all but tests for recognition."""
    return mechanisms.filter(
        kind__in=kinds or [one for one in MechanismKind if one != MechanismKind.STATUS]
    )


def beginning_by(day):
    """Return the law written here that is said to be passed, and has begun by a day."""
    passed = {"state": MechanismState.ADOPTED, "validity": Validity.ADOPTED}
    return Mechanism.objects.filter(source_key=None, valid_from__lte=day, **passed)


def over_before(day):
    """Return the law said to be in force whose last day is past, if written or ended here."""
    here = Mechanism.objects.filter(source_key=None)
    from_here = Q(series__in=here.values("series")) | Q(state=MechanismState.ENDED)
    law = {"validity": Validity.IN_FORCE, "valid_to__lt": day}
    states = (MechanismState.ADOPTED, MechanismState.ENDED)
    return Mechanism.objects.filter(from_here, state__in=states, **law)


def replaced_by(mechanism):
    """Return the later versions of a mechanism."""
    return Mechanism.objects.filter(series=mechanism.series, valid_from__gt=mechanism.valid_to)


def not_computable():
    """Return what is listed with its source and cannot be computed, but may be in force."""
    over = (Validity.SUPERSEDED, Validity.EXPIRED)
    rows = Mechanism.objects.filter(is_public=True).exclude(not_computable="")
    return rows.exclude(validity__in=over).order_by("sort_key", "id")


def giving_the_same(mechanism, day):
    """Return the computed mechanisms of a day, other versions aside, that give the same thing."""
    given = gives(mechanism).keys()
    rows = computable_on(day).exclude(series=mechanism.series).exclude(pk=mechanism.pk)
    return [one for one in rows if given & gives(one).keys()]


def gives(mechanism):
    """Return {thing: what of it} that a mechanism gives.

    A thing is named before the colon: "corporate income tax rate: 15 %". Tests for recognition
    recognise each something of its own.
    """
    if mechanism.kind == MechanismKind.STATUS:
        return {}
    said = (one["vi"].partition(":") for one in mechanism.benefits)
    return {thing.strip().casefold(): what.strip() for thing, _colon, what in said}


def texts_for(user, mechanism):
    """Return the versions of a text that this user may read, the newest first."""
    return mechanism.texts.filter(rules.visible_texts(user, mechanism))


def obstacles_behind(mechanism, user):
    """Return the obstacles for which a mechanism was drafted."""
    return obstacles_for(user).filter(mechanism=mechanism)


def senders_behind(mechanism):
    """Return those who reported an obstacle behind a mechanism, or commented on it."""
    senders = Obstacle.objects.filter(mechanism=mechanism).values("sent_by")
    comments = mechanism.comments.values("sent_by")
    return User.objects.filter(Q(pk__in=senders) | Q(pk__in=comments)).order_by("pk")


def watch_of(user):
    """Return the Watch of a user, None where they have asked for nothing."""
    return Watch.objects.filter(user=user.pk).first()


def watches():
    return Watch.objects.select_related("user").filter(user__is_active=True).order_by("pk")


def rules_for(user, mechanism):
    """Return the versions of a rule that this user may read, the newest first."""
    return mechanism.rule_versions.filter(rules.visible_rules(user, mechanism))


def newest_versions(mechanism):
    """Return the newest version of the text and of the rule, the one written last at the end."""
    newest = (mechanism.texts.first(), mechanism.rule_versions.first())
    return sorted(filter(None, newest), key=lambda one: one.at)


def as_written(mechanism):
    """Return a mechanism as the office that drafts it has it now; it is not to be saved.

    What the office has written since a consultation stays inside, as a version alone.
    """
    if mechanism.state == MechanismState.DRAFT:
        for version in newest_versions(mechanism):
            for name, value in version.columns.items():
                setattr(mechanism, name, value)
    return mechanism


def comments_for(user, mechanism):
    rows = mechanism.comments.filter(rules.visible_comments(user, mechanism))
    return rows.select_related("version").defer("sent_by")


def obstacles_for(user):
    """Return the obstacles that this user may read, the newest first."""
    seen = Obstacle.objects.filter(rules.visible_obstacles(user))
    return seen.defer("sent_by").order_by("-sent_at", "-id")


def obstacle_named(code):
    """Return an obstacle for its page: who may not read it sees only what became of it."""
    return Obstacle.objects.filter(code=code).select_related("mechanism", "about").first()


def trials_for(user):
    """Return the trials that this user may see, the newest first."""
    seen = Trial.objects.filter(rules.visible_trials(user))
    return seen.select_related("mechanism").order_by("-sent_at", "-id")


def whole_trials_for(user):
    return trials_for(user).prefetch_related(Prefetch("reports"))


def log_of(thing, user):
    """Return the lines of the log that this user may read: dicts of line and what it says."""
    lines = AuditLine.objects.filter(chain=thing.chain).order_by("number")
    seen = lines if rules.may_see_log(user) else lines.filter(public=True)
    return [{"line": line, "said": act_in_words(line.act)} for line in seen]


def offices_of(user):
    """Return the offices of whose staff the user is."""
    rows = Office.objects.filter(pk__in=office_ids(user, *OFFICE_STAFF))
    return rows.select_related("organisation")


def obstacles_to_answer(user):
    if not holds_role(user, Role.COORDINATOR):
        return Obstacle.objects.none()
    return Obstacle.objects.filter(state__in=UNANSWERED).order_by("due_at", "id")


def drafts_with_comments(user):
    """Return the drafts of the user's offices on which comments wait for an answer."""
    rows = Mechanism.objects.filter(
        office__in=office_ids(user, *OFFICE_STAFF),
        state=MechanismState.CONSULTATION,
        comments__state=CommentState.RECEIVED,
    )
    return rows.annotate(waits_since=Min("comments__sent_at"))


def drafts_to_consult(user):
    """Return the drafts with a text that the user, as head of the office, may have consulted on."""
    own = {"office__in": office_ids(user, Role.HEAD), "state": MechanismState.DRAFT}
    rows = Mechanism.objects.filter(**own, texts__isnull=False)
    return rows.annotate(waits_since=Max("texts__at"))


def consultations_to_close(user, day):
    """Return the drafts of the user's offices whose consultation is over, all comments answered."""
    own = {"office__in": office_ids(user, *OFFICE_STAFF), "state": MechanismState.CONSULTATION}
    rows = Mechanism.objects.filter(**own, consulted_until__lt=day)
    return rows.exclude(comments__state=CommentState.RECEIVED)


def mechanisms_to_adopt(user):
    """Return the drafts that wait for a signed document, for the coordinator."""
    if not holds_role(user, Role.COORDINATOR):
        return Mechanism.objects.none()
    return Mechanism.objects.filter(state=MechanismState.CONSULTED)


def trials_to_decide(user):
    if not holds_role(user, Role.DECISION_MAKER):
        return Trial.objects.none()
    return Trial.objects.filter(state=TrialState.SENT)


def trials_to_correct(user):
    return Trial.objects.filter(state=TrialState.RETURNED, sent_by=user.pk)


def trials_to_supervise(user, day):
    """Return the running trials on which the supervision owes a report, with `next_on`."""
    running = {"from_on__lte": day, "until_on__gte": day}
    last_on = Coalesce(Max("reports__seen_on", filter=Q(reports__is_own=False)), "from_on")
    next_on = ExpressionWrapper(F("last_on") + F("report_every"), output_field=DateField())
    rows = _supervised_by(user).filter(**running).annotate(last_on=last_on)
    return rows.annotate(next_on=next_on).filter(next_on__lte=day)


def trials_with_incident(user):
    """Return the admitted trials with an incident after which the supervision reported nothing."""
    own = Q(reports__is_own=True, reports__is_incident=True)
    rows = _supervised_by(user).annotate(
        incident_at=Max("reports__at", filter=own),
        looked_at=Max("reports__at", filter=Q(reports__is_own=False)),
    )
    return rows.filter(Q(looked_at=None) | Q(incident_at__gt=F("looked_at"))).exclude(
        incident_at=None
    )


def _supervised_by(user):
    if not holds_role(user, Role.COORDINATOR):
        return Trial.objects.none()
    return Trial.objects.filter(state=TrialState.ADMITTED).exclude(sent_by=user.pk)


def trials_to_end(user, day):
    """Return the admitted trials whose time is over."""
    if not holds_role(user, Role.COORDINATOR):
        return Trial.objects.none()
    return Trial.objects.filter(state=TrialState.ADMITTED, until_on__lt=day)
