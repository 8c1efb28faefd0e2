"""Who is never given out, whatever the pages show."""

from cauhien.network import rules as network


def given_people():
    """Return the condition under which a person is given to harvesters.

    Who has objected is left out, though the site shows them; accounts of the demonstration stand
    for nobody.
    """
    return network.suggestable() & network.is_real()


def is_given(user, person):
    """Return the same of one person whose account was read along."""
    is_shown = network.may_see(user, person) and person.objected_at is None
    return is_shown and not person.is_illustration


def may_take_works(user, person):
    """Return whether a user takes the list of a person's works along: of oneself always."""
    return is_given(user, person) or network.may_tell(user, person)
