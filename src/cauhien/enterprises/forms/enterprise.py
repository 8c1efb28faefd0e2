"""What an enterprise says of itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.enterprises import rules
from cauhien.enterprises.models import Enterprise
from cauhien.ui.fields import RorField

LONGEST = 3_000


class DescribeForm(forms.ModelForm):
    use_required_attribute = False

    products = forms.CharField(
        label=_("What the organisation makes or does"),
        help_text=_(
            "Two or three sentences: products, processes, materials. Nobody else reads them; "
            "they help to find what fits you."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    ror = RorField(label="ROR", required=False)

    class Meta:
        model = Enterprise
        fields = ("industry", "products")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if rules.assesses_itself(self.instance):
            self.fields["industry"].required = True
        else:
            del self.fields["industry"]
        if self.instance.organisation.ror:
            del self.fields["ror"]

    def refuse(self, refusal):
        self.add_error(refusal.field, str(refusal))
