"""Adaptation of a model to a city from drawn samples."""
