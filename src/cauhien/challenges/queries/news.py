"""What everybody may hear of as it happens: problems that are new, and what was decided."""

from django.contrib.auth.models import AnonymousUser

from cauhien.challenges.queries.problem import counted_for
from cauhien.challenges.states import Act
from cauhien.core.models import AuditLine

NEW = (Act.CATALOGUE, Act.PUBLISH)
DECIDED = (
    Act.DECIDE,
    Act.DECIDE_AGAIN,
    Act.REDO,
    Act.CHOOSE_NONE,
    Act.FIND_NO_FILE,
    Act.STOP_PILOT,
    Act.ACCEPT,
)


def news(acts, most):
    """Return [(line of the log, problem)] of public acts, the newest first."""
    lines = AuditLine.objects.filter(public=True, act__in=acts, chain__startswith="challenge:")
    newest = list(lines.order_by("-at", "-id")[:most])
    codes = [line.chain.removeprefix("challenge:") for line in newest]
    seen = counted_for(AnonymousUser()).filter(code__in=codes)
    problems = {problem.chain: problem for problem in seen}
    return [(line, problems[line.chain]) for line in newest if line.chain in problems]
