"""Whom and what the lines of a history name, in words that their reader may know.

The log holds people by uuid, and seats, files and members of a team by code.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cauhien.accounts.queries import names_by_uuid, who_acted
from cauhien.challenges.models import EligibilityItem, Initiative, Member
from cauhien.challenges.queries import questions_for
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import MemberRole, Part
from cauhien.documents.queries import documents_for
from cauhien.review.models import Seat
from cauhien.review.queries import persons_by_uuid
from cauhien.ui import words

IS_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Names:
    """How one reader knows people and things of a case.

    known: {uuid or code: words}. veiled: {chain of a file: {uuid: words}}, of the teams of files
    whose content the reader does not see as yet: their members are known by what they do there.
    acted: {id of a line: who acted}.
    """

    known: dict
    veiled: dict
    acted: dict

    def of(self, value, chain):
        """Return who or what a value in a line of a chain is, None where it names nothing."""
        found = self.veiled.get(chain, {}).get(value) or self.known.get(value)
        if found is None and isinstance(value, str) and IS_UUID.fullmatch(value):
            return _("an account that no longer exists")
        return found

    def in_note(self, note):
        """Return the note of an access, which may be the seat that it was given with."""
        return self.known.get(note.removeprefix("seat "), note)

    def who(self, line):
        return self.veiled.get(line.chain, {}).get(str(line.by)) or self.acted.get(line.pk, "")


def names_in(challenge, lines, reader):
    """Return the Names by which a reader knows whoever the lines of a case speak of."""
    uuids = {UUID(one) for line in lines for one in IS_UUID.findall(str(line.detail))}
    known = {str(uuid): name for uuid, name in names_by_uuid(uuids).items()}
    known |= {uuid: str(person) for uuid, person in persons_by_uuid(uuids).items()}
    seats = Seat.objects.filter(council__challenge=challenge).select_related("person")
    known |= {seat.code: f"{seat.person}, {seat.get_role_display()}" for seat in seats}
    known |= _things(challenge, {line.chain for line in lines}, reader)
    teams, veiled = _teams(challenge, reader)
    return Names(known | teams, veiled, who_acted(lines))


def _things(challenge, chains, reader):
    """Return {code: words} of questions, documents and the checklist that the reader may know."""
    questions = questions_for(reader, challenge)
    known = {one.code: one.shown or one.asked for one in questions}
    items = EligibilityItem.objects.filter(call__challenge=challenge)
    is_english = words.language() == "en"
    known |= {one.code: (is_english and one.text_en) or one.text_vi for one in items}
    papers = documents_for(reader).filter(chain__in=chains)
    return known | dict(papers.values_list("code", "title"))


def _teams(challenge, reader):
    files = Initiative.objects.filter(challenge=challenge)
    read = set(initiatives_for(reader, Part.CONTENT).filter(challenge=challenge))
    known = {
        one.code: _("file no. %(number)s") % {"number": one.number} for one in read if one.number
    }
    veiled = defaultdict(dict)
    members = Member.objects.filter(initiative__in=files).select_related("initiative", "user")
    for one in members:
        role = _("member of the team, %(role)s") % {"role": MemberRole(one.role).label}
        is_read = one.initiative in read
        known[one.code] = (is_read and one.name) or role
        if one.user and not is_read:
            veiled[one.initiative.chain][str(one.user.uuid)] = role
    return known, veiled
