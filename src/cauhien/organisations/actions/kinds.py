"""What kind of organisation a name tells, where no source says it.

Only head words and legal forms count, in Vietnamese and in the languages of names abroad. A name
that may mean two kinds (an "Institute of Science and Technology" teaches or does research) tells
none, and the kind stays "other".
"""

import re

from cauhien.core.text import fold
from cauhien.organisations.states import OrganisationKind

# How the Research Organization Registry writes a firm: "Baidu (China)".
_FIRM_ABROAD = re.compile(r"\((?:[A-Z][a-z]+ ?)+\)$")
# The first rule that fits counts; names are compared folded.
_RULES = [
    (OrganisationKind(kind), re.compile(pattern))
    for kind, pattern in [
        ("company", r"^(cong ty|tong cong ty|tap doan|htx|hop tac xa|doanh nghiep)\b"),
        ("education", r"^(truong|dai hoc|hoc vien|vien dai hoc|khoa(?! hoc))\b"),
        ("healthcare", r"^(benh vien|phong kham|trung tam y te)\b"),
        (
            "government",
            r"^(so|bo|cuc|chi cuc|tong cuc|vu|uy ban|ubnd|cong an|thanh pho|van phong bo"
            r"|ban (quan ly|qlda|chi dao)|trung tam (kiem soat benh tat|phuc vu hanh chinh"
            r"|quan ly|quan tri))\b",
        ),
        ("archive", r"^(bao tang|thu vien|trung tam luu tru)\b"),
        ("support", r"^(vuon uom|trung tam (doi moi sang tao|uom tao|ho tro khoi nghiep))\b"),
        (
            "research",
            r"^(vien|phan vien|phong thi nghiem|tram (nghien cuu|quan trac|thi nghiem)"
            r"|trung tam (chan doan|chuyen giao cong nghe|cong nghe|nghien cuu|phan tich"
            r"|phat trien cong nghe|quan trac|thi nghiem|tin hoc|vu tru))\b",
        ),
        ("funder", r"^quy\b"),
        ("association", r"^(hoi|hiep hoi|lien hiep|lien minh|mang luoi)\b"),
        ("healthcare", r"\b(hospital|clinic)\b"),
        (
            "education",
            r"\b(universi\w+|college|school|sch|\w*hochschule|ecole|scuola|polytechni\w*"
            r"|politecnic\w*|institutes? of (information )?technology|instituto superior"
            r"|instituto tecnologico)\b|^(tu|eth) ",
        ),
        ("other", r"\binstitute of science and technology\b"),
        ("funder", r"\bfund\b|\bresearch council$"),
        ("research", r"\b(institut\w*|laborato\w*|research cent(re|er)|academy of sciences?)\b"),
        ("government", r"^(ministry|directorate)\b"),
        ("archive", r"\b(museum|library|archives)\b"),
        ("association", r"\b(association|society|federation)\b"),
        ("company", r"\b(ltd|limited|inc|corp|corporation|gmbh|jsc|plc|llc|company)\b"),
    ]
]


def kind_of_name(name, *, is_registered=False):
    """Return the OrganisationKind that a name tells.

    is_registered: the name is one of the Research Organization Registry.

    >>> kind_of_name("Trung tâm Nghiên cứu Dê và Thỏ"), kind_of_name("Trung tâm Hải văn")
    (OrganisationKind.RESEARCH, OrganisationKind.OTHER)
    >>> kind_of_name("Baidu (China)", is_registered=True)
    OrganisationKind.COMPANY
    """
    if is_registered and _FIRM_ABROAD.search(name):
        return OrganisationKind.COMPANY
    folded = fold(name)
    fitting = (kind for kind, pattern in _RULES if pattern.search(folded))
    return next(fitting, OrganisationKind.OTHER)
