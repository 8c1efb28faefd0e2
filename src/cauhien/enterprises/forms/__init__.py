"""The forms of an enterprise."""

from cauhien.enterprises.forms.assessment import StepForm
from cauhien.enterprises.forms.enterprise import DescribeForm
from cauhien.enterprises.forms.needs import NeedForm
from cauhien.enterprises.forms.offers import OfferForm

__all__ = ["DescribeForm", "NeedForm", "OfferForm", "StepForm"]
