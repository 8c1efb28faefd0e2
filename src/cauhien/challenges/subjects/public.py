"""What is told of questions, and which of them wait for whom."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.queries import KIND
from cauhien.challenges.queries.public import answers_questions, waiting_questions
from cauhien.core import items
from cauhien.notices import rules
from cauhien.notices.states import Kind, register
from cauhien.ui import words


def facts_of_answer(parameters):
    """Return the parameters with the answer in the language being read, where it is there."""
    english = words.language() == "en" and parameters["answer_en"]
    return parameters | {"answer": english or parameters["answer_vi"]}


register(
    Kind(
        "challenges.asked",
        gettext_lazy("a question that you may answer"),
        still_concerns=rules.while_it_waits,
    )
)
register(
    Kind(
        "challenges.answered",
        gettext_lazy("an answer to a question, of a call that you follow or have a file for"),
        facts=facts_of_answer,
    )
)
register(
    Kind("challenges.not_published", gettext_lazy("a question of yours that is not published"))
)


@items.register(by=answers_questions)
def questions_to_answer(user, at):
    return items.Rows(
        query=waiting_questions(user),
        kind=KIND,
        code="challenge__code",
        title=("challenge__title_vi", "challenge__title_en"),
        page="challenges:answer",
        arguments=("challenge__code", "code"),
        to_do=_("Answer a question"),
        if_nothing=_("Teams write their files without the answer, and the delay is seen by all."),
        since="asked_at",
        due="due_at",
    )
