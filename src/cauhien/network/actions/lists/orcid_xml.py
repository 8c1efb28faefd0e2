"""A record of ORCID as XML (version 3.0), put into the shape that it has as JSON."""

from lxml import etree

ALWAYS_LISTS = {"group", "work-summary", "external-id", "contributor"}
WRAPPED = {"title", "year", "journal-title", "credit-name", "url"}  # as {"value": text}


def record_of(written):
    """Return what an XML text says, as ORCID's JSON says it; ValueError: no XML."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    try:
        root = etree.fromstring(written.encode(), etree.XMLParser(encoding="utf-8", **safe))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if _name(root) == "bulk":
        return {"bulk": [{"work": _said(one)} for one in root.iterchildren("*")]}
    return _said(root)


def _said(element):
    inside = list(element.iterchildren("*"))
    if not inside:
        text = element.text or ""
        return {"value": text} if _name(element) in WRAPPED else text
    said = dict(element.attrib)
    for one in inside:
        if _name(one) in ALWAYS_LISTS:
            said.setdefault(_name(one), []).append(_said(one))
        else:
            said[_name(one)] = _said(one)
    return said


def _name(element):
    return etree.QName(element).localname
