"""The tables of the ASEM example, one function for each reference file (see composite_cases)."""

import numpy as np
from composite_cases import ALTERNATIVES, by_unit, rows_of

from cauhien_engine.composite.describing import descriptions
from cauhien_engine.composite.influence import effective_weights, removals
from cauhien_engine.composite.profiles import extremes, summary
from cauhien_engine.composite.ranking import ranks_of
from cauhien_engine.composite.relations import (
    components_of,
    correlation_flags,
    correlation_pairs,
    cronbach,
    denominator_pairs,
    level_pairs,
)
from cauhien_engine.composite.screen import availability
from cauhien_engine.composite.sensitivity import estimate
from cauhien_engine.composite.standing import standings

STAGES = {
    "base_raw": "raw", "base_denominated": "denominate", "base_imputed": "impute",
    "base_screened": "screen", "base_treated": "treat", "base_normalised": "normalise",
    "base_aggregated": "aggregate",
}  # fmt: skip
AVAILABLE = {
    "N_missing": "missing", "N_zero": "zero", "N_miss_or_zero": "missing_or_zero",
    "Dat_Avail": "data_share", "Non_Zero": "nonzero_share",
}  # fmt: skip
SCREENED = {"LowData": "few_data", "LowNonZero": "many_zeros", "Included": "kept"}
STATS = {
    "iCode": "code", "Min": "least", "Max": "most", "Mean": "mean", "Median": "median",
    "Std": "std", "Skew": "skewness", "Kurt": "kurtosis", "N.Avail": "known",
    "N.NonZero": "nonzero", "N.Unique": "unique", "N.Same": "same", "Frc.Avail": "data_share",
    "Frc.NonZero": "nonzero_share", "Frc.Unique": "unique_share", "Frc.Same": "same_share",
}  # fmt: skip
FLAGS = {"Flag.Avail": "few_data", "Flag.NonZero": "many_zeros", "Flag.Unique": "few_values"}


def stages(example):
    """Return {file: rows} of every stage of the base plan."""
    return {file: rows_of(example.base[stage].table) for file, stage in STAGES.items()}


def alternatives(example):
    """Return {file: rows} of other scales and means."""
    out = {}
    for name in ALTERNATIVES:
        result = example.alternative(name)
        codes = example.frame.indicators if "norm" in name else example.frame.aggregates
        out[name] = rows_of(result.table, codes)
    return out


def results(example):
    """Return {file: rows} of scores in full, ranks and ranks within groups."""
    base, frame = example.base, example.frame
    full = {code: base.table.column(code).round(12) for code in frame.codes}
    groups = base.panel.labels("EurAsia_group", base.table.units)
    within = rows_of(base.ranks("EurAsia_group"), frame.aggregates)
    lineage = [
        {"Indicator": code, "Pillar": frame.above(code, 2), "Sub-index": frame.above(code, 3),
         "Index": frame.above(code, 4)}
        for code in frame.indicators
    ]  # fmt: skip
    return {
        "base_results_full": by_unit(base.table.units,
                                     {"Rank": base.ranks().column(frame.top), **full}),
        "base_results_ranks": rows_of(base.ranks(), frame.aggregates + frame.indicators),
        "base_results_groupranks": [{**row, "EurAsia_group": label}
                                    for row, label in zip(within, groups, strict=True)],
        "base_lineage": lineage,
    }  # fmt: skip


def screening(example):
    """Return {file: rows} of what is known of each unit."""
    base, frame, raw = example.base, example.frame, example.base["raw"].table
    notes = base["screen"].notes["summary"]
    summed = {name: notes[own] for name, own in (AVAILABLE | SCREENED).items()}
    summed["LowDatOrZeroFlag"] = notes["few_data"] | notes["many_zeros"]
    known = availability(raw.values)
    shares = {code: 1 - np.isnan(raw.columns(frame.below(code))).mean(axis=1)
              for code in frame.aggregates}  # fmt: skip
    return {
        "base_screen_summary": by_unit(base["screen"].notes["units"], summed),
        "avail_raw_units": by_unit(raw.units,
                                   {name: known[own] for name, own in AVAILABLE.items()}),
        "avail_raw_groups": by_unit(raw.units, shares),
    }  # fmt: skip


def treatment(example):
    """Return {file: rows} of what was treated and how."""
    stage = example.base["treat"]
    details = []
    for one in stage.notes["details"]:
        row = {"iCode": one["code"]}
        if len(one["stages"]) > 1:
            row["winsorise.nwin"] = one["drawn_in"]
        for at, (_, passed, skew, kurt) in enumerate(one["stages"]):
            row |= {f"check_SkewKurt{at}.Pass": passed, f"check_SkewKurt{at}.Skew": skew,
                    f"check_SkewKurt{at}.Kurt": kurt}  # fmt: skip
        details.append(row)
    marks = dict(zip(stage.table.codes, stage.notes["marks"].T, strict=True))
    points = by_unit(stage.table.units, marks)
    return {"base_treat_details": details, "base_treated_points": points}


def statistics(example):
    """Return {file: rows} of the raw columns."""
    rows = []
    for one in descriptions(example.base["raw"].table):
        row = {name: getattr(one, own) for name, own in STATS.items()}
        row |= {name: "LOW" if getattr(one, own) else "ok" for name, own in FLAGS.items()}
        rows.append(row | {"Flag.SkewKurt": "OUT" if one.outliers else "ok"})
    return {"stats_raw": rows}


