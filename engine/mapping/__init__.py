"""Performs a mapping run, from an open source to published outputs."""
