"""Adapting a model to a city by drawn samples."""
