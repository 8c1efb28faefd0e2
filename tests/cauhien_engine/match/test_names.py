"""A table of strings as arrays."""

from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.match.names import Names

strings = st.lists(st.text(min_size=1, max_size=12), max_size=30)


@given(strings, strings)
def test_every_string_is_found_and_no_other(here, elsewhere):
    names = Names.of(here)

    found = names.find([*here, *elsewhere])

    assert [names[at] for at in found[: len(here)]] == here
    assert all(
        (at >= 0) == (name in here) for name, at in zip([*here, *elsewhere], found, strict=True)
    )


@given(strings, strings)
def test_two_tables_joined_are_the_table_of_both(one, two):
    joined, whole = Names.of(one).joined(Names.of(two)), Names.of([*one, *two])

    assert joined.all() == whole.all()
    assert joined.offsets.tolist() == whole.offsets.tolist()


@given(strings)
def test_the_order_of_the_strings_is_forgotten(some):
    assert Names.of(some).all() == Names.of(reversed(some)).all()
