"""What the rows of a workbook are compared with: what a park has, and what other rows say."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cauhien.core.text import fold
from cauhien.park.actions.cells import Refused

SHEETS = {"status": "statuses", "capital": "capital", "figure": "figures"}  # {of ENTRIES: of Tab}


@dataclass
class Known:
    """What rows are compared with: a park, its things, and what other rows of the file say."""

    park: object
    language: str
    by: object  # who may see what is linked
    documents: dict = field(default_factory=dict)  # {name of a source: as it is called here}
    elsewhere: dict | None = None  # of a workbook from elsewhere: {code there: name of a project}
    projects: dict = field(default_factory=dict)  # {code: project}
    names: dict = field(default_factory=dict)  # {folded name: [project]}
    coming: dict = field(default_factory=dict)  # {folded name: name} of projects that are new
    claims: dict = field(default_factory=dict)  # {key: (sheet, row, value)} stated in the file
    statuses: dict = field(default_factory=dict)  # {(project, status, day): values} of the file
    investors: dict = field(default_factory=dict)  # {name: Investor, None for one to come}
    entries: dict = field(default_factory=dict)  # {word of ENTRIES: {code: entry}}
    lots: dict = field(default_factory=dict)  # {code: Lot}
    needs: dict = field(default_factory=dict)  # {code: Need}
    asked: set = field(default_factory=set)  # {(key of a project, title)} of needs that are new
    rates: dict = field(default_factory=dict)  # {(currency, day): Rate}
    totals: dict = field(default_factory=dict)  # {code: PublishedTotal}
    withdrawing: set = field(
        default_factory=set
    )  # {(word of ENTRIES, id)} of what the file withdraws

    def has(self, word, code):
        """Return whether a code of a sheet is known in this park. word: of the Tab."""
        held = {"projects": self.projects, "lots": self.lots, "totals": self.totals}
        held |= {"needs": self.needs, "links": self.needs}
        held |= {SHEETS[what]: entries for what, entries in self.entries.items()}
        return code in held[word]

    def entries_of(self, what, project):
        """Return what is recorded of a project, withdrawn entries among it."""
        if project is None or isinstance(project, str):
            return []
        return [one for one in self.entries[what].values() if one.project_id == project.pk]

    def standing(self, what, project):
        """Return what stands recorded of a project and is not withdrawn by the file."""
        return [
            one
            for one in self.entries_of(what, project)
            if one.withdrawn_at is None and (what, one.pk) not in self.withdrawing
        ]

    def project_of(self, cells):
        """Return what the row says of its project, by code or by name, as `called` does."""
        if "project" in cells.said or cells.is_wrong("project"):
            return cells.said.get("project")
        if name := cells.said.get("project_name"):
            try:
                cells.target["project_name"] = self.called(name)
                return cells.target["project_name"]
            except Refused as refusal:
                cells.fault("project_name", str(refusal))
                return None
        cells.need("project", _("Say which project."))
        return None

    def called(self, text):
        """Return the project of a code or name, or the folded name of one that is new."""
        if text in self.projects:
            return self.projects[text]
        text = (self.elsewhere or {}).get(text, text)
        if found := self.named(text):
            return found
        if fold(text) in self.coming:
            return fold(text)
        raise Refused(_("There is no project with this code or name in this park."))

    def named(self, name):
        """Return the project of a name, None without one; Refused where several have it."""
        found = self.names.get(fold(name), [])
        if len(found) > 1:
            raise Refused(_("Several projects have this name. Enter the code."))
        return found[0] if found else None

    def need_of(self, cells):
        """Return (the Need that a row speaks of, its project); None for a need that is new."""
        need = self.needs.get(cells.said.get("code"))
        if "code" in cells.said and need is None:
            cells.fault("code", _("There is no need with this code in this park."))
        project = need.project if need else self.project_of(cells)
        title = cells.said.get("title")
        need = need or next(
            (one for one in self.needs.values() if (one.project, one.title) == (project, title)),
            None,  # the same table may come again
        )
        return need, project

    @staticmethod
    def key_of(project):
        """Return what tells a project from others, be it here or new."""
        return project if isinstance(project, str) or project is None else project.pk

    def once(self, cells, name, key):
        """Note what a row is of; a second row of the same is wrong."""
        row = self.claims.setdefault(key, (cells.title, cells.row.number, None))[1]
        if row != cells.row.number:
            cells.fault(name, _("The same stands in row %(row)s.") % {"row": row})

    def claim(self, cells, name, key, value):
        """Note that a row states a value; name the row of the file that states another one.

        Returns whether an earlier row has stated the same.
        """
        sheet, row, stated = self.claims.setdefault(key, (cells.title, cells.row.number, value))
        is_first = (sheet, row) == (cells.title, cells.row.number)
        if not is_first and stated != value:
            message = _("Row %(row)s of the sheet “%(sheet)s” says otherwise.")
            cells.fault(name, message % {"row": row, "sheet": sheet})
        return not is_first