def correlating(example):
    """Return {file: rows} of correlations, flags and consistency."""
    frame, table, raw = example.frame, example.base.table, example.base["raw"].table
    pillars = frame.at_level(2)
    alphas = {"all": cronbach(raw)} | {code: cronbach(raw, frame.below(code)) for code in pillars}
    named = {
        f"corr_ind_pillar_{method}": [
            {"Var1": one.other, "Var2": one.one, "Correlation": one.correlation}
            for one in level_pairs(frame, table, (1, 2), method=method)
        ]
        for method in ("pearson", "spearman")
    }
    flags = correlation_flags(frame, example.base["normalise"].table, limit=0.75)
    return named | {
        "corr_pillar_pillar_pearson": [
            {"Var1": one.one, "Var2": one.other, "Correlation": one.correlation}
            for one in correlation_pairs(table, pillars, pillars)
        ],
        "corr_flags_high075": [
            {"Group": home, "Ind1": min(one.one, one.other), "Ind2": max(one.one, one.other),
             "Corr": one.correlation}
            for home, one in flags
        ],
        "denom_corr_raw": [
            {"Ind": one.one, "Denom": one.other, "Corr": one.correlation}
            for one in denominator_pairs(frame, example.panel, raw, limit=0.7)
        ],
        "cronbach_raw_pairwise": [{"iCodes": code, "alpha": a} for code, a in alphas.items()],
    }  # fmt: skip


def weighing(example):
    """Return {file: rows} of weights, components and the index without each element."""
    frame, base = example.frame, example.base
    shares = effective_weights(frame)
    given = [{"iCode": node.code, "Level": node.level, "Weight": node.weight}
             for node in frame.scored]  # fmt: skip
    loaded, variances = {row["iCode"]: row["Weight"] for row in given}, []
    for one in components_of(frame, base.table, 2):
        loaded |= dict(zip(one.codes, one.loadings[:, 0].tolist(), strict=True))
        variances += [
            {"group": one.parent, "PC": at, "sdev": sd, "var_explained": share}
            for at, (sd, share) in enumerate(zip(one.stds, one.shares, strict=True), start=1)
        ]
    out = {
        "base_weights": given,
        "base_effective_weights": [row | {"EffWeight": shares[row["iCode"]]} for row in given],
        "pca_weights_level2": [row | {"Weight": loaded[row["iCode"]]} for row in given],
        "pca_variance_level2": variances,
    }
    for level in (2, 3):
        found = removals(base, level)
        ranks = dict(zip(found.elements, found.ranks, strict=True))
        out[f"remove_level{level}_ranks"] = by_unit(
            found.units, {"Nominal": found.nominal, **ranks}
        )
        out[f"remove_level{level}_meanabsdiff"] = [
            {"removed": code, "MeanAbsDiff": shift}
            for code, shift in ({"Nominal": 0.0} | found.shifts).items()
        ]
    return out


def profiles(example):
    """Return {file: rows} of Viet Nam's profile."""
    found = extremes(example.base, "VNM")
    told = {"strengths_VNM": found.strengths, "weaknesses_VNM": found.weaknesses}
    out = {
        file: [{"Code": one.code, "Name": one.name, "Pillar": one.pillar, "Rank": one.rank,
                "Value": one.value, "Unit": one.unit} for one in lines]
        for file, lines in told.items()
    }  # fmt: skip
    out["unit_summary_VNM"] = [
        {"Code": one.code, "Name": one.name, "Score": round(one.value, 12), "Rank": one.rank}
        for one in summary(example.base, "VNM")
    ]
    return out


def replays(example):
    """Return {file: rows} of the uncertainty and sensitivity runs, replayed from their designs."""
    units, nominal = example.ensemble.units, example.ensemble.nominal
    out = {}
    for name, scores in example.replays.items():
        both = np.vstack([nominal, scores])
        labels = ["Nominal", *(f"r_{at}" for at in range(1, len(both)))]
        ranks = ranks_of(both)
        out[f"{name}_ranks"] = by_unit(units, dict(zip(labels, ranks.T.T, strict=True)))
        design = example.replayed(name)
        used = design if name == "ua" else design.taking(slice(0, 200))  # A and B alone
        stand = standings(example.ensemble, used)
        low, middle, high = stand.quantiles([0.05, 0.5, 0.95]).T
        out[f"{name}_rankstats"] = by_unit(units, {
            "Nominal": stand.nominal, "Mean": stand.mean, "Median": middle, "Q5": low, "Q95": high,
        })  # fmt: skip
        if name == "ua":
            out["ua_scores"] = by_unit(units, dict(zip(labels, both, strict=True)))
        else:
            shift = np.abs(ranks[1:] - ranks[0]).mean(axis=1)
            found = estimate(shift, 100, rule="saltelli")
            names = ("Winmax", "Normalisation", "Weights", "Aggregation")
            out["sa_indices"] = [
                {"Variable": factor, "Si": float(first), "STi": float(total)}
                for factor, first, total in zip(names, found.first, found.total, strict=True)
            ]
    return out


PARTS = (stages, alternatives, results, screening, treatment, statistics, correlating, weighing,
         profiles, replays)  # fmt: skip
