"""The name of the rules: store it with what comes out."""

ENGINE_VERSION = "composite 1"
