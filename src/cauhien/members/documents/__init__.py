"""What a member takes away of what they did: a certificate, and entries for ORCID."""

from cauhien.members.documents.certificate import certificate_text, facts_of, holder_of
from cauhien.members.documents.orcid import in_orcid

__all__ = ["certificate_text", "facts_of", "holder_of", "in_orcid"]
