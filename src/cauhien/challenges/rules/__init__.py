"""Who may see and do what."""

from cauhien.challenges.rules.problem import (
    AFTER_SIGN_OFF,
    IS_ACTOR,
    READ_WHOLE_LOG,
    is_own,
    may_adopt,
    may_draft,
    may_edit,
    may_move,
    may_read_whole_log,
    may_return,
    may_see_adoptions,
    may_send,
    may_sign,
    visible,
)

__all__ = [
    "AFTER_SIGN_OFF",
    "IS_ACTOR",
    "READ_WHOLE_LOG",
    "is_own",
    "may_adopt",
    "may_draft",
    "may_edit",
    "may_move",
    "may_read_whole_log",
    "may_return",
    "may_see_adoptions",
    "may_send",
    "may_sign",
    "visible",
]
