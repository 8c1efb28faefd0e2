"""What somebody needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """A problem in somebody's words. lang: "vi", "en" or None to have it guessed.

    >>> Need("Chống ngập").text
    ''
    """

    title: str
    text: str = ""
    lang: str | None = None
