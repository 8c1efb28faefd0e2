"""The forms of an enterprise."""

from cauhien.enterprises.forms.assessment import StepForm
from cauhien.enterprises.forms.enterprise import DescribeForm

__all__ = ["DescribeForm", "StepForm"]
