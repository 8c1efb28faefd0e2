"""Who may see and move mechanisms, obstacles, comments and trials."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.policies.states import (
    UNANSWERED,
    WAYS,
    Actor,
    CommentState,
    MechanismState,
    TrialState,
)

SEES_ALL = (Role.COORDINATOR, Role.AUDITOR)
SEES_TRIALS = (*SEES_ALL, Role.DECISION_MAKER)
REPORTED = (TrialState.ADMITTED, TrialState.STOPPED)  # how one that was stopped is wound up
EVERYTHING = ~Q(pk=None)


def visible_mechanisms(user):
    """Everybody sees what is law or was put to consultation; drafts only the office that writes."""
    if holds_role(user, *SEES_ALL):
        return EVERYTHING
    return Q(is_public=True) | Q(office__in=office_ids(user, *OFFICE_STAFF))


def visible_obstacles(user):
    """Published ones everybody; one's own whoever sent it; all, who moderates or answers."""
    if holds_role(user, *SEES_ALL) or is_office_staff(user):
        return EVERYTHING
    return Q(is_public=True) | own(user)


def visible_comments(user, mechanism):
    """Published ones everybody; one's own whoever sent it; all, the office that drafts."""
    if may_answer_comments(user, mechanism) or holds_role(user, Role.AUDITOR):
        return EVERYTHING
    return Q(state=CommentState.PUBLISHED) | own(user)


def visible_texts(user, mechanism):
    """Versions that were put to consultation everybody; all, the office that drafts."""
    if may_answer_comments(user, mechanism) or holds_role(user, Role.AUDITOR):
        return EVERYTHING
    return Q(is_public=True)


def visible_rules(user, mechanism):
    """Versions of a rule that are law or were put to consultation everybody; all, the office."""
    return visible_texts(user, mechanism)


def visible_trials(user):
    """Admitted ones everybody; one's own whoever applied; all, who decides and supervises."""
    if holds_role(user, *SEES_TRIALS):
        return EVERYTHING
    return Q(is_public=True) | own(user)


def own(user):
    return Q(sent_by=user.pk) if user.is_authenticated else Q(pk__in=[])


def is_own_staff(user, thing):
    return thing.office_id is not None and is_office_staff(user, office=thing.office)


IS_ACTOR = {
    Actor.COORDINATOR: lambda user, thing: holds_role(user, Role.COORDINATOR),
    Actor.OFFICE_STAFF: lambda user, thing: is_office_staff(user),
    Actor.OWN_STAFF: is_own_staff,
    Actor.OWN_HEAD: lambda user, thing: (
        thing.office_id is not None and holds_role(user, Role.HEAD, office=thing.office)
    ),
    Actor.DECISION_MAKER: lambda user, thing: holds_role(user, Role.DECISION_MAKER),
    Actor.APPLICANT: lambda user, thing: is_applicant(user, thing),
}


def may(user, thing, act):
    """Return whether the table lets this user do this now, guards aside."""
    way = WAYS[act]
    return thing.state in way.sources and IS_ACTOR[way.actor](user, thing)


def acts_for(user, thing):
    """Return the acts that this user may do with a thing now, in the order of the table."""
    return [act for act in WAYS if may(user, thing, act)] if user.is_authenticated else []


def is_applicant(user, trial):
    """Who acts for somebody else has applied for nothing meanwhile."""
    return user.is_authenticated and not user.on_behalf_of and trial.sent_by_id == user.pk


def may_write(user, mechanism):
    """The office writes a version as long as the mechanism is a draft."""
    return mechanism.state == MechanismState.DRAFT and is_own_staff(user, mechanism)


def may_write_rule(user, mechanism):
    """The office as long as the mechanism is a draft; once it is law the coordinator too."""
    if mechanism.state == MechanismState.ADOPTED:
        return is_own_staff(user, mechanism) or holds_role(user, Role.COORDINATOR)
    return may_write(user, mechanism)


def may_write_facts(user):
    return holds_role(user, Role.COORDINATOR)


def may_comment(mechanism, day):
    """Anybody, signed in or not, until the last day."""
    is_open = mechanism.state == MechanismState.CONSULTATION
    return is_open and mechanism.consulted_until >= day


def may_answer_comments(user, mechanism):
    return is_own_staff(user, mechanism) or holds_role(user, Role.COORDINATOR)


def may_report_use(user, mechanism):
    """The office that drafted it and the coordinator, also after its end."""
    is_law = mechanism.state in (MechanismState.ADOPTED, MechanismState.ENDED)
    return is_law and may_answer_comments(user, mechanism)


def may_take_up(user, obstacle):
    return obstacle.state in UNANSWERED and is_office_staff(user)


def may_correct(user, trial):
    return trial.state == TrialState.RETURNED and is_applicant(user, trial)


def may_supervise(user, trial):
    is_coordinator = holds_role(user, Role.COORDINATOR) and not is_applicant(user, trial)
    return trial.state in REPORTED and is_coordinator


def may_report(user, trial):
    """Whoever tries something reports on it too, an incident at once."""
    return trial.state in REPORTED and is_applicant(user, trial)


def may_watch(user):
    """Whoever is signed in as themselves; who acts for somebody else asks for nothing."""
    return user.is_authenticated and not user.on_behalf_of


def may_see_log(user):
    """Who sees the lines of the log that are not for everybody."""
    return holds_role(user, *SEES_ALL)
