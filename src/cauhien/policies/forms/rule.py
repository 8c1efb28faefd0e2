"""The head of a rule: by which text it is in force, and from when until when."""

from django import forms
from django.utils.translation import gettext_lazy

from cauhien.policies.forms.rows import basis_of
from cauhien.policies.forms.writing import LONGEST, Refusable
from cauhien.ui.fields import DayField


class HeadForm(Refusable):
    """From when until when the rule is in force, by which text, and why it is written anew."""

    since = DayField(label=gettext_lazy("Valid from"), required=False)
    until = DayField(label=gettext_lazy("Valid until"), required=False)
    document_vi = forms.CharField(label=gettext_lazy("Legal text"), max_length=300)
    document_en = forms.CharField(
        label=gettext_lazy("Legal text, in English"), max_length=300, required=False
    )
    article = forms.CharField(label=gettext_lazy("Article"), max_length=20)
    reason = forms.CharField(
        label=gettext_lazy("What has changed, and why"),
        help_text=gettext_lazy("Everybody reads it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, mechanism, data=None):
        basis = (mechanism.rule or {}).get("basis", {})
        named = basis.get("document", {})
        initial = {
            "since": mechanism.valid_from,
            "until": mechanism.valid_to,
            "document_vi": named.get("vi", mechanism.document_vi),
            "document_en": named.get("en", mechanism.document_en),
            "article": basis.get("article", ""),
        }
        return cls(data, initial=initial)

    def basis(self):
        return basis_of(self.cleaned_data)
