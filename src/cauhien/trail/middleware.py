"""What the audit reads of a case beyond the public is written into the log of the case."""

from django.utils.timezone import now

from cauhien.trail import actions, queries, rules
from cauhien.trail.states import Page

# The whole history writes its own line before it is shown, a file a reading of its own.
PAGES = {
    "review:council": Page.COUNCIL,
    "review:log": Page.COUNCIL_LOG,
    "review:scores": Page.SCORES,
    "review:file": Page.SCORES,
    "api-1:standings": Page.SCORES,
    "api-1:reviews": Page.SCORES,
    "review:meeting": Page.MINUTES,
    "trail:files": Page.ACCESSES,
    "challenges:log": Page.LOG,
    "pilots:pilot": Page.PILOT,
    "documents:detail": Page.DOCUMENT,
    "documents:download": Page.DOCUMENT,
    "documents:scan": Page.DOCUMENT,
}


class AuditMiddleware:
    """Log each page of PAGES that the audit is shown, not what a page renews of itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        page = PAGES.get(match.view_name) if match else None
        is_shown = response.status_code == 200 and "HX-Request" not in request.headers
        if page and is_shown and rules.may_audit(request.user):
            _note(request.user, page, match.kwargs["code"])
        return response


def _note(user, page, code):
    if page == Page.DOCUMENT:
        challenge = queries.case_of_document(code)
    else:
        challenge = queries.cases_for(user).filter(code=code).first()
    if challenge:
        actions.note_look(challenge=challenge, page=page, by=user, at=now())
