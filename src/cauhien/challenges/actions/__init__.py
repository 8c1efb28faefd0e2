"""Problems, written."""

from cauhien.challenges.actions.calls import (
    CannotDefine,
    SavedMeanwhile,
    close_call,
    content_of,
    copy_call,
    define_call,
    prepare_call,
    publish_call,
    revise_call,
)
from cauhien.challenges.actions.catalogue import (
    catalogue_challenges,
    challenge_columns,
    link_catalogued,
)
from cauhien.challenges.actions.changes import (
    amend_call,
    extend_call,
)
from cauhien.challenges.actions.drafts import (
    AlreadyBegun,
    CannotDraft,
    CannotEdit,
    OpenForm,
    SavedElsewhere,
    adopt_challenge,
    draft_challenge,
    save_draft,
)
from cauhien.challenges.actions.public import (
    CannotAnswer,
    CannotAsk,
    answer,
    ask,
    follow,
    hide_question,
    unfollow,
)
from cauhien.challenges.actions.spreading import index_in_search
from cauhien.challenges.actions.steps import (
    CannotMove,
    CannotSend,
    advance,
    return_challenge,
    send_for_sign_off,
    sign_off,
    take_back,
    withdraw_challenge,
)
from cauhien.challenges.actions.triage import (
    compare,
    merge_challenge,
    refuse_challenge,
)

__all__ = [
    "AlreadyBegun",
    "CannotAnswer",
    "CannotAsk",
    "CannotDefine",
    "CannotDraft",
    "CannotEdit",
    "CannotMove",
    "CannotSend",
    "OpenForm",
    "SavedElsewhere",
    "SavedMeanwhile",
    "adopt_challenge",
    "advance",
    "amend_call",
    "answer",
    "ask",
    "catalogue_challenges",
    "challenge_columns",
    "close_call",
    "compare",
    "content_of",
    "copy_call",
    "define_call",
    "draft_challenge",
    "extend_call",
    "follow",
    "hide_question",
    "index_in_search",
    "link_catalogued",
    "merge_challenge",
    "prepare_call",
    "publish_call",
    "refuse_challenge",
    "return_challenge",
    "revise_call",
    "save_draft",
    "send_for_sign_off",
    "sign_off",
    "take_back",
    "unfollow",
    "withdraw_challenge",
]
