"""How the rest of the product finds questions to experts and members."""

from cauhien.members.subjects import inquiries, membership

__all__ = ["inquiries", "membership"]
