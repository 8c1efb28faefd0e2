"""The illustrated rounds of weights: marked, one closed, one that waits for the role expert."""

import csv

import pytest
from django.conf import settings

from cauhien.accounts.queries import demonstration_account
from cauhien.core.items import items_for
from cauhien.demonstration.actions import ask_for_weights
from cauhien.notices.models import Notice
from cauhien.observatory.bridge.weights import LARGEST_RATIO, compared
from cauhien.observatory.models import Frame, WeightAnswer, WeightRound

pytestmark = pytest.mark.django_db


def test_one_round_waits_for_the_role_expert_and_one_is_closed_both_marked(client, city, now):
    ask_for_weights(at=now)
    assert WeightRound.objects.count() == 0  # the index is not loaded
    path = settings.ROOT / "data" / "observatory" / "frame-sti-asia.csv"
    nodes = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    Frame.objects.create(code="sti-asia", name_vi="Châu Á", name_en="Asia", nodes=nodes, at=now)

    for _ in range(2):  # nothing the second time
        ask_for_weights(at=now)

    waiting, closed = WeightRound.objects.order_by("id")
    expert = demonstration_account("expert")
    expert.day = now.date()
    urls = {item.url for item in items_for(expert, now)}
    assert f"/observatory/weights/{waiting.code}/" in urls
    assert Notice.objects.filter(recipient=expert, subject_code=waiting.code).count() == 1
    given = WeightAnswer.objects.filter(round=waiting).exclude(pairs={})
    ratios = [compared([one.pairs]).consistency for one in given]
    assert (len(ratios), max(ratios) < LARGEST_RATIO) == (3, True)
    page = client.get(f"/observatory/weights/{closed.code}/").content.decode()
    assert all(words in page for words in ("minh họa", "3 trên 3 người"))
