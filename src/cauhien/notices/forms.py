"""How a person wants to be told."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cauhien.notices.states import REMINDERS, Way, kinds

AS_ABOVE = ("", _("as chosen above"))
REMINDED = (Way.DIGEST, Way.OFF)
NOT_ASKED = ("", _("not unless chosen here"))
AT_ONCE = ("", _("at once, for it is urgent"))


class WaysForm(forms.Form):
    """The way for all notices, and for each kind the one that differs from it."""

    general = forms.ChoiceField(
        label=_("Notices by mail"),
        help_text=_("On the site you find them in any case. What is urgent comes at once."),
        choices=Way,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, ways, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["general"] = ways.general
        self._add(REMINDERS, _("reminders of what is due soon or late"), AS_ABOVE, REMINDED, ways)
        for kind in kinds():
            otherwise = AT_ONCE if kind.urgent else NOT_ASKED if kind.asked_for else AS_ABOVE
            self._add(kind.name, kind.label, otherwise, Way, ways)

    def _add(self, name, label, otherwise, offered, ways):
        self.fields[name] = forms.ChoiceField(
            label=capfirst(label),
            choices=[otherwise, *((way.value, way.label) for way in offered)],
            initial=dict(ways.chosen).get(name, ""),
            required=False,
        )

    @property
    def chosen(self):
        """Return {name of a kind: way} of those that differ."""
        given = {name: way for name, way in self.cleaned_data.items() if name != "general"}
        return {name: way for name, way in given.items() if way}
