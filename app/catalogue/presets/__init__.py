"""Definitions, one a file; see app.catalogue.definitions."""
