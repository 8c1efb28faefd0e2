"""People, files and conflicts -> fair seats with reasons; scores -> intervals."""

ENGINE_VERSION = "panel 1"
