"""What a tenant needs, the answer of the park, and what may meet it."""

from django import forms
from django.utils.translation import gettext_lazy

from cauhien.park.forms.dated import Refusable, chosen
from cauhien.park.states import NEED_TRANSITIONS, Linked, NeedState


class NeedForm(Refusable):
    title = forms.CharField(label=gettext_lazy("What is needed"), max_length=200)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        help_text=gettext_lazy("What for, since when, what was tried."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )


class NeedAnswerForm(Refusable):
    to = forms.ChoiceField(label=gettext_lazy("State"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("Answer of the park"),
        help_text=gettext_lazy("Needed where the need is met, or closed without success."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may read this need"),
        help_text=gettext_lazy("Ask the tenant first."),
        required=False,
    )

    def __init__(self, *args, need, **kwargs):
        super().__init__(*args, **kwargs)
        state = self.fields["to"]
        assert isinstance(state, forms.ChoiceField)
        later = NEED_TRANSITIONS.get(NeedState(need.state), set())
        state.choices = chosen([one for one in NeedState.choices if one[0] in {need.state, *later}])
        known = {"to": need.state, "answer": need.answer, "is_public": need.is_public}
        self.initial.update(known)


class NeedLinkForm(Refusable):
    kind = forms.ChoiceField(
        label=gettext_lazy("Linked to"),
        choices=lambda: chosen(Linked.choices),
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=gettext_lazy("Its code or address"),
        help_text=gettext_lazy("As it stands in the address of its page."),
        max_length=300,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it fits"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
