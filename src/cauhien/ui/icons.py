"""Ten icons of lucide 1.62 (ISC licence, beside static/ui), written into the page as SVG.

Source: https://lucide.dev. An icon never stands alone: a word beside it says the same.
"""

from django.utils.safestring import mark_safe

_PATHS = {
    "alert": (
        '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/>'
        '<path d="M12 9v4"/><path d="M12 17h.01"/>'
    ),
    "arrow": '<path d="M5 12h14"/><path d="m12 5 7 7-7 7"/>',
    "check": '<path d="M20 6 9 17l-5-5"/>',
    "clock": '<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>',
    "download": (
        '<path d="M12 15V3"/><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"/>'
        '<path d="m7 10 5 5 5-5"/>'
    ),
    "external": (
        '<path d="M15 3h6v6"/><path d="M10 14 21 3"/>'
        '<path d="M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"/>'
    ),
    "info": '<circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/>',
    "menu": '<path d="M4 5h16"/><path d="M4 12h16"/><path d="M4 19h16"/>',
    "place": (
        '<path d="M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0'
        'C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"/><circle cx="12" cy="10" r="3"/>'
    ),
    "search": '<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>',
}
_SVG = (
    '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none"'
    ' stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    ' aria-hidden="true" focusable="false">{}</svg>'
)
# The text above is ours alone: nothing that a person typed goes into it.
ICONS = {name: mark_safe(_SVG.format(paths)) for name, paths in _PATHS.items()}
MARK = mark_safe(
    '<svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true" focusable="false">'
    '<rect width="36" height="36" rx="3" fill="currentColor"/>'
    '<g class="bridge" fill="none" stroke-width="2.5" stroke-linecap="round">'
    '<path d="M5 17q13-8 26 0"/><path d="M9 28a9 9 0 0 1 18 0"/>'
    '<path d="M5 22.500v5.500M31 22.500v5.500"/></g></svg>'
)
