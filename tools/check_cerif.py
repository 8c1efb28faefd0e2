"""Check what a site gives in CERIF against the official schemas: `SCHEMAS ADDRESS`.

SCHEMAS is the folder `schemas` of github.com/openaire/guidelines-cris-managers; ADDRESS is a site's
address for harvesters, as http://127.0.0.1:8000/oai/. Every answer is checked whole, envelope and
records, part after part; what is wrong is printed, and the command ends with 1.
"""

import argparse
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from lxml import etree

PREFIX = "oai_cerif_openaire"
OAI = "http://www.openarchives.org/OAI/2.0/"
WHOLE = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="{OAI}" schemaLocation="{{0}}/cached/OAI-PMH.xsd"/>
<xs:import namespace="{OAI}oai-identifier" schemaLocation="{{0}}/cached/oai-identifier.xsd"/>
<xs:import namespace="https://www.openaire.eu/cerif-profile/1.2/"
 schemaLocation="{{0}}/openaire-cerif-profile.xsd"/>
</xs:schema>"""


class Cached(etree.Resolver):
    """Answers addresses of the web from the folder `cached`."""

    def __init__(self, folder):
        self.folder = folder

    def resolve(self, system_url, public_id, context):
        kept = self.folder / str(system_url).rsplit("/", 1)[-1]
        if str(system_url).startswith("http") and kept.exists():
            return self.resolve_filename(str(kept), context)
        return None


def schema_of(folder):
    parser = etree.XMLParser()
    parser.resolvers.add(Cached(folder / "cached"))
    return etree.XMLSchema(etree.fromstring(WHOLE.format(folder.resolve().as_uri()), parser))


def answers(address):
    """Yield each answer of the site: who it is, and all its records part by part."""
    wanted = {"verb": "Identify"}
    while wanted:
        said = asked(f"{address}?{urllib.parse.urlencode(wanted)}")
        yield said
        token = said.find(".//{*}resumptionToken")
        if wanted["verb"] == "Identify":
            wanted = {"verb": "ListRecords", "metadataPrefix": PREFIX}
        elif token is not None and token.text:
            wanted = {"verb": "ListRecords", "resumptionToken": token.text}
        else:
            wanted = {}


def asked(address):
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return etree.fromstring(answer.read())
        except urllib.error.HTTPError as refusal:
            if refusal.code != 503:
                raise
            time.sleep(int(refusal.headers.get("Retry-After", 10)))


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("schemas", type=Path)
    options.add_argument("address")
    asked_for = options.parse_args()
    schema, parts, records, wrong = schema_of(asked_for.schemas), 0, 0, 0
    for answer in answers(asked_for.address):
        parts += 1
        records += len(answer.findall(".//{*}record"))
        if not schema.validate(answer):
            wrong += len(schema.error_log)
            print(*(f"{one.path}: {one.message}" for one in schema.error_log), sep="\n")
    print(f"{records} records in {parts} answers, {wrong} errors")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
