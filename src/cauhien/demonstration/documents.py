"""What the teams of the illustrated call attach: a sheet that says that it is none."""

import typst

SAYS = (
    '#set page(paper: "a5")\n= Minh họa\nTờ này thay cho bản chụp giấy chứng nhận trong bài toán '
    "minh họa. Nó không chứng minh điều gì và không thuộc về ai."
)


def proof_of_standing():
    """Return the bytes of a PDF that stands where a real team attaches its certificate."""
    return typst.compile(SAYS.encode(), format="pdf")
