"""People are told, by page and by mail. How other apps use it: docs/reference/notices.md."""

from cauhien.notices.actions.accounts import tell_of_firm, write_invitation
from cauhien.notices.actions.links import CannotUse, make_link, opened_link, signed_link, use_link
from cauhien.notices.actions.mailing import (
    forget_mails,
    mail_digest,
    note_failure,
    note_sent,
    prepare,
    send_again,
)
from cauhien.notices.actions.preferences import (
    choose_ways,
    preference_of,
    renew_secret,
    unsubscribe,
)
from cauhien.notices.actions.telling import mark_read, tell, tell_of_grants, withdraw, write_to

__all__ = [
    "CannotUse",
    "choose_ways",
    "forget_mails",
    "mail_digest",
    "make_link",
    "mark_read",
    "note_failure",
    "note_sent",
    "opened_link",
    "preference_of",
    "prepare",
    "renew_secret",
    "send_again",
    "signed_link",
    "tell",
    "tell_of_firm",
    "tell_of_grants",
    "unsubscribe",
    "use_link",
    "withdraw",
    "write_invitation",
    "write_to",
]
