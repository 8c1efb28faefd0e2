"""Lists of publications as people keep them: BibTeX, RIS, a record of ORCID, CSV."""
