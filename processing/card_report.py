"""A model card as a page for reading."""

from __future__ import annotations

from html import escape

from ..models.card import ModelCard
from .i18n import tr


def card_html(card: ModelCard, sha256: str) -> str:
    """The card as a complete HTML page without any outside resources."""
    rows = [
        (tr("Name"), card.name),
        (tr("Task"), card.task),
        (tr("Bands"), ", ".join(card.roles)),
        (tr("Input resolution"), f"{card.resolution:g} m"),
        (tr("Output resolution"), f"{card.resolution / card.scale_factor:g} m"),
        (tr("Architecture"), card.architecture),
        (tr("Adapted from"), card.parent),
        (tr("Training data"), card.training_data),
        (tr("Licence"), card.licence),
        (tr("Hash (SHA-256)"), sha256),
    ]
    facts = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows if value)
    classes = "".join(
        f'<tr><td style="background:{escape(c.color)};width:2em"></td><td>{c.value}</td><td>{escape(c.title)}</td></tr>'
        for c in card.classes
    )
    accuracy = "".join(
        f"<tr><td>{escape(a.metric)}</td><td>{a.value:.1f} %</td><td>{escape(a.data)}</td></tr>" for a in card.accuracy
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(card.title)}</title></head><body>'
        f"<h1>{escape(card.title)}</h1><p>{escape(card.description)}</p><table>{facts}</table>"
        f"<h2>{escape(tr('Classes'))}</h2><table>{classes}</table>"
        + (f"<h2>{escape(tr('Measured accuracy'))}</h2><table>{accuracy}</table>" if accuracy else "")
        + "</body></html>"
    )
