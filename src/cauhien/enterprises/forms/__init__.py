"""The forms of an enterprise."""

from cauhien.enterprises.forms.enterprise import DescribeForm

__all__ = ["DescribeForm"]
