"""Links in a mail by which one person does one thing once, without signing in first.

The address that a mail shows opens a page (`opened_link`); the act itself is a POST from there
(`use_link`), because mail scanners open every address they find.
"""

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.notices.documents import LINK_SALT, signed_address
from cauhien.notices.models import Link


class CannotUse(Exception):
    """The link was altered, is another's, has expired or was used."""


@transaction.atomic
def make_link(*, purpose, url_name, subject, expires_at, at, person=None, address=""):  # noqa: PLR0913 - what a link is bound to
    """Return a link for one person (an account, or an address that has none).

    purpose: "review.answer_invitation". url_name: of an address that takes `token`.
    """
    kind, code = subject
    return Link.objects.create(
        purpose=purpose,
        url_name=url_name,
        person=person,
        address=address,
        subject_kind=kind,
        subject_code=code,
        made_at=at,
        expires_at=expires_at,
    )


def signed_link(link):
    """Return the whole address of a link; give the link itself to `tell`, which asks for this."""
    return signed_address(link)


def opened_link(token, *, purpose, at):
    """Return the link of a token as it may be used now; CannotUse says why it may not."""
    return _valid(Link.objects.select_related("person"), token, purpose, at)


@transaction.atomic
def use_link(token, *, purpose, at):
    """Use a link up and return it, in the transaction of the act that it allows."""
    rows = Link.objects.select_for_update(of=("self",)).select_related("person")
    link = _valid(rows, token, purpose, at)
    link.used_at = at
    link.save(update_fields=["used_at"])
    return link


def _valid(rows, token, purpose, at):
    try:
        said = signing.loads(token, salt=LINK_SALT)
    except signing.BadSignature:
        raise CannotUse(_("This link is not complete. Copy it whole from the mail.")) from None
    link = rows.filter(code=said[0]).first()
    if link is None or said[1:] != [purpose, link.subject_kind, link.subject_code]:
        raise CannotUse(_("This link does not belong here."))
    if link.purpose != purpose or (link.person and not link.person.is_active):
        raise CannotUse(_("This link does not belong here."))
    if link.used_at:
        raise CannotUse(_("This link was used already. Sign in to see what came of it."))
    if link.expires_at <= at:
        raise CannotUse(_("This link has expired. Sign in to do the same on the site."))
    return link
