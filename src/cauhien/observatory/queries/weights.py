"""What is read of rounds in which people give weights."""

from django.db.models import Count, Q

from cauhien.observatory import rules
from cauhien.observatory.models import WeightAnswer, WeightRound
from cauhien.observatory.queries.frames import name_of
from cauhien.observatory.states import RoundState

KIND = "weights"


def rounds_for(user):
    """Everybody sees that a round is held and how many answered; who gave what, few do."""
    given = Count("answers", filter=Q(answers__at__isnull=False))
    rounds = WeightRound.objects.select_related("frame", "fork")
    return rounds.annotate(asked=Count("answers"), given=given).order_by("-at", "-id")


def answers_for(user, held):
    """Return the answers given in a round that the user may see."""
    given = WeightAnswer.objects.filter(round=held, at__isnull=False).order_by("at", "id")
    if rules.may_see_answers(user):
        return given
    return given.filter(person=user.uuid) if user.is_authenticated else given.none()


def asked_of(user, held):
    """Return the WeightAnswer that a round waits for or has from the user, None if not asked."""
    if not user.is_authenticated:
        return None
    return WeightAnswer.objects.filter(round=held, person=user.uuid).select_related("round").first()


def asked_by(link):
    """Return the WeightAnswer that the link of a mail asks for."""
    rows = WeightAnswer.objects.select_related("round__frame")
    return rows.get(round__code=link.subject_code, person=link.person.uuid)


def owed_by(user):
    """Return the answers that open rounds wait for from a user."""
    waiting = WeightAnswer.objects.filter(person=user.uuid, at=None, round__state=RoundState.OPEN)
    return waiting.select_related("round__frame")


def to_close(user, day):
    """Return the open rounds whose last day has passed, to whoever may close them."""
    over = WeightRound.objects.filter(state=RoundState.OPEN, until__lt=day)
    return over if rules.may_ask(user) else over.none()


def said_in(held):
    """Return the answers given in a round, for what is made of all of them together."""
    return list(held.answers.filter(at__isnull=False).order_by("id"))


def weighable(frame):
    """Return {code: name} of the elements of a frame that have two children or more."""
    parents = [node.get("Parent") for node in frame.nodes]
    return {
        node["iCode"]: name_of(node) for node in frame.nodes if parents.count(node["iCode"]) > 1
    }


def parts_of(held):
    """Return the nodes of what is weighed in a round."""
    return [node for node in held.frame.nodes if node.get("Parent") == held.parent]


def children_of(held):
    """Return {code: name} of what is weighed in a round."""
    return {node["iCode"]: name_of(node) for node in parts_of(held)}


def names_of_element(held):
    """Return {"vi": name, "en": name} of the element whose parts are weighed."""
    return names_of(next(one for one in held.frame.nodes if one["iCode"] == held.parent))


def names_of(node):
    return {"vi": node.get("iName_vi") or node["iName"], "en": node["iName"]}


def sizes_of(frame):
    """Return {code: how many parts} of the elements of a frame that have two or more."""
    parents = [node.get("Parent") for node in frame.nodes]
    return {code: parents.count(code) for code in weighable(frame)}
