"""How long an official document takes: milliseconds per document and page, as PDF/A and DOCX.

    python benchmarks/documents.py [--pages 20] [--times 20] [--out FILE]

Minutes of a council are made, once of one page and once of about so many; the first document of a
process, which reads the fonts, is told apart. Nothing is read from or written to a database.
"""

import io
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from report import arguments, machine, tell, version_of

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
AT = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
WORDS = "Hội đồng nghe báo cáo, thảo luận và thống nhất kết luận về từng hồ sơ đã được đánh giá. "


def main():
    options = arguments(
        __doc__.splitlines()[0],
        pages={"type": int, "default": 20},
        times={"type": int, "default": 20},
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauhien.settings")
    import django

    django.setup()
    tell(measure(options) | {"machine": machine(), "typst": version_of("typst")}, options.out)


def measure(options):
    from cauhien.documents.documents import docx_bytes, pdf

    short, long = minutes(2), minutes(options.pages * 5)
    _made, first = timed(lambda: pdf(short, at=AT))
    figures = {"first_pdf_ms": first}
    for name, text in (("short", short), ("long", long)):
        for format_, render in (("pdf", pdf), ("docx", docx_bytes)):
            # Each time another text: typst remembers what it has set.
            runs = [timed(lambda render=render, text=text, at=at: render(other(text, at), at=AT))
                    for at in range(options.times)]  # fmt: skip
            figures[f"{name}_{format_}_ms"] = round(median(took for _made, took in runs), 1)
            figures[f"{name}_{format_}_kB"] = round(len(runs[0][0]) / 1000, 1)
        figures[f"{name}_pages"] = pages = pages_of(pdf(text, at=AT))
        figures[f"{name}_pdf_ms_a_page"] = round(figures[f"{name}_pdf_ms"] / pages, 1)
    return figures


def minutes(paragraphs):
    from cauhien.documents.documents import (
        Envelope,
        Issuer,
        Meeting,
        Paragraph,
        Ranked,
        Signature,
        council_minutes,
    )

    issuer = Issuer("Sở Khoa học và Công nghệ", "SKHCN", "Ủy ban nhân dân thành phố Hà Nội")
    signatures = (Signature("Thư ký"), Signature("Chủ tịch hội đồng"))
    return council_minutes(
        Envelope(issuer, "Hà Nội", AT.date(), signatures=signatures),
        about="Họp hội đồng đánh giá sáng kiến",
        meeting=Meeting(AT, "Phòng họp", present=("Ủy viên",) * 7),
        proceedings=tuple(Paragraph(f"{number}. {WORDS * 5}") for number in range(paragraphs)),
        ranking=[Ranked(str(at), f"Sáng kiến {at}", "80,5", "6/7", "") for at in range(1, 8)],
        conclusions=["Đề nghị chọn một sáng kiến"],
    )


def other(text, number):
    blocks = tuple(
        replace(one, text=f"{one.text} ({number})") if hasattr(one, "text") else one
        for one in text.blocks
    )
    return replace(text, abstract=f"{text.abstract} {number}", blocks=blocks)


def timed(call):
    start = time.perf_counter()
    made = call()
    return made, round((time.perf_counter() - start) * 1000, 1)


def pages_of(data):
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


if __name__ == "__main__":
    main()
