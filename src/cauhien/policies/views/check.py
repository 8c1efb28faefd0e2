"""What do I qualify for? A path without an account: the answers stand in the address alone."""

from collections import Counter

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cauhien.core.filetypes import CONTENT_TYPES
from cauhien.core.filetypes import Kind as FileKind
from cauhien.documents.documents import pdf
from cauhien.policies import bridge, queries
from cauhien.policies.documents import result_text
from cauhien.policies.forms.path import FactsForm, Path, initial
from cauhien.policies.states import FactGroup, MechanismKind
from cauhien.ui.downloads import made_file
from cauhien.ui.words import language


@never_cache
def check(request):
    """Ask the next questions, or say what came of the answers."""
    path = Path.of(request.GET, queries.facts(), localdate())
    if "page" in request.GET:
        return _answered(request, path)
    chosen, found = _open(path)
    if (group := request.GET.get("to")) in FactGroup.values:
        names = path.names_of(group, found)
    else:
        names = [] if path.is_shown else path.next_names(found)
    if not names:
        return render(request, "policies/result.html", _result(path, chosen, found))
    return _questions(request, path, chosen, found, _form(path, names))


@never_cache
def result_pdf(request):
    """Send the result as it stands, as PDF; nothing of it is kept."""
    path = Path.of(request.GET, queries.facts(), localdate())
    said = _result(path, path.chosen(queries.computable_on(path.on)), ())
    text = result_text(said["groups"], said["answers_in_words"], path.on, language())
    return made_file(pdf(text, at=now()), f"{_('eligibility')}.pdf", CONTENT_TYPES[FileKind.PDF])


def _open(path):
    """Return the mechanisms that are looked for, and the questions that are open."""
    chosen = path.chosen(queries.computable_on(path.on))
    return chosen, path.open_questions(chosen)


def _answered(request, path):
    """Take the answers of one page into the address, or show what is wrong with them."""
    facts = path.named(request.GET.getlist("now"))
    if not facts:
        return redirect("policies:check")
    form = _form(path, [fact.name for fact in facts], request.GET)
    if not form.is_valid():
        chosen, found = _open(path)
        return _questions(request, path, chosen, found, form)
    wants = form.cleaned_data.get("wants", path.wants)
    further = path.answered(form.answers(), [fact.name for fact in facts], wants)
    if request.GET.get("then") == "result":
        further = further.shown()
    return redirect(f"{reverse('policies:check')}?{further.query()}")


def _questions(request, path, chosen, found, form):
    names = [fact.name for fact in form.facts]
    group, standing = FactGroup(path.groups[names[0]]), path.standing(chosen)
    page = {
        "form": form,
        "group": group,
        "kept": path.without(names).pairs(),
        "is_first": group == FactGroup.WHO,
        "left": len({one.name for one in found} - {*names}),
        "asked": len({*path.asked} - {*names}),
        "back": path.before(names),
        "standing": standing,
        "rest": [
            (_("You do not qualify"), standing["no"]),
            (_("Answers are missing"), standing["missing"]),
        ],
    }
    return render(request, "policies/check.html", page, status=422 if form.is_bound else 200)


def _form(path, names, data=None):
    """Return the form of a page on which these are asked; the first asks what is looked for too."""
    return FactsForm(
        data,
        facts=path.named(names),
        language=language(),
        wants=path.groups[names[0]] == FactGroup.WHO,
        initial=initial(path),
    )


def _result(path, chosen, open_questions):
    found = path.assessed(chosen)
    spoken = language()
    addressed = [one for one in found if one.is_addressed]
    by_answer = {
        answer: [one for one in addressed if one.answer == answer]
        for answer in ("yes", "missing", "no")
    }
    return {
        "path": path,
        "on": path.on,
        "language": spoken,
        "groups": [
            (_("You may qualify"), by_answer["yes"]),
            (_("It depends on what is not known yet"), by_answer["missing"]),
            (_("You do not qualify"), by_answer["no"]),
        ],
        "kinds": _kinds(path, by_answer["yes"] + by_answer["missing"]),
        "all_kinds": path.narrowed(()) if path.wants else "",
        "rows": {name: path.rows(rows, spoken) for name, rows in by_answer.items()},
        "elsewhere": [one.mechanism for one in found if not one.is_addressed],
        "not_computed": queries.not_computable(),
        "answers_in_words": path.in_words(spoken),
        "changes": path.changes(spoken),
        "query": path.query(),
        "left": len(open_questions),
        "further": path.further().query(),
        "engine": bridge.ENGINE_VERSION,
        "watch": f"{reverse('policies:watch')}?{path.query()}",
    }


def _kinds(path, found):
    """Return (what it gives, how many fit or may fit, address of those alone) of each kind."""
    counts = Counter(one.mechanism.kind for one in found)
    kinds = [one for one in MechanismKind if one in counts]
    return [(one.label, counts[one], path.narrowed([one.value])) for one in kinds]
