"""Parsed -> citations, statements, actors. Pure: one document in, nothing rewritten."""
