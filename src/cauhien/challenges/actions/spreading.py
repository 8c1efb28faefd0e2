"""Who has to know that a problem changed: the search, the apps above, the match engine."""

from cauhien.challenges.queries import KIND
from cauhien.challenges.states import State
from cauhien.core import search
from cauhien.core.events import announce
from cauhien.core.jobs import defer
from cauhien.organisations.states import Zone


def index_in_search(challenges, *, at):
    """Write the search entries of problems; an entry that is the same as another has none."""
    search.index_many(
        [_thing(challenge) for challenge in challenges if not challenge.same_as_id], at=at
    )


def spread(challenge, at, wait):
    """Tell the search, the apps above and the match engine that a text has changed."""
    tell(challenge, at)
    match(challenge, wait)


def match(challenge, wait):
    word = f"match:{challenge.code}:{'soon' if wait else 'now'}"
    defer("matching.run", once=word, wait=wait, challenge=challenge.code)


def tell(challenge, at):
    index_in_search([challenge], at=at)
    announce(kind="challenge.changed", subject_kind="challenge", subject_code=challenge.code, at=at)


def _thing(challenge):
    return search.Thing(
        kind=KIND,
        code=challenge.code,
        title=(challenge.title_vi, challenge.title_en),
        summary=(challenge.description_vi[:300], challenge.description_en[:300]),
        text="\n\n".join(
            [
                challenge.description_vi,
                challenge.description_en,
                challenge.place_text,
                challenge.tried,
            ]
        ),
        sort_key=challenge.sort_key,
        place=Zone.CITY,
        topic=challenge.topic,
        year=challenge.year,
        public=challenge.is_public or challenge.state == State.CATALOGUED,
    )
