"""Learning from sentences in two languages."""

from cauhien_engine.text.align import compounds, joined, model_1, translations

PAIRS = [
    (["giao thông", "xanh"], ["green", "traffic"]),
    (["giao thông", "tốt"], ["good", "traffic"]),
    (["cây", "xanh"], ["green", "tree"]),
    (["cây", "tốt"], ["good", "tree"]),
]


def test_words_that_occur_together_translate_each_other():
    table = translations(PAIRS)

    best = {}
    for (source, target), score in sorted(table.items(), key=lambda row: row[1]):
        best[source] = target
        assert 0 < score <= 1
    assert best == {"giao thông": "traffic", "xanh": "green", "cây": "tree", "tốt": "good"}


def test_probabilities_of_a_word_do_not_exceed_one():
    chances = model_1(PAIRS, rounds=4)

    for word in {source for source, _ in chances}:
        assert sum(value for (source, _), value in chances.items() if source == word) <= 1 + 1e-9


def test_the_same_pairs_give_the_same_table():
    assert list(translations(PAIRS).items()) == list(translations(PAIRS).items())


def test_nothing_is_learnt_from_nothing():
    assert translations([]) == {}
    assert translations([([], []), (["a"], [])]) == {}


def test_a_compound_must_be_frequent_and_close():
    runs = [["hồ", "tây", "đẹp"], ["hồ", "tây"], ["tây", "đẹp"], ["hồ", "rộng"]] * 5

    assert ("hồ", "tây") in compounds(runs, least=10, closeness=0.1, longest=2)
    assert compounds(runs, least=11, closeness=0.1) == set()
    assert compounds(runs, least=5, closeness=0.1, edges={"hồ", "tây"}) == set()


def test_the_longest_compound_is_taken_first():
    known = {("a", "b"), ("a", "b", "c")}

    assert joined(["a", "b", "c", "a", "b", "d"], known) == ["a b c", "a b", "d"]
