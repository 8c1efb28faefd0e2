"""How near to a text the works of some named people are."""

from cauhien.matching.bridge import store
from cauhien.matching.bridge.words import lexicon
from cauhien_engine.match import Need, prepare, rank


def nearness(question, codes):
    """Return {code of a person: score} of those whose works say something of a Question.

    codes: of the only people who are asked for. Scores of one text compare with each other alone.
    Raises store.NoIndex.
    """
    opened = store.current()
    translator, _digest = lexicon()
    places, parameters = opened.manifest["place_names"], opened.index.parameters
    query = prepare(Need(question.title, question.text), translator, places, parameters)
    among, years = list(codes), {"now_year": question.now_year}
    found = rank(opened.index, query, ("person",), limit=len(among), among=among, **years)
    return {one.id: round(one.score, 6) for one in found.candidates}
