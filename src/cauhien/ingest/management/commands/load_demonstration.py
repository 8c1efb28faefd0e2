"""./cauhien manage load_demonstration: the data and the accounts that the product ships with."""

import tomllib
from datetime import UTC, datetime, time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from cauhien.accounts.actions import create_demonstration_accounts
from cauhien.core import city
from cauhien.core.text import fold
from cauhien.ingest.actions import batches
from cauhien.ingest.models import Batch
from cauhien.ingest.readers import registry
from cauhien.ingest.states import BatchState
from cauhien.organisations.models import Office


class Command(BaseCommand):
    help = "Load the data of the demonstration; files that are in already are left."
    requires_system_checks = []  # of the pages; nothing here needs them

    def handle(self, *args, **options):
        listed = tomllib.loads((settings.DATA / "sources.toml").read_text("utf-8"))["file"]
        done = set(
            Batch.objects.filter(state=BatchState.DONE).values_list("reader", "source__raw_sha256")
        )
        waiting = [
            one
            for one in listed
            if (one["source"], batches.sha256_of(settings.DATA / one["file"])) not in done
        ]
        with batches.turn():
            for one in waiting:
                self._load(one)
        self._accounts()
        self.stdout.write(f"{len(listed)} files of the demonstration, {len(waiting)} of them new")

    def _load(self, one):
        path = settings.DATA / one["file"]
        begun = timezone.now()
        facts = {name: one[name] for name in one if name not in {"file", "source", "retrieved"}}
        facts["retrieved_at"] = datetime.combine(one["retrieved"], time(), UTC)
        batch = batches.open_batch(
            reader=registry.reader(one["source"]), path=path, at=begun, facts=facts
        )
        batches.stage_batch(batch=batch, path=path)
        batches.reconcile_batch(batch=batch, at=begun)
        seconds = (timezone.now() - begun).total_seconds()
        counts = ", ".join(f"{name} {count}" for name, count in batch.counts.items() if count)
        self.stdout.write(f"  {one['file']}: {counts} ({seconds:.1f} s)")

    def _accounts(self):
        at = timezone.now()
        create_demonstration_accounts(
            office=_office(city.demonstration_office()),
            coordinating_office=_office(city.coordinating_office()),
            starts_on=timezone.localdate(at),
            at=at,
        )


def _office(name):
    return Office.objects.get(organisation__folded=fold(name))
