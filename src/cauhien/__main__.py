"""The commands of `./cauhien`, once its environment is made."""

import argparse
import os
import signal
import subprocess
import sys

from cauhien.core import checking, running
from cauhien.core.postgres import CannotStart
from cauhien.core.watch import CannotGoOn
from cauhien.settings import STATE


def main(arguments):
    """Run one command; return its exit code, or the sentence that it ends with."""
    options, rest = parser().parse_known_args(arguments)
    if rest and not options.takes_all:
        parser().error(f"unknown: {' '.join(rest)}")
    try:
        return options.run(options, rest)
    except (CannotStart, CannotGoOn, running.CannotRun) as refusal:
        return f"\n{refusal}"
    except PermissionError as refusal:
        return f"\n{refusal.filename} is not ours to use. Be its owner, or set CAUHIEN_STATE."


def parser():
    whole = argparse.ArgumentParser(prog="./cauhien", description=__doc__)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(run, about, *, takes_all=False):
        one = commands.add_parser(
            run.__name__, help=about, description=about, add_help=not takes_all
        )
        one.set_defaults(run=run, takes_all=takes_all)
        return one

    one = command(up, "Make everything ready and start the site on this machine.")
    one.add_argument("--port", type=int, help="this one alone (else the first free from 8000 on)")
    one.add_argument("--without-demonstration", action="store_true", help="load no example data")
    one.add_argument(
        "--stage",
        choices=["open", "review", "decided", "pilot"],
        help="bring the illustrated case of the demonstration so far (the first time: open)",
    )
    command(down, "Stop what `up` has started.")
    one = command(reset, "Remove the database, the files and the index, after asking.")
    one.add_argument("--yes", action="store_true", help="do not ask")
    command(check, "Check the code: linters, types, contracts, translations, migrations.")
    command(test, "Check and test the code; what follows is pytest's.", takes_all=True)
    command(ingest, "Read data in: SOURCE FILE…", takes_all=True)
    command(
        verify,
        "Check that nothing in the log, in an export of it, or of a receipt was altered.",
        takes_all=True,
    )
    command(manage, "Run one of Django's own commands.", takes_all=True)
    return whole


def up(options, rest):
    demonstration = not options.without_demonstration
    if options.stage and not demonstration:
        return "The illustrated case belongs to the demonstration: leave one of the options out."
    running.Site(STATE, port=options.port, demonstration=demonstration, stage=options.stage).up()
    return 0


def down(options, rest):
    print("Stopped." if running.down(STATE) else "Nothing was running.")


def reset(options, rest):
    if os.environ.get("DATABASE_URL"):
        return "DATABASE_URL names a database that is not ours to remove. Drop it yourself."
    if not options.yes and not is_meant(f"Remove all data in {STATE}? Type yes: "):
        return "Nothing was removed."
    running.reset(STATE)
    print("Removed. To begin anew: ./cauhien up")
    return 0


def is_meant(question):
    try:
        return input(question).strip() == "yes"
    except EOFError:
        return False  # nobody is there to answer; --yes says it beforehand


def check(options, rest):
    return checking.check() and 1


def test(options, rest):
    return checking.test(rest)


def ingest(options, rest):
    return manage(options, ["ingest", *rest])


def verify(options, rest):
    return manage(options, ["verify", *rest])


def manage(options, rest):
    with running.database(STATE) as environment:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for Django
        command = [sys.executable, "-m", "django", *rest]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
