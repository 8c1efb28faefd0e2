"""A file as the World Bank gives it for download: one indicator, all economies, all years.

Two lines say of which data set and edition it is, then comes a row for each economy or group of
economies and a column for each year ("API_GB.XPD.RSDV.GD.ZS_DS2_en_csv_v2_232.csv"). Its zip holds
the same table beside two of metadata.
"""

import csv
import io
import re
import zipfile

from cauhien.core.sheets import Row, TooLong

PUBLISHER = "The World Bank"
HEAD = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
SHOWN = {"name": HEAD[0], "unit": HEAD[1], "indicator": HEAD[3], "source": "Data Source"}
DATA_SET, UPDATED = "Data Source", "Last Updated Date"
TABLE = re.compile(r"(?:.*/)?API_[^/]*\.csv")
BEGINNINGS = (f'"{DATA_SET}"', DATA_SET, f'"{HEAD[0]}"', HEAD[0])
FACTS_LINES = 6  # before which the head of the table stands
# What the file itself does not say, read in the data catalogue of the World Bank.
LICENCES = {
    "World Development Indicators": {
        "licence": "CC BY 4.0",
        "url": "https://datacatalog.worldbank.org/search/dataset/0037712",
    }
}


def unzipped(data, largest):
    """Return the bytes of the table in a download's zip, None where it is no such zip.

    Raises TooLong where it has more than `largest` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            tables = [one for one in held.infolist() if TABLE.fullmatch(one.filename)]
            if len(tables) != 1:
                return None
            with held.open(tables[0]) as file:
                table = file.read(largest + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        # Broken, packed in a way not known here, locked by a password, or cut off.
        return None
    if len(table) > largest:
        raise TooLong
    return table


def rows_of(data, most):
    """Return the rows of a download, one for each value, by our names of columns; None where the
    bytes are none. Raises TooLong beyond `most` economies.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if not text.startswith(BEGINNINGS):
        return None
    lines = csv.reader(io.StringIO(text, newline=""))
    facts = {}
    for line in lines:
        if line[:4] == HEAD:
            return _values(lines, line, _edition(facts), most)
        if lines.line_num >= FACTS_LINES:
            return None
        if len(line) > 1:
            facts[line[0]] = line[1]
    return None


def _edition(facts):
    """Return the cells that name the edition, {} where the file has lost its first lines."""
    if not facts.get(DATA_SET) or not facts.get(UPDATED):
        return {}
    named = {"publisher": PUBLISHER, "data_set": facts[DATA_SET], "updated": facts[UPDATED]}
    return named | LICENCES.get(facts[DATA_SET], {})


def _values(lines, head, edition, most):
    years = [(at, name) for at, name in enumerate(head) if name.isdecimal()]
    rows = []
    for count, line in enumerate(lines):
        if count >= most:
            raise TooLong
        if len(line) < len(HEAD):
            continue
        same = edition | {"name": line[0], "unit": line[1], "indicator": line[3]}
        rows += [
            Row(lines.line_num, same | {"period": year, "value": line[at].strip()})
            for at, year in years
            if at < len(line) and line[at].strip()
        ]
    return rows
