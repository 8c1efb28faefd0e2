"""Nodes of JSON-LD: what one thing says of another."""

from cauhien.exchange.mappings.addresses import page_of


def body_node(body):
    """Return an organisation as another thing names it; one that is only printed has no address."""
    if isinstance(body, str):
        return {"@type": "Organization", "name": body}
    page = page_of("organisation", body.code)
    return {"@type": "Organization", "@id": page, "name": str(body), "url": page}


def person_node(name, person):
    """Return a person by the name that is printed; person: whose page may be named, or None."""
    if person is None:
        return {"@type": "Person", "name": name}
    page = page_of("person", person.code)
    return {"@type": "Person", "@id": page, "name": name, "url": page}
