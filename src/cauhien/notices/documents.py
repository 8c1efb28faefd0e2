"""The words of notices and mails, made in the language of who reads them."""

from dataclasses import dataclass

from django.core import signing
from django.template import Context, Engine
from django.urls import reverse
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cauhien.core.subjects import subject
from cauhien.notices.queries import absolute, acting, host

LINK_SALT = "cauhien.notices.link"
UNSUBSCRIBE_SALT = "cauhien.notices.unsubscribe"
LONGEST_ADDRESS = 50  # characters of one shown in a mail: no telephone breaks a long one


@dataclass(frozen=True)
class Words:
    """What a notice says. url: where one goes on, as a path of this site."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    title: str
    text: str
    html: str


def words_of(notice, thing, *, by_mail=False, besides=None):
    """Return the words of a notice in the language being spoken.

    The template's first line is the title, what follows it the text. It is given what the kind
    makes of the parameters, `subject` (its name), `due_at`, `url` and, by mail alone, `answer_url`
    and what is given besides.
    """
    kind = notice.known_kind
    url = page_of(notice)
    said = {
        **kind.facts(notice.parameters),
        "subject": name_of(thing),
        "due_at": notice.due_at,
        "url": absolute(url) if by_mail else url,
        "answer_url": signed_address(notice.link) if by_mail and notice.link else "",
        **(besides or {}),
    }
    written = _rendered(kind.template, said, autoescape=False)
    title, _line, text = written.partition("\n")
    return Words(" ".join(title.split()), text.strip(), url)


def letter_of(mail, told, items, at):
    """Return a letter about [(notice, thing)] and items, in the language being spoken."""
    parts = [_of_notice(notice, thing, at) for notice, thing in told]
    parts += [_of_item(item, at) for item in items]
    page = {
        "title": parts[0]["title"] if len(parts) == 1 else _title_of_many(len(parts)),
        "parts": parts,
        "language": get_language(),
        "stop_url": unsubscribe_address(mail.recipient) if mail.recipient else "",
        "settings_url": absolute(reverse("notices:settings")),
    }
    text = _rendered("notices/mail.txt", page, autoescape=False)
    return Letter(page["title"], text + "\n", _rendered("notices/mail.html", page))


def calendar_of(items, at):
    """Return what is due as iCalendar (bytes): one event of no length at each due time."""
    calendar = Calendar(prodid="-//Cầu Hiền//My work//VI", version="2.0", method="PUBLISH")
    calendar.add("x-wr-calname", _("Cầu Hiền: what is due"))
    for item in items:
        if item.due:
            calendar.add_component(_event(item, at))
    return calendar.to_ical()


def signed_address(link):
    """Return the whole address of a link, bound to its person, purpose and subject."""
    said = [link.code, link.purpose, link.subject_kind, link.subject_code]
    token = signing.dumps(said, salt=LINK_SALT)
    return absolute(reverse(link.url_name, kwargs={"token": token}))


def unsubscribe_address(user):
    token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign(str(user.uuid))
    return absolute(reverse("notices:unsubscribe", kwargs={"token": token}))


def _rendered(template, context, *, autoescape=True):
    found = Engine.get_default().get_template(template)
    return found.render(Context(context, autoescape=autoescape)).strip()


def _of_notice(notice, thing, at):
    more = notice.known_kind.in_mail if notice.recipient else None
    besides = more(acting(notice.recipient, at), at) if more else None
    words = words_of(notice, thing, by_mail=True, besides=besides)
    return _part(words.title, words.text, words.url, notice.due_at)


def _of_item(item, at):
    said = _("Late: {to_do}") if item.is_overdue(at) else _("Reminder: {to_do}")
    lines = [item.title, _("If nothing is done: {what}").format(what=item.if_nothing)]
    if item.on_behalf_of:
        lines.append(_("On behalf of {name}").format(name=item.on_behalf_of))
    return _part(said.format(to_do=item.to_do), "\n".join(lines), item.url, item.due)


def _part(title, text, url, due_at):
    lines = linebreaks(text, autoescape=True)
    html = mark_safe(urlize(lines, trim_url_limit=LONGEST_ADDRESS, nofollow=True))
    return {"title": title, "text": text, "html": html, "url": absolute(url), "due_at": due_at}


def _event(item, at):
    event = Event()
    event.add("uid", f"{item.uid}@{host()}")
    event.add("dtstamp", at)
    event.add("dtstart", item.due)
    event.add("summary", f"{item.to_do}: {item.title}")
    event.add("description", _("If nothing is done: {what}").format(what=item.if_nothing))
    event.add("url", absolute(item.url))
    return event


def _title_of_many(count):
    said = ngettext("{number} notice from Cầu Hiền", "{number} notices from Cầu Hiền", count)
    return said.format(number=count)


def page_of(notice):
    """Return where a notice leads to: what its sender said, else the page of its subject."""
    if notice.url:
        return notice.url
    if not notice.subject_kind:
        return reverse("notices:list")
    return reverse(subject(notice.subject_kind).url_name, kwargs={"code": notice.subject_code})


def name_of(thing):
    """Return the name of a thing in the language being spoken, where it has one."""
    if thing is None:
        return ""
    first, second = ("en", "vi") if (get_language() or "vi").startswith("en") else ("vi", "en")
    for name in (f"title_{first}", f"name_{first}", f"title_{second}", f"name_{second}"):
        if said := getattr(thing, name, ""):
            return said
    return str(thing)
