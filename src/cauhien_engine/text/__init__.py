"""Vietnamese and English text made comparable: folding, terms, names, sort keys, a lexicon."""
