"""How the rest of the product finds nominations and members, and what waits for whom."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core import items, subjects
from cauhien.core.audit import name_acts
from cauhien.members import queries, rules
from cauhien.members.actions import MEMBER_MOVED
from cauhien.members.states import MemberAct, MembershipState
from cauhien.network.queries.naming import called, in_words
from cauhien.network.rules import own_pages
from cauhien.network.subjects import tell_about
from cauhien.notices.states import Kind, register
from cauhien.ui import menu
from cauhien.ui.words import day

subjects.register(
    subjects.Subject(
        kind=queries.MEMBERSHIP,
        label=gettext_lazy("membership of the network"),
        plural=gettext_lazy("memberships of the network"),
        url_name="members:membership",
        visible_to=queries.memberships_for,
    )
)
name_acts(MemberAct)
menu.register(
    menu.Entry(gettext_lazy("Nominations to the network"), "members:nominations", rules.may_list)
)
register(
    Kind(
        MEMBER_MOVED,
        gettext_lazy("membership of the network"),
        urgent=True,
        facts=lambda said: said | {"state": MembershipState(said["state"]).label},
    )
)


@tell_about
def membership_told(person, today):
    # Whoever joins has taken their page over: of the many others nothing is asked.
    found = queries.membership_of(person, today) if person.user_id else None
    if found is None:
        return None
    standing = queries.standing_in_words(found.standing)
    since = {"standing": standing, "day": day(found.starts_on)}
    words = _("%(standing)s, member of the network since %(day)s") % since
    return words, reverse("members:members")


@items.register(by=own_pages)
def nominations_to_agree(user, at):
    return items.Rows(
        query=queries.to_agree(user),
        kind=queries.MEMBERSHIP,
        page="members:membership",
        to_do=_("Agree to being nominated to the network, or decline"),
        if_nothing=_("The nomination waits, and you are no member."),
        title=(called("person__"),),
        in_words=in_words,
        since="nominated_at",
    )


@items.register(by=rules.manages)
def nominations_to_decide(user, at):
    return items.Rows(
        query=queries.to_decide(user),
        kind=queries.MEMBERSHIP,
        page="members:membership",
        to_do=_("Accept a nomination to the network, or do not, with a reason"),
        if_nothing=_("Whoever is nominated waits."),
        title=(called("person__"),),
        in_words=in_words,
        since="nominated_at",
    )


@items.register(by=rules.manages)
def terms_to_renew(user, at):
    return items.Rows(
        query=queries.ending_soon(user),
        kind=queries.MEMBERSHIP,
        page="members:membership",
        to_do=_("Renew the term of a member, or let it end"),
        if_nothing=_("The membership ends with its term."),
        title=(called("person__"),),
        in_words=in_words,
        since="nominated_at",
        due_on="ends_on",
    )
