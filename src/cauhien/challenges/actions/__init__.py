"""Problems, written."""

from cauhien.challenges.actions.assigning import assign_directly, invite_lead
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
from cauhien.challenges.actions.defining import keep_definition
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
from cauhien.challenges.actions.illustration import mark_illustration
from cauhien.challenges.actions.public import (
    CannotAnswer,
    CannotAsk,
    answer,
    ask,
    follow,
    hide_question,
    unfollow,
)
from cauhien.challenges.actions.readers import end_reading, let_read
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
from cauhien.challenges.actions.suggestions import (
    CannotAnswerSuggestion,
    hide_suggestion,
    merge_suggestion,
    publish_suggestion,
    refuse_suggestion,
    send_suggestion,
    take_up_suggestion,
)
from cauhien.challenges.actions.triage import (
    compare,
    merge_challenge,
    refuse_challenge,
)

__all__ = [
    "AlreadyBegun",
    "CannotAnswer",
    "CannotAnswerSuggestion",
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
    "assign_directly",
    "catalogue_challenges",
    "challenge_columns",
    "close_call",
    "compare",
    "content_of",
    "copy_call",
    "define_call",
    "draft_challenge",
    "end_reading",
    "extend_call",
    "follow",
    "hide_question",
    "hide_suggestion",
    "index_in_search",
    "invite_lead",
    "keep_definition",
    "let_read",
    "link_catalogued",
    "mark_illustration",
    "merge_challenge",
    "merge_suggestion",
    "prepare_call",
    "publish_call",
    "publish_suggestion",
    "refuse_challenge",
    "refuse_suggestion",
    "return_challenge",
    "revise_call",
    "save_draft",
    "send_for_sign_off",
    "send_suggestion",
    "sign_off",
    "take_back",
    "take_up_suggestion",
    "unfollow",
    "withdraw_challenge",
]
