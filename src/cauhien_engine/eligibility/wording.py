"""The sentences: why, with the article, and what would make it otherwise."""

from cauhien_engine.eligibility.conditions import Answer

_WORDS = {
    "vi": {
        Answer.YES: "Đủ điều kiện",
        Answer.NO: "Không đủ điều kiện",
        Answer.MISSING: "Chưa kết luận được",
        "holds": "vì",
        "fails": "vì không đáp ứng",
        "excluded": "vì thuộc trường hợp loại trừ",
        "unknown": "vì chưa biết",
        "if": "Đủ điều kiện nếu",
        "not": "không phải trường hợp",
    },
    "en": {
        Answer.YES: "Qualifies",
        Answer.NO: "Does not qualify",
        Answer.MISSING: "It cannot be said yet",
        "holds": "because",
        "fails": "because this is not met",
        "excluded": "because this exclusion applies",
        "unknown": "because it is not known whether",
        "if": "Eligible if",
        "not": "this is not so",
    },
}


def why(finding, language):
    """Return the sentence why, each reason with its place in the law. language: "vi" or "en".

    >>> from decimal import Decimal
    >>> from cauhien_engine.eligibility.conditions import Compare, decide
    >>> from cauhien_engine.eligibility.facts import Basis, Phrase
    >>> small = Compare(fact="revenue", operator="<=", value=Decimal(50),
    ...     says=Phrase("doanh thu không quá 50 tỷ đồng", "revenue is at most VND 50 bn"),
    ...     basis=Basis(Phrase("Nghị định 320/2025/NĐ-CP", "Decree 320/2025/NĐ-CP"), "11"))
    >>> print(why(decide(small, {"revenue": Decimal(60)}, None), "en"))
    Does not qualify because this is not met: revenue is at most VND 50 bn (Article 11 of \
Decree 320/2025/NĐ-CP).
    """
    words = _WORDS[language]
    groups: dict = {}
    for literal in finding.literals:
        groups.setdefault(_reason(finding.answer, literal), []).append(literal)
    said = "; ".join(
        f"{words[reason]}: {', '.join(_cited(one, language) for one in literals)}"
        for reason, literals in groups.items()
    )
    return f"{words[finding.answer]} {said}."


def otherwise(change, language):
    """Return the sentence "eligible if …" for what a Change asks."""
    words = _WORDS[language]
    wants = [
        one.atom.says[language] if one.wanted else f"{words['not']}: {one.atom.says[language]}"
        for one in change.literals
    ]
    return f"{words['if']}: {'; '.join(wants)}."


def _reason(answer, literal):
    if answer == Answer.MISSING:
        return "unknown"
    if answer == Answer.YES:
        return "holds"
    return "fails" if literal.wanted else "excluded"


def _cited(literal, language):
    atom = literal.atom
    return f"{atom.says[language]} ({atom.basis.cited(language)})"
