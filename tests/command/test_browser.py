"""The fixtures that open pages."""

import pytest

pytestmark = pytest.mark.browser


def test_a_page_opens_and_axe_names_what_is_wrong_on_it(page, axe):
    page.set_content("<html lang='vi'><title>Thử</title><main><img src='x'></main></html>")

    assert [finding.split(":")[0] for finding in axe(page)] == ["image-alt"]
