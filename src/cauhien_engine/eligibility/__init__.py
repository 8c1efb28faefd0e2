"""Conditions with legal basis -> yes / no / missing data, why, and what would change it.

    vocabulary = facts_from(json)                        # reading: what may be asked
    rules = [rule_from(one, vocabulary) for one in json] # reading: what is wrong is placed
    rule = version_on(rules, day)                        # rules: the version in force on a day
    found = assess(rule, answers, vocabulary, day)       # rules: answer, why, smallest change
    report = check_table(rows, vocabulary, day)          # checking: one outcome for each cell

Each is imported from the module named beside it. Nothing is filled in for what is not known: an
answer rests on what was said, or is "missing". Store ENGINE_VERSION with what comes out.
"""

ENGINE_VERSION = "eligibility 1"
