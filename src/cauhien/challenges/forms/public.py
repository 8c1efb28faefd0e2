"""What people ask of a call, and what its office answers."""

from django import forms
from django.utils.translation import gettext_lazy

LONGEST_QUESTION, LONGEST_ANSWER = 2_000, 10_000


def _text(label, help_text, rows, longest, *, required=True, language=""):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows} | ({"lang": language} if language else {})),
    )


class AskForm(forms.Form):
    use_required_attribute = False

    text = _text(
        gettext_lazy("Your question"),
        gettext_lazy("It is answered once, for everybody. Your name is not shown to anybody."),
        4,
        LONGEST_QUESTION,
    )


class AnswerForm(forms.Form):
    use_required_attribute = False

    shown = _text(
        gettext_lazy("The question, as it is published"),
        gettext_lazy("Leave out what would tell who asked."),
        3,
        LONGEST_QUESTION,
    )
    answer_vi = _text(gettext_lazy("Answer"), "", 6, LONGEST_ANSWER, language="vi")
    answer_en = _text(
        gettext_lazy("Answer in English"), "", 4, LONGEST_ANSWER, required=False, language="en"
    )
