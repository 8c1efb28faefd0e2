"""The row of lists of what is registered, each a page of its own app."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("ui/parts/tabs.html", takes_context=True)
def catalogues(context):
    """Links from each list to the others; addresses, for they belong to apps above this one."""
    lists = {
        "/organisations/": _("Organisations"),
        "/people/": _("People"),
        "/members/": _("Members"),
        "/laboratories/": _("Laboratories"),
        "/technologies/": _("Technologies"),
        "/technology-needs/": _("Technology needs"),
        "/projects/": _("Projects"),
        "/works/": _("Works"),
        "/parks/": _("Parks"),
        "/ecosystem/": _("Start-ups"),
    }
    here = context["request"].path
    tabs = [{"url": url, "label": label, "current": url == here} for url, label in lists.items()]
    return {"tabs": tabs, "label": _("What is registered here")}
