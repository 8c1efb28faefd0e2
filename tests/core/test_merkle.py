"""One hash over many leaves: as RFC 6962 has it, with a proof for each leaf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien.core import merkle

# The test vectors of the reference implementation of Certificate Transparency.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]


@pytest.mark.parametrize(
    ("count", "root"),
    [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_the_root_is_that_of_the_standard(count, root):
    assert merkle.root(LEAVES[:count]).hex() == root


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_every_leaf_leads_to_the_root_and_no_other_leaf_does(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.path(leaves, place)

    assert merkle.root_from(leaves[place], place, len(leaves), proof) == merkle.root(leaves)
    assert merkle.root_from(b"another leaf", place, len(leaves), proof) != merkle.root(leaves)
