"""Match one problem of the demonstration and print who and what is close to it, with proof."""

import textwrap

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.core.steps import step
from cauhien.matching import queries
from cauhien.matching.actions.index import update_index
from cauhien.matching.actions.runs import run_match
from cauhien.matching.states import ONE, RunState, claim
from cauhien.ui.words import zone_name

ANSWERS = 5
WIDTH = 96


class Command(BaseCommand):
    help = "Bring the index up to date, match one problem and print the first answers."

    def handle(self, **options):
        with step("Building the match index"):
            update_index(at=now())
        challenge = queries.first_problem()
        if challenge is None:
            self.stdout.write("No problem is registered yet: there is nothing to match.")
            return
        with translation.override("vi"), step("Matching one problem"):
            run = queries.newest_run(challenge)
            if run is None or run.index_version not in queries.newest_versions(1):
                run = run_match(challenge=challenge, by=None, at=now())
        with translation.override("vi"):
            self.tell(challenge, run)

    def tell(self, challenge, run):
        """Print the problem and its first answers; never people, who are for the staff to see."""
        self.say(_("Problem: %(title)s") % {"title": challenge}, "\n")
        if run.state != RunState.DONE:
            self.say(_(run.message))
            return
        if run.abstained:
            self.say(_("Nobody registered here is close. What comes nearest:"))
        for number, match in enumerate(queries.public_answers(run, ANSWERS), start=1):
            self.answer(number, match)

    def answer(self, number, match):
        name = match.title_vi or match.title_en
        proof = match.evidence[0]["kind"] if match.evidence else ""
        about = [str(ONE[match.kind]), zone_name(match.zone)]
        about.append(str(claim(match.kind, match.closeness, proof)))
        self.say(f"{number}. {name}")
        self.say(" · ".join(about), "   ")
        for row in match.evidence:
            self.say(f"- {_told(row)}", "     ")

    def say(self, text, indent=""):
        before = "\n" if indent == "\n" else ""
        indent = "  " + indent.strip("\n")
        wrapped = textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
        self.stdout.write(before + wrapped)


def _told(row):
    """Return a proof in one line: its title, year, share of the score and matching words."""
    title = row["title_vi"] or row["title_en"]
    words = ", ".join(row["words"][:6])
    year = f", {row['year']}" if row["year"] else ""
    return f"“{title}”{year} ({100 * row['share']:.0f} %): {words}"
