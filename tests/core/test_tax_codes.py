"""Tax codes of firms: the form, and the digit by which a mistyped one is found."""

import pytest

from cauhien.core.tax_codes import NotATaxCode, head_office, tax_code


@pytest.mark.parametrize("known", ["0300588569", "0101248141", "0100109106", "0100112437"])
def test_codes_of_firms_that_everybody_knows_are_right(known):
    assert tax_code(known) == known


@pytest.mark.parametrize("written", ["0314409058-002", "0314409058002", "03144 09058-002"])
def test_a_branch_has_the_code_of_its_firm_and_three_digits_more(written):
    kept = tax_code(written)

    assert (kept, head_office(kept)) == ("0314409058-002", "0314409058")


@pytest.mark.parametrize(
    "wrong",
    ["", "010011243", "0100112438", "0010112437", "0314409058-000", "001099000123", "01OO112437"],
)
def test_what_is_mistyped_or_a_persons_number_is_none(wrong):
    with pytest.raises(NotATaxCode):
        tax_code(wrong)


def test_each_single_mistyped_digit_is_found():
    right = "0100112437"
    wrong = [right[:i] + str((int(right[i]) + 1) % 10) + right[i + 1 :] for i in range(10)]

    for one in wrong:
        with pytest.raises(NotATaxCode):
            tax_code(one)
