"""Pages of mechanisms: one file for each thing that is done."""
