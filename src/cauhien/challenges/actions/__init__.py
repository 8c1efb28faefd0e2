"""Problems, written."""

from cauhien.challenges.actions.catalogue import (
    catalogue_challenges,
    challenge_columns,
    link_catalogued,
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
    "CannotDraft",
    "CannotEdit",
    "CannotMove",
    "CannotSend",
    "OpenForm",
    "SavedElsewhere",
    "adopt_challenge",
    "advance",
    "catalogue_challenges",
    "challenge_columns",
    "compare",
    "draft_challenge",
    "index_in_search",
    "link_catalogued",
    "merge_challenge",
    "refuse_challenge",
    "return_challenge",
    "save_draft",
    "send_for_sign_off",
    "sign_off",
    "take_back",
    "withdraw_challenge",
]
