"""What was written on a page stays when the file that a thing came from is read in again."""

from cauhien.core.provenance import by_hand, plain, record_assertion


def vouch(kind, row, columns, *, by, at):
    """Keep the values of some columns; what a later file says against one is a conflict."""
    for column in columns:
        value = plain(getattr(row, column))
        record_assertion(
            subject=(kind, row.code),
            predicate=column,
            value=value,
            source=by_hand(at),
            by=by,
            at=at,
        )
